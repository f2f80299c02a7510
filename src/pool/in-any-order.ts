import { aborted } from './errors';

/**
 * Runs every item, at most `places()` at a time, and gives results as they come. Pulls an item when there is a place
 * for it and someone waits for results. Ends with the first failure, of a run or of the source, after the results
 * that were ready; what still runs is aborted then, and when the consumer stops early.
 */
export async function* inAnyOrder<T, R>(
  run: (item: T, signal: AbortSignal) => Promise<R>,
  items: AsyncIterable<T> | Iterable<T>,
  places: () => number,
  outer?: AbortSignal,
): AsyncGenerator<R, void, undefined> {
  const stop = new AbortController();
  const signal = outer ? AbortSignal.any([outer, stop.signal]) : stop.signal;
  const source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const ready: R[] = [];
  let failure: { readonly error: unknown } | null = null;
  let running = 0;
  let isPulling = false;
  let isExhausted = false;
  let wake = () => {};

  const fail = (error: unknown) => {
    failure ??= { error };
    wake();
  };
  const runOne = async (item: T) => {
    running++;
    try {
      ready.push(await run(item, signal));
    } finally {
      running--;
    }
    wake();
  };
  const pull = async () => {
    isPulling = true;
    try {
      const { done, value } = await source.next();
      if (done) isExhausted = true;
      else runOne(value).catch(fail);
    } finally {
      isPulling = false;
    }
    wake();
  };
  // A source that never answers must not outlive the signal.
  const onAbort = () => outer && fail(aborted(outer));
  outer?.addEventListener('abort', onAbort, { once: true });
  if (outer?.aborted) onAbort();

  try {
    for (;;) {
      while (ready.length > 0) yield ready.shift()!;
      if (failure) throw (failure as { readonly error: unknown }).error;
      if (isExhausted && running === 0) return;
      const something = new Promise<void>((settle) => (wake = settle));
      if (!isExhausted && !isPulling && running < places()) pull().catch(fail);
      await something;
    }
  } finally {
    outer?.removeEventListener('abort', onAbort);
    stop.abort();
    // One that is being waited for cannot be told; it is told after, by itself, if ever.
    const closed = isExhausted ? undefined : source.return?.();
    if (!isPulling) await closed;
  }
}
