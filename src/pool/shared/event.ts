import { after } from '../after';
import { marked, sharedCells, type Wired } from './wired';

/** Newer than the types: in Firefox before 145 there is none. */
const { waitAsync } = Atomics as unknown as {
  waitAsync?(
    cells: Int32Array,
    index: number,
    value: number,
    timeoutMs: number,
  ): { async: boolean; value: Promise<string> | string };
};

/** The cells: whether it is set, and how often it was set, whose change is what those see who wait. */
const [flag, times] = [0, 1];

/** How often an engine without `waitAsync` looks while someone waits. */
const lookMs = 5;

/** Python's `multiprocessing.Event`: a flag that all workers see and can wait for. It is passed as an argument. */
export class Event {
  readonly #cells: Int32Array;

  /** Not set at first. @throws Error on a page that is not cross-origin isolated. */
  constructor(cells?: Int32Array) {
    this.#cells = cells ?? sharedCells('Event', 2);
  }

  isSet(): boolean {
    return Atomics.load(this.#cells, flag) === 1;
  }

  set(): void {
    Atomics.store(this.#cells, flag, 1);
    Atomics.add(this.#cells, times, 1);
    Atomics.notify(this.#cells, times);
  }

  clear(): void {
    Atomics.store(this.#cells, flag, 0);
  }

  /** Waits until it is set, or for `timeoutMs`. @returns whether it was set, though it may be cleared again by now. */
  async wait(timeoutMs = Infinity): Promise<boolean> {
    const seen = Atomics.load(this.#cells, times);
    const isDue = () => this.isSet() || Atomics.load(this.#cells, times) !== seen;
    const until = performance.now() + timeoutMs;
    let late = () => {};
    const isLate = new Promise<void>((settle) => (late = settle));
    // Without an end in sight it is set all the same: Node ends a program that has nothing else to wait for.
    const inTime = after(Math.min(timeoutMs, Number.MAX_SAFE_INTEGER), late);
    try {
      while (!isDue() && performance.now() < until) {
        await Promise.race([this.#change(seen, until - performance.now()), isLate]);
      }
    } finally {
      inTime();
    }
    return isDue();
  }

  /** How it travels. For the pool. */
  wire(): Wired {
    return { [marked]: 'event', cells: this.#cells };
  }

  async #change(seen: number, timeoutMs: number): Promise<unknown> {
    if (waitAsync) return waitAsync.call(Atomics, this.#cells, times, seen, timeoutMs).value;
    return new Promise((settle) => setTimeout(settle, lookMs));
  }
}
