import { busyLock, pageLock } from '../../pwa/messages';
import { isBusy, runState } from './run';

/** The name of the build that this page is of; null in development. */
export function buildHere(): string | null {
  return document.querySelector<HTMLMetaElement>('meta[name=build]')?.content ?? null;
}

/** Other tabs, and the service worker, see by locks which builds are open and whether a job runs. */
export function holdLocks(): void {
  if (!('locks' in navigator)) return;
  const build = buildHere();
  if (build) hold(pageLock(build));
  let release: (() => void) | null = null;
  const told = () => {
    if (isBusy(runState.get().phase)) release ??= hold(busyLock);
    else {
      release?.();
      release = null;
    }
  };
  told();
  runState.subscribe(told);
}

/** @returns what lets go of it. */
function hold(name: string): () => void {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  // Refused in frames of other sites, where there is no service worker either.
  navigator.locks.request(name, { mode: 'shared' }, () => held).catch(() => {});
  return release;
}
