import type { Item } from '../core/dataset/item';

/** How long a source is listed on after a cancel, so that what is left has its rows too; one without an end has none. */
const listOnMs = 5000;

/**
 * The items of a source in order, one asked for at a time. After `signal` has aborted it goes on for a while, then lets
 * go of the source, also of one that has no answer.
 */
export async function* listing(
  source: AsyncIterable<Item> | Iterable<Item>,
  signal: AbortSignal,
): AsyncGenerator<Item, void, undefined> {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  let endsAt = Infinity;
  let giveUp = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onAbort = () => {
    endsAt = performance.now() + listOnMs;
    timer = setTimeout(() => giveUp(), listOnMs);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  let isOver = false;
  try {
    while (performance.now() < endsAt) {
      // It is over when it throws, too: nothing is there to be let go of then.
      isOver = true;
      const next = await new Promise<IteratorResult<Item> | null>((resolve, reject) => {
        giveUp = () => resolve(null);
        Promise.resolve(iterator.next()).then(resolve, reject);
      });
      if (next?.done) return;
      isOver = false;
      if (next === null) return;
      yield next.value;
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    // Not waited for: a source that hangs in `next` hangs in `return` as well.
    if (!isOver) letGo(iterator);
  }
}

function letGo(iterator: AsyncIterator<Item> | Iterator<Item>): void {
  void (async () => iterator.return?.())().catch((error: unknown) => reportError(error));
}
