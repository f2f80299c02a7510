import { assertWhole } from './assert-number';
import { Call, type CallOptions, type MapOptions } from './call';
import { chunksOf } from './chunk';
import { Entry } from './entry';
import { aborted, PoolError, told } from './errors';
import { bytesOf } from './fresh';
import { Gather } from './gather';
import { onAbort } from './on-abort';
import type { Scheduler } from './scheduler';
import { stream } from './stream';
import { assertTask, type TaskModule, type TaskRef, type Tasks } from './tasks';

export interface IntakeOptions {
  /** Whose tasks it takes, and no other's. */
  readonly module: Tasks<TaskModule>;
  readonly scheduler: Scheduler;
  readonly tasksPerWorker: number;
  readonly maxBytesInFlight: number;
}

/** Where calls come in: it makes tasks of them, hands those over, and gives their results back. */
export class Intake {
  readonly #options: IntakeOptions;
  #isOpen = true;

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  /** Refuses what comes from now on. */
  close(): void {
    this.#isOpen = false;
  }

  async one<R>(target: unknown, args: readonly unknown[], options: CallOptions, caller: Error | null): Promise<R> {
    try {
      const [result] = await this.#run(target, [args], options, 1, caller);
      return result as R;
    } catch (reason) {
      throw told(reason);
    }
  }

  /** @param argLists Read at once; what that throws is the call's failure. */
  async all(
    target: unknown,
    argLists: () => readonly (readonly unknown[])[],
    options: MapOptions<never>,
    caller: Error,
  ): Promise<unknown[]> {
    const { chunksize = null } = options;
    if (chunksize !== null) assertWhole('chunksize', chunksize, 1);
    try {
      return await this.#run(target, argLists(), options, chunksize, caller);
    } catch (reason) {
      throw told(reason);
    }
  }

  stream(
    target: unknown,
    items: AsyncIterable<unknown> | Iterable<unknown>,
    { signal, progress, chunksize = 1, ...options }: MapOptions<never>,
    isOrdered: boolean,
  ): AsyncGenerator<unknown, void, undefined> {
    this.assertOurs(target);
    assertWhole('chunksize', chunksize, 1);
    const { bytes = 0 } = options;
    const caller = new Error();
    const run = async (these: readonly unknown[], stop: AbortSignal): Promise<unknown[]> => {
      try {
        return await this.#run(target, singles(these), { ...options, signal: stop }, chunksize, caller);
      } catch (reason) {
        throw told(reason);
      }
    };
    return stream({
      run,
      items,
      size: chunksize,
      isOrdered,
      // A pool that has ended has no place; it says so to the first item.
      places: () => Math.max(1, isOrdered ? 2 * this.#places : this.#places + 1),
      bytesOf: (item) => bytes + bytesOf(item),
      minBytes: bytes,
      maxBytes: this.#options.maxBytesInFlight,
      signal,
      progress,
    });
  }

  /** @throws TypeError for a target of another module. */
  assertOurs(target: unknown): asserts target is TaskRef {
    assertTask(target);
    if (target.module !== this.#options.module) {
      throw new TypeError(`Expected a task of this pool's module, received "${target.taskName}" of another.`);
    }
  }

  get #places(): number {
    return this.#options.scheduler.processes * this.#options.tasksPerWorker;
  }

  /** Hands the tasks over; resolves with all results once all have settled. @throws TaskFailure what a task threw. */
  async #run(
    target: unknown,
    argLists: readonly (readonly unknown[])[],
    options: CallOptions | MapOptions<never>,
    chunksize: number | null,
    caller: Error | null,
  ): Promise<unknown[]> {
    this.assertOurs(target);
    const { scheduler, maxBytesInFlight } = this.#options;
    const call = new Call(target, options, caller);
    const progress = 'progress' in options ? options.progress : undefined;
    const gather = new Gather(argLists.length, (index) => scheduler.settled(entries[index]!), progress);
    const entries = argLists.map((args, index) => new Entry(call, args, gather, index));
    const { signal } = options;
    if (!this.#isOpen) {
      rejectAll(entries, new PoolError('closed', 'The pool is closed and takes no more tasks.'));
    } else if (signal?.aborted) {
      rejectAll(entries, aborted(signal));
    } else {
      // All at once: a `transfer` that throws while they are cut leaves none behind.
      const chunks = [...chunksOf(call, entries, chunksize, scheduler.processes, maxBytesInFlight / this.#places)];
      if (signal) this.#abortWith(signal, call, entries, gather);
      scheduler.submit(chunks);
    }
    return gather.done;
  }

  #abortWith(signal: AbortSignal, call: Call, entries: readonly Entry[], { done }: Gather): void {
    const off = onAbort(signal, () => {
      rejectAll(entries, aborted(signal));
      this.#options.scheduler.abandon(call);
    });
    done.then(off, off);
  }
}

/** Each item as the one argument of its task. */
export function singles(items: Iterable<unknown>): (readonly [unknown])[] {
  const lists: (readonly [unknown])[] = [];
  // Not by `Array.from`, which takes what is no iterable for an empty list.
  for (const item of items) lists.push([item]);
  return lists;
}

function rejectAll(entries: readonly Entry[], reason: unknown): void {
  for (const entry of entries) entry.reject(reason);
}
