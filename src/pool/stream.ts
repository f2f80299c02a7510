import { aborted } from './errors';
import { onAbort } from './on-abort';

export interface StreamOptions<T, R> {
  /** Runs items together; their results in order. Rejects with the first failure. */
  readonly run: (items: readonly T[], signal: AbortSignal) => Promise<readonly R[]>;
  readonly items: AsyncIterable<T> | Iterable<T>;
  /** How many items `run` gets at a time, fewer at the end and where more would hold too much. */
  readonly size: number;
  /** Whether results come in the order of the items. */
  readonly isOrdered: boolean;
  /** How many runs may be under way or wait to be taken. */
  readonly places: () => number;
  /** What an item holds while it runs. Default 0 for each. */
  readonly bytesOf?: (item: T) => number;
  /** What those that run may hold together; of one item it is known only once it was pulled. Default no bound. */
  readonly maxBytes?: number;
  /** What each item holds at least. Default 0. */
  readonly minBytes?: number;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((settled: number, total: number | undefined) => void) | undefined;
}

/**
 * Runs items as they are wanted, at most `places()` runs at a time. Pulls an item when there is a place for it, room for
 * its bytes, or nothing that runs, and someone waits for results. Ends with the first failure, of a run or of the source, after the results that come
 * before it; what still runs is aborted then, and when the consumer stops early.
 */
export async function* stream<T, R>(options: StreamOptions<T, R>): AsyncGenerator<R, void, undefined> {
  const { run, items, size, isOrdered, places, signal: outer, progress } = options;
  const { bytesOf = () => 0, maxBytes = Infinity, minBytes = 0 } = options;
  const stop = new AbortController();
  const signal = outer ? AbortSignal.any([outer, stop.signal]) : stop.signal;
  const source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  /** What runs, and what is ready and not taken: by its place in the order. */
  const under = new Map<number, readonly R[] | null>();
  let pulled = 0;
  let pulledItems = 0;
  /** Items that were pulled and have not settled, and what they hold. */
  let unsettled = 0;
  let held = 0;
  let settled = 0;
  let next = 0;
  let failure: { readonly error: unknown; readonly place: number } | null = null;
  let isPulling = false;
  let isExhausted = false;
  let wake = () => {};

  const fail = (error: unknown, place = -1) => {
    const isSooner = failure !== null && place < failure.place && (isOrdered || failure.place === Infinity);
    if (!failure || isSooner) failure = { error, place };
    wake();
  };
  const hasRoom = () => unsettled === 0 || (held < maxBytes && held + minBytes <= maxBytes);
  const runThese = async (these: readonly T[], bytes: number, place: number) => {
    under.set(place, null);
    try {
      const results = await run(these, signal).finally(() => {
        unsettled -= these.length;
        held -= bytes;
      });
      under.set(place, results);
      settled += results.length;
      progress?.(settled, isExhausted ? pulledItems : undefined);
      wake();
    } catch (error) {
      under.delete(place);
      fail(error, place);
    }
  };
  const pull = async () => {
    isPulling = true;
    const these: T[] = [];
    let bytes = 0;
    try {
      while (these.length < size && !isExhausted && (these.length === 0 || hasRoom())) {
        const { done, value } = await source.next();
        if (done) {
          isExhausted = true;
          break;
        }
        these.push(value);
        unsettled++;
        bytes += bytesOf(value);
        held += bytesOf(value);
      }
    } catch (error) {
      isExhausted = true;
      fail(error, Infinity);
    }
    isPulling = false;
    pulledItems += these.length;
    if (these.length > 0 && !signal.aborted) void runThese(these, bytes, pulled++);
    wake();
  };
  /** The results to be given next, if they are there. */
  const take = (): readonly R[] | undefined => {
    for (const [place, results] of under) {
      if (isOrdered && place !== next) continue;
      if (results === null) continue;
      under.delete(place);
      next++;
      return results;
    }
    return undefined;
  };
  /** What comes before the failure is given first: in order what stands before it, and all before the source's own. */
  const isFailed = () => {
    if (failure === null) return false;
    return under.size === 0 || (isOrdered ? failure.place <= next : failure.place < Infinity);
  };
  // A source that never answers must not outlive the signal.
  const off = onAbort(outer, () => fail(aborted(outer!)));
  if (outer?.aborted) fail(aborted(outer));

  try {
    for (;;) {
      for (let results = take(); results; results = take()) yield* results;
      if (isFailed()) throw (failure as { readonly error: unknown } | null)!.error;
      if (isExhausted && !isPulling && under.size === 0) return;
      const something = new Promise<void>((settle) => (wake = settle));
      if (!isExhausted && !isPulling && !failure && under.size < places() && hasRoom()) void pull();
      await something;
    }
  } finally {
    off();
    stop.abort();
    // One that is being waited for cannot be told; it is told after, by itself, if ever.
    const closed = isExhausted ? undefined : source.return?.();
    if (isPulling) void Promise.resolve(closed).catch(() => {});
    else await closed;
  }
}
