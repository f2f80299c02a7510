/** A time is waited for in so many steps at least, and none of them is longer or shorter than this. */
const steps = 4;
const longestStepMs = 1000;
const shortestStepMs = 50;

/**
 * Calls `late` after so long; without a time, never. Only time counts in which this thread could run: a laptop that
 * sleeps, or a browser that is stopped, would otherwise find every time over when it wakes. So the time is waited for in
 * steps, and one that took longer than it should counts double at most, which is what a tab in the background makes of it.
 * @param holds Whether a program of Node waits for it: no where the worker that it bounds is waited for, or nobody is. Default true.
 * @returns what takes it back.
 */
export function after(timeoutMs: number | undefined, late: () => void, holds = true): () => void {
  if (timeoutMs === undefined || timeoutMs === Infinity) return () => {};
  const longestMs = Math.min(longestStepMs, Math.max(shortestStepMs, timeoutMs / steps));
  let leftMs = timeoutMs;
  let isTakenBack = false;
  let timer: ReturnType<typeof setTimeout>;
  const step = () => {
    if (isTakenBack) return;
    const stepMs = Math.min(longestMs, leftMs);
    const began = performance.now();
    timer = setTimeout(() => {
      leftMs -= Math.min(performance.now() - began, 2 * stepMs);
      // A timer may fire a moment early.
      if (leftMs < 1) late();
      else inNextTask(step);
    }, stepMs);
    if (!holds) (timer as { unref?(): void }).unref?.();
  };
  step();
  return () => {
    isTakenBack = true;
    clearTimeout(timer);
  };
}

/** Not from the timer itself: Chromium lets timers that set each other fire once a minute in a tab that is not seen. */
function inNextTask(run: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    run();
  };
  port2.postMessage(null);
}
