import { assertNumber } from './assert-number';
import type { TaskRef } from './tasks';
import { buffersIn } from './transferables';

export interface CallOptions {
  /** Aborting it settles the task with `aborted`; a worker that runs it is ended and replaced. */
  readonly signal?: AbortSignal;
  /** Aborting a running task leaves its worker alone: it finishes, and the result is dropped. Default false. */
  readonly keepsWorker?: boolean;
  /** Higher goes first; default 0. */
  readonly priority?: number;
  /**
   * Moved to the worker, empty afterwards; `true` for everything in the arguments that can move. A task that was so
   * handed over is tried once. What cannot be cloned at all (ports, streams, offscreen canvases) moves by itself.
   */
  readonly transfer?: readonly Transferable[] | true;
  /** For its run in a worker, and before that for the making of its `fresh` arguments; default the pool's `taskTimeoutMs`. */
  readonly timeoutMs?: number;
  /** What its worker must have loaded, handed to the factory. */
  readonly needs?: readonly string[];
  /** Held while it runs, counted against `maxBytesInFlight`; what its `fresh` arguments say is added. Default 0. */
  readonly bytes?: number;
  /** Called each time a worker takes it up. `lane` counts the pool's places from 0. */
  readonly onStart?: (lane: number) => void;
}

/** For the tasks of one `map` or `imap`. `timeoutMs` and `bytes` are each task's, `onStart` tells of a chunk. */
export interface MapOptions<A extends readonly unknown[] = readonly unknown[]> extends Omit<CallOptions, 'transfer'> {
  /** As for `apply`; a function names what of one task's arguments moves, and may be asked more than once. */
  readonly transfer?: true | ((...args: A) => readonly Transferable[]);
  /**
   * How many tasks go to a worker in one message: what a message costs is shared by them. Default for `map` and
   * `starmap` Python's rule, a quarter of each worker's share, rounded up, but no more than moves 60 MB; for `imap` and `imapUnordered` 1.
   */
  readonly chunksize?: number;
  /** Called after each told result. `total` is undefined while the end of the items is not known. */
  readonly progress?: (settled: number, total: number | undefined) => void;
}

/** What the tasks have in common that one call handed over. */
export class Call {
  readonly ref: TaskRef;
  readonly priority: number;
  readonly needs: readonly string[];
  readonly keepsWorker: boolean;
  readonly timeoutMs: number | undefined;
  readonly bytes: number;
  readonly transfer: CallOptions['transfer'] | MapOptions<never>['transfer'];
  readonly onStart: ((lane: number) => void) | undefined;
  /** Made where the tasks were handed over, for the stacks of their errors; where it is null the engine tells it. */
  readonly caller: Error | null;

  /** @throws RangeError for options that could make a task wait for ever. */
  constructor(ref: TaskRef, options: CallOptions | MapOptions<never>, caller: Error | null) {
    this.caller = caller;
    const { priority = 0, needs = [], keepsWorker = false, timeoutMs, bytes = 0, transfer, onStart } = options;
    this.ref = ref;
    this.priority = priority;
    this.needs = needs;
    this.keepsWorker = keepsWorker;
    this.timeoutMs = timeoutMs;
    this.bytes = bytes;
    this.transfer = transfer;
    this.onStart = onStart;
    assertNumber('priority', priority, -Number.MAX_VALUE);
    assertNumber('bytes', bytes, 0);
    if (timeoutMs !== undefined) assertNumber('timeoutMs', timeoutMs, 0, Infinity);
  }

  /** What of a task's arguments moves because the caller said so. */
  movedOf(args: readonly unknown[]): readonly Transferable[] {
    const { transfer } = this;
    if (!transfer) return [];
    if (transfer === true) return buffersIn(args);
    return typeof transfer === 'function' ? transfer(...(args as never)) : transfer;
  }
}
