import { isBusy, runState } from '../state/run';

const name = 'Many Hands';

/** Shows progress in the tab's title, and asks before the tab is closed while a run goes on. */
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
    if (busy === asking) return;
    asking = busy;
    // A listener that is always there would keep the page out of the back/forward cache.
    if (busy) window.addEventListener('beforeunload', ask);
    else window.removeEventListener('beforeunload', ask);
  };
  told();
  const off = runState.subscribe(told);
  return () => {
    off();
    window.removeEventListener('beforeunload', ask);
  };
}
