/** The longest time that a timer takes; a longer one would fire at once. */
const longestMs = 2 ** 31 - 1;

/**
 * Calls `late` after so long, at most 24 days; without a time, never.
 * @param holds Whether a program of Node waits for it: no where the worker that it bounds is waited for, or nobody is. Default true.
 * @returns what takes it back.
 */
export function after(timeoutMs: number | undefined, late: () => void, holds = true): () => void {
  if (timeoutMs === undefined || timeoutMs === Infinity) return () => {};
  const timer = setTimeout(late, Math.min(timeoutMs, longestMs));
  if (!holds) (timer as { unref?(): void }).unref?.();
  return () => clearTimeout(timer);
}
