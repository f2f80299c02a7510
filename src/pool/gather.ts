import type { Listener } from './entry';

/** Gathers the results of one call: all of them in the tasks' order, or the first failure in that order. */
export class Gather implements Listener {
  /** Settles once every task has. */
  readonly done: Promise<unknown[]>;
  readonly #results: unknown[];
  readonly #onSettled: (index: number) => void;
  readonly #progress: ((settled: number, total: number) => void) | undefined;
  #settled = 0;
  #failure: { readonly index: number; readonly reason: unknown } | null = null;
  #resolve!: (results: unknown[]) => void;
  #reject!: (reason: unknown) => void;

  /** @param onSettled Called for each task, with its place. */
  constructor(
    total: number,
    onSettled: (index: number) => void,
    progress?: (settled: number, total: number | undefined) => void,
  ) {
    this.#results = new Array<unknown>(total);
    this.#onSettled = onSettled;
    this.#progress = progress;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    if (total === 0) this.#resolve([]);
  }

  resolved(index: number, value: unknown): void {
    this.#results[index] = value;
    this.#count(index);
  }

  rejected(index: number, reason: unknown): void {
    if (!this.#failure || index < this.#failure.index) this.#failure = { index, reason };
    this.#count(index);
  }

  #count(index: number): void {
    this.#settled++;
    this.#onSettled(index);
    const total = this.#results.length;
    try {
      this.#progress?.(this.#settled, total);
    } catch (error) {
      // The call's failure, as one of its tasks' would be; those that run go on.
      this.#failure = { index: -1, reason: error };
    }
    if (this.#settled < total) return;
    if (this.#failure) this.#reject(this.#failure.reason);
    else this.#resolve(this.#results);
  }
}
