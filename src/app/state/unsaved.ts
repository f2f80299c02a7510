import type { Report } from '../../core/dataset/report';
import { isBusy, runState } from './run';
import { Store } from './store';

/** What of the outputs the person has: all of a report's, or single ones by their paths. */
const saved = new Store<{ readonly report: Report | null; readonly paths: ReadonlySet<string> }>({
  report: null,
  paths: new Set(),
});

export function savedAll(report: Report): void {
  saved.set({ report, paths: new Set() });
}

export function savedOne(path: string): void {
  saved.update((now) => ({ ...now, paths: new Set([...now.paths, path]) }));
}

/** Whether closing the page would lose something: a run that goes on, or outputs that were not downloaded. */
export function wouldLose(): boolean {
  const { phase, report } = runState.get();
  if (isBusy(phase)) return true;
  const { report: whole, paths } = saved.get();
  if (!report || report === whole) return false;
  return report.items.some(({ outputs }) => outputs.some(({ path }) => !paths.has(path)));
}

/** Calls `told` when `wouldLose` may have changed. @returns a function that ends it. */
export function watchUnsaved(told: () => void): () => void {
  let { phase } = runState.get();
  const offRun = runState.subscribe(() => {
    const now = runState.get().phase;
    if (now !== phase) {
      // What is made anew is not what was downloaded.
      if (isBusy(now) && !isBusy(phase)) saved.set({ report: null, paths: new Set() });
      phase = now;
      told();
    }
  });
  const offSaved = saved.subscribe(told);
  return () => {
    offRun();
    offSaved();
  };
}
