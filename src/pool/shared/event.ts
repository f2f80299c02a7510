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

/** How often an engine without `waitAsync` looks while someone waits. */
const lookMs = 5;

/** Python's `multiprocessing.Event`: a flag that all workers see and can wait for. It is passed as an argument. */
export class Event {
  readonly #cells: Int32Array;

  /** Not set at first. @throws Error on a page that is not cross-origin isolated. */
  constructor(cells?: Int32Array) {
    this.#cells = cells ?? sharedCells('Event');
  }

  isSet(): boolean {
    return Atomics.load(this.#cells, 0) === 1;
  }

  set(): void {
    Atomics.store(this.#cells, 0, 1);
    Atomics.notify(this.#cells, 0);
  }

  clear(): void {
    Atomics.store(this.#cells, 0, 0);
  }

  /** Waits until it is set, or for `timeoutMs`. @returns whether it is set. */
  async wait(timeoutMs = Infinity): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    let late = () => {};
    const isLate = new Promise<void>((settle) => (late = settle));
    // Without an end in sight it is set all the same: Node ends a program that has nothing else to wait for.
    const inTime = after(Math.min(timeoutMs, Number.MAX_SAFE_INTEGER), late);
    try {
      while (!this.isSet() && performance.now() < until) {
        await Promise.race([this.#change(until - performance.now()), isLate]);
      }
    } finally {
      inTime();
    }
    return this.isSet();
  }

  /** How it travels. For the pool. */
  wire(): Wired {
    return { [marked]: 'event', cells: this.#cells };
  }

  async #change(timeoutMs: number): Promise<unknown> {
    if (waitAsync) return waitAsync.call(Atomics, this.#cells, 0, 0, timeoutMs).value;
    return new Promise((settle) => setTimeout(settle, lookMs));
  }
}
