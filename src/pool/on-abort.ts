const waiting = new WeakMap<AbortSignal, { readonly runs: Set<() => void>; readonly listener: () => void }>();

/**
 * Calls `run` when the signal is aborted. However many ask, the signal has one listener: Node warns of more than ten.
 * @returns what takes it back.
 */
export function onAbort(signal: AbortSignal | undefined, run: () => void): () => void {
  if (!signal) return () => {};
  let known = waiting.get(signal);
  if (!known) {
    const runs = new Set<() => void>();
    const listener = () => {
      for (const one of [...runs]) one();
    };
    waiting.set(signal, (known = { runs, listener }));
    signal.addEventListener('abort', listener);
  }
  const { runs, listener } = known;
  // Of its own, so that who asks twice is called twice.
  const own = () => run();
  runs.add(own);
  return () => {
    runs.delete(own);
    if (runs.size > 0 || waiting.get(signal) !== known) return;
    waiting.delete(signal);
    signal.removeEventListener('abort', listener);
  };
}
