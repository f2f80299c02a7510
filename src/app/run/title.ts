import { isBusy, runState } from '../state/run';
import { watchUnsaved, wouldLose } from '../state/unsaved';

const name = 'Many Hands';

/** Shows progress in the tab's title, and asks before the tab is closed while something would be lost. */
export function watchRun(): () => void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  let asking = false;
  const told = () => {
    const { phase, settled, total, report } = runState.get();
    const busy = isBusy(phase);
    const percent = total === 0 ? 0 : Math.floor((settled / total) * 100);
    const failed = report?.counts.failed ?? 0;
    const title = busy
      ? `${phase === 'paused' ? 'Paused at ' : ''}${percent} % · ${name}`
      : phase === 'done'
        ? `${failed > 0 ? `${failed} failed` : 'Done'} · ${name}`
        : name;
    if (document.title !== title) document.title = title;
  };
  const unsaved = () => {
    const loses = wouldLose();
    if (loses === asking) return;
    asking = loses;
    // A listener that is always there would keep the page out of the back/forward cache.
    if (loses) window.addEventListener('beforeunload', ask);
    else window.removeEventListener('beforeunload', ask);
  };
  told();
  unsaved();
  const off = runState.subscribe(told);
  const offUnsaved = watchUnsaved(unsaved);
  return () => {
    off();
    offUnsaved();
    window.removeEventListener('beforeunload', ask);
  };
}
