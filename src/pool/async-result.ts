import { assertNumber } from './assert-number';
import { within } from './children';
import { PoolError } from './errors';

/** Python's `multiprocessing.pool.AsyncResult`: a result that may still be on its way. */
export class AsyncResult<T> {
  readonly #result: Promise<T>;
  #isReady = false;
  #isSuccessful = false;

  /** @param result Nobody has to ask for it: its failure never counts as unhandled. */
  constructor(result: Promise<T>) {
    this.#result = result;
    const settled = (isSuccessful: boolean) => {
      this.#isReady = true;
      this.#isSuccessful = isSuccessful;
    };
    result.then(
      () => settled(true),
      () => settled(false),
    );
  }

  /**
   * The result, as soon as it is there.
   * @throws what the task threw; PoolError `timed-out` when `timeoutMs` passes first. The task goes on then.
   */
  async get(timeoutMs?: number): Promise<T> {
    await this.wait(timeoutMs);
    if (this.#isReady) return this.#result;
    throw new PoolError('timed-out', `Expected a result within ${timeoutMs} ms; there was none.`);
  }

  /** Waits until the result is there, at most for `timeoutMs`. Does not throw what the task threw. */
  async wait(timeoutMs?: number): Promise<void> {
    if (timeoutMs !== undefined) assertNumber('timeoutMs', timeoutMs, 0, Infinity);
    const settled = this.#result.then(
      () => {},
      () => {},
    );
    await within(settled, timeoutMs);
  }

  ready(): boolean {
    return this.#isReady;
  }

  /** Whether it ended without an error. @throws Error while it is not ready. */
  successful(): boolean {
    if (!this.#isReady) throw new Error('Expected a result that is ready: ask `ready()`, or wait for it.');
    return this.#isSuccessful;
  }
}
