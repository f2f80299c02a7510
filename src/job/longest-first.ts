/** Items known of beyond those on their way, so that the end is seen before it comes. */
export const lookAhead = 32;

/**
 * A source's items in order, and once its end is in sight the dearest of what is left first: a long one that is taken
 * last would keep one worker busy while all others have nothing to do.
 * @param window How many items are asked for ahead, at most; nothing is read of them.
 * @param costOf Asked anew each time, since what is measured meanwhile may correct it.
 */
export async function* longestFirst<T>(
  source: AsyncIterable<T>,
  window: number,
  costOf: (item: T) => number,
): AsyncGenerator<T, void, undefined> {
  const ahead = new Ahead(source, window);
  try {
    while (await ahead.hasNext()) yield ahead.isWhole ? ahead.takeAt(dearest(ahead.items, costOf)) : ahead.takeAt(0);
  } finally {
    ahead.letGo();
  }
}

function dearest<T>(items: readonly T[], costOf: (item: T) => number): number {
  const costs = items.map(costOf);
  return costs.indexOf(Math.max(...costs));
}

/** Asks for items while the one before is being used, and never for more than the window holds. */
class Ahead<T> {
  readonly items: T[] = [];
  /** Whether nothing comes any more. */
  isWhole = false;
  readonly #iterator: AsyncIterator<T>;
  readonly #window: number;
  #error: { readonly thrown: unknown } | null = null;
  #asked: Promise<void> | null = null;

  constructor(source: AsyncIterable<T>, window: number) {
    this.#iterator = source[Symbol.asyncIterator]();
    this.#window = window;
  }

  /** Settles once there is an item, or none will come. @throws what the source has thrown, behind its last item. */
  async hasNext(): Promise<boolean> {
    this.#ask();
    while (this.items.length === 0 && !this.isWhole) await this.#asked;
    if (this.items.length > 0) return true;
    if (this.#error) throw this.#error.thrown;
    return false;
  }

  takeAt(index: number): T {
    const [item] = this.items.splice(index, 1) as [T]; // There is one at every index asked for.
    this.#ask();
    return item;
  }

  /** Not waited for: a source that hangs in `next` hangs in `return` as well. */
  letGo(): void {
    if (this.isWhole) return;
    this.isWhole = true;
    this.#iterator.return?.().catch((error: unknown) => reportError(error));
  }

  #ask(): void {
    if (this.#asked || this.isWhole || this.items.length >= this.#window) return;
    this.#asked = this.#next().then(() => {
      this.#asked = null;
      this.#ask();
    });
  }

  async #next(): Promise<void> {
    try {
      const next = await this.#iterator.next();
      if (next.done) this.isWhole = true;
      else this.items.push(next.value);
    } catch (thrown) {
      this.#error = { thrown };
      this.isWhole = true;
    }
  }
}
