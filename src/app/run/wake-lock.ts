import { runState } from '../state/run';

/**
 * Keeps the machine awake while a run goes on, where the browser lets a page ask for that. It refuses at times (the
 * battery is low), and lets go whenever the page is not seen: then the run goes on for as long as the machine does.
 */
export function watchWakeLock(): () => void {
  if (!('wakeLock' in navigator)) return () => {};
  let lock: Promise<WakeLockSentinel | null> | null = null;
  const told = () => {
    const isWanted = runState.get().phase === 'running' && document.visibilityState === 'visible';
    if (isWanted) lock ??= navigator.wakeLock.request('screen').catch(() => null);
    else if (lock) {
      void lock.then((held) => held?.release());
      lock = null;
    }
  };
  told();
  const off = runState.subscribe(told);
  document.addEventListener('visibilitychange', told);
  return () => {
    off();
    document.removeEventListener('visibilitychange', told);
  };
}
