import { isFresh } from './fresh';
import type { TaskRef } from './tasks';
import { assertNumber } from './assert-number';

export interface CallOptions {
  /** Aborting it settles the task with `aborted`; a worker that runs it is ended and replaced. */
  readonly signal?: AbortSignal;
  /** Aborting a running task leaves its worker alone: it finishes, and the result is dropped. Default false. */
  readonly keepsWorker?: boolean;
  /** Higher goes first; default 0. */
  readonly priority?: number;
  /** Moved to the worker, empty afterwards; a task that was so handed over is tried once. */
  readonly transfer?: readonly Transferable[];
  /** From when a worker takes it up, with the making of its `fresh` arguments; default the pool's `taskTimeoutMs`. */
  readonly timeoutMs?: number;
  /** What its worker must have loaded, handed to the factory. */
  readonly needs?: readonly string[];
  /** Held while it runs, counted against `maxBytesInFlight`; what its `fresh` arguments say is added. Default 0. */
  readonly bytes?: number;
  /** Called each time a worker takes it up. `lane` counts the pool's places from 0. */
  readonly onStart?: (lane: number) => void;
}

/** One task on its way through the pool. It settles exactly once. */
export class Entry {
  readonly ref: TaskRef;
  readonly args: readonly unknown[];
  readonly options: CallOptions;
  readonly bytes: number;
  readonly priority: number;
  readonly needs: readonly string[];
  readonly hasFreshArgs: boolean;
  readonly result: Promise<unknown>;
  /** Made where the task was handed over, for the stack of its errors. */
  readonly caller = new Error();
  /** Deaths of a worker that ran this task alone. */
  deaths = 0;
  /** After a death in company it runs alone, so that the next death tells whose it is. */
  alone = false;
  isQueued = false;
  #settled = false;
  #resolve!: (value: unknown) => void;
  #reject!: (reason: unknown) => void;
  readonly #onSettled: (entry: Entry) => void;

  /** @throws RangeError for options that could make it wait for ever. */
  constructor(ref: TaskRef, args: readonly unknown[], options: CallOptions, onSettled: (entry: Entry) => void) {
    this.ref = ref;
    this.args = args;
    this.options = options;
    this.#onSettled = onSettled;
    this.priority = options.priority ?? 0;
    this.needs = options.needs ?? [];
    this.hasFreshArgs = args.some(isFresh);
    this.bytes = args.reduce<number>((sum, arg) => sum + (isFresh(arg) ? arg.bytes : 0), options.bytes ?? 0);
    assertNumber('priority', this.priority, -Number.MAX_VALUE);
    assertNumber('bytes', this.bytes, 0);
    if (options.timeoutMs !== undefined) assertNumber('timeoutMs', options.timeoutMs, 0, Infinity);
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  get settled(): boolean {
    return this.#settled;
  }

  /** What was plainly transferred is gone with its worker. */
  get canBeSentAgain(): boolean {
    return !this.options.transfer?.length;
  }

  resolve(value: unknown): void {
    if (!this.#settle()) return;
    this.#resolve(value);
  }

  reject(reason: unknown): void {
    if (!this.#settle()) return;
    this.#reject(reason);
  }

  #settle(): boolean {
    if (this.#settled) return false;
    this.#settled = true;
    this.#onSettled(this);
    return true;
  }
}
