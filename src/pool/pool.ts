import './symbols';
import type { PoolEvent } from './activity';
import { assertNumber, assertWhole } from './assert-number';
import { AsyncResult } from './async-result';
import { callerHere } from './async-stacks';
import { Call, type CallOptions, type MapOptions } from './call';
import { chunksOf } from './chunk';
import { Entry } from './entry';
import { aborted, PoolError, told } from './errors';
import type { ItemOf, MaybeFresh, OnlyArg } from './fresh';
import { Gather } from './gather';
import { onAbort } from './on-abort';
import { Scheduler, type PoolStats } from './scheduler';
import { stream } from './stream';
import { assertTask, factoryOf, type TaskModule, type TaskRef, type Tasks } from './tasks';
import { trackWorker } from './worker-child';
import { cpuCount } from './worlds/world';

export interface PoolOptions<A extends readonly unknown[] = readonly unknown[]> {
  /** Workers; default `cpuCount()`. */
  readonly processes?: number;
  /** Run in every fresh worker before its first task, also in one that replaces a dead one. */
  readonly initializer?: TaskRef<A>;
  /** Cloned, never transferred: each worker gets its own. */
  readonly initargs?: A;
  /** A worker is replaced after so many tasks; default never. */
  readonly maxTasksPerChild?: number;
  /** What the tasks that run hold together, at most; a larger one runs alone. Default no bound. */
  readonly maxBytesInFlight?: number;
  /** Default no bound. */
  readonly taskTimeoutMs?: number;
  /** How often a task is tried again whose worker died under it; default 2. */
  readonly retries?: number;
  /** How many tasks a worker holds at a time; default 1. */
  readonly tasksPerWorker?: number;
  /** How long a worker's module may take to answer, and again its initializer; default 60 s. */
  readonly startTimeoutMs?: number;
}

/**
 * Python's `multiprocessing.Pool`, in workers. A pool belongs to one module's tasks. A worker that dies, hangs past its
 * time or is aborted is replaced; its task settles exactly once; nothing waits for ever.
 *
 * Arguments are cloned, unless `transfer` names what of them moves or `fresh` makes them late; results move.
 */
export class Pool<M extends TaskModule = TaskModule> {
  readonly #module: Tasks<M>;
  readonly #scheduler: Scheduler;
  readonly #places: () => number;
  readonly #maxChunkBytes: () => number;
  #state: 'open' | 'closed' | 'terminated' = 'open';

  /** The workers start at once. @throws RangeError, TypeError for options that make no sense. */
  constructor(tasks: Tasks<M>, options: PoolOptions = {}) {
    this.#module = tasks;
    const { initializer, initargs = [], tasksPerWorker = 1, retries = 2, taskTimeoutMs } = options;
    const { maxTasksPerChild = Infinity, maxBytesInFlight = Infinity, startTimeoutMs = 60_000 } = options;
    if (initializer) this.#assertOurs(initializer);
    assertWhole('tasksPerWorker', tasksPerWorker, 1);
    assertWhole('retries', retries, 0);
    if (maxTasksPerChild !== Infinity) assertWhole('maxTasksPerChild', maxTasksPerChild, 1);
    assertNumber('maxBytesInFlight', maxBytesInFlight, 0, Infinity);
    assertNumber('startTimeoutMs', startTimeoutMs, 0, Infinity);
    if (taskTimeoutMs !== undefined) assertNumber('taskTimeoutMs', taskTimeoutMs, 0, Infinity);
    this.#places = () => this.processes * tasksPerWorker;
    this.#maxChunkBytes = () => maxBytesInFlight / this.#places();
    this.#scheduler = new Scheduler({
      factory: factoryOf(tasks),
      initializer: initializer ? { ref: initializer, args: initargs } : null,
      timeoutMs: startTimeoutMs,
      nameOf: (pid) => `PoolWorker-${pid}`,
      onMade: trackWorker,
      tasksPerWorker,
      maxTasksPerChild,
      maxBytesInFlight,
      retries,
      taskTimeoutMs,
    });
    this.resize(options.processes ?? cpuCount());
  }

  get processes(): number {
    return this.#scheduler.processes;
  }

  /**
   * Runs `target(...args)` in a worker.
   * @returns its result, moved here.
   * @throws RemoteError what the task threw; PoolError what befell it.
   */
  apply<A extends readonly unknown[], R>(
    target: TaskRef<A, R>,
    args: MaybeFresh<A>,
    options: CallOptions = {},
  ): Promise<R> {
    return this.#one(target, args, options, callerHere());
  }

  /** `apply` whose result is asked for later. @throws TypeError for a target of another module. */
  applyAsync<A extends readonly unknown[], R>(
    target: TaskRef<A, R>,
    args: MaybeFresh<A>,
    options: CallOptions = {},
  ): AsyncResult<R> {
    this.#assertOurs(target);
    return new AsyncResult(this.#one(target, args, options, new Error()));
  }

  /**
   * `target` of every item, results in the items' order. All are run; once all have settled it rejects with the first
   * failure in that order.
   */
  map<A extends readonly unknown[], R>(
    target: TaskRef<A, R>,
    items: Iterable<ItemOf<A>>,
    options: MapOptions<readonly [OnlyArg<A>]> = {},
  ): Promise<R[]> {
    return this.#all(target, singles(items), options, callerHere()) as Promise<R[]>;
  }

  /** `map` whose results are asked for later. @throws TypeError for a target of another module. */
  mapAsync<A extends readonly unknown[], R>(
    target: TaskRef<A, R>,
    items: Iterable<ItemOf<A>>,
    options: MapOptions<readonly [OnlyArg<A>]> = {},
  ): AsyncResult<R[]> {
    this.#assertOurs(target);
    return new AsyncResult(this.#all(target, singles(items), options, new Error()) as Promise<R[]>);
  }

  /** `map` over lists of arguments. */
  starmap<A extends readonly unknown[], R>(
    target: TaskRef<A, R>,
    argLists: Iterable<Readonly<MaybeFresh<A>>>,
    options: MapOptions<A> = {},
  ): Promise<R[]> {
    return this.#all(target, [...argLists], options, callerHere()) as Promise<R[]>;
  }

  /** `starmap` whose results are asked for later. */
  starmapAsync<A extends readonly unknown[], R>(
    target: TaskRef<A, R>,
    argLists: Iterable<Readonly<MaybeFresh<A>>>,
    options: MapOptions<A> = {},
  ): AsyncResult<R[]> {
    this.#assertOurs(target);
    return new AsyncResult(this.#all(target, [...argLists], options, new Error()) as Promise<R[]>);
  }

  /**
   * `target` of every item, results in the items' order as soon as they are there. Lazy: pulls an item when someone
   * waits for a result and there is a place for it, twice as many as the workers hold, so that one slow task does not
   * keep the others idle. Ends with the first failure; a consumer that stops early aborts what runs.
   */
  imap<A extends readonly unknown[], R>(
    target: TaskRef<A, R>,
    items: AsyncIterable<ItemOf<A>> | Iterable<ItemOf<A>>,
    options: MapOptions<readonly [OnlyArg<A>]> = {},
  ): AsyncGenerator<R, void, undefined> {
    return this.#stream(target, items, options, true);
  }

  /**
   * `target` of every item, results as they come. Pulls no further item than there are places for, and one more. A
   * consumer that stops early aborts what runs.
   */
  imapUnordered<A extends readonly unknown[], R>(
    target: TaskRef<A, R>,
    items: AsyncIterable<ItemOf<A>> | Iterable<ItemOf<A>>,
    options: MapOptions<readonly [OnlyArg<A>]> = {},
  ): AsyncGenerator<R, void, undefined> {
    return this.#stream(target, items, options, false);
  }

  /** Changes the number of workers: new ones start at once, surplus ones leave when what they run has settled. */
  resize(processes: number): void {
    assertWhole('processes', processes, 1);
    this.#scheduler.resize(processes);
  }

  stats(): PoolStats {
    return this.#scheduler.stats();
  }

  /** Tells when workers start and end and what they run: for a timeline. @returns a function that takes it off again. */
  listen(listener: (event: PoolEvent) => void): () => void {
    return this.#scheduler.activity.listen(listener);
  }

  /** Takes no more tasks; the workers end once the last has settled. */
  close(): void {
    if (this.#state !== 'open') return;
    this.#state = 'closed';
    this.#scheduler.close();
  }

  /** Ends every worker at once; what had not settled is `aborted`. */
  terminate(): void {
    this.#state = 'terminated';
    this.#scheduler.end(new PoolError('aborted', 'The pool was terminated.'));
  }

  /** Resolves when every worker has ended. @throws Error unless `close` or `terminate` came before. */
  async join(): Promise<void> {
    if (this.#state === 'open')
      throw new Error('Expected `close()` or `terminate()` before `join()`: the pool still runs.');
    await this.#scheduler.over();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.terminate();
    await this.join();
  }

  async #one<R>(target: unknown, args: readonly unknown[], options: CallOptions, caller: Error | null): Promise<R> {
    try {
      const [result] = await this.#run(target, [args], options, 1, caller);
      return result as R;
    } catch (reason) {
      throw told(reason);
    }
  }

  async #all(
    target: unknown,
    argLists: readonly (readonly unknown[])[],
    options: MapOptions<never>,
    caller: Error | null,
  ): Promise<unknown[]> {
    const { chunksize = null } = options;
    if (chunksize !== null) assertWhole('chunksize', chunksize, 1);
    try {
      return await this.#run(target, argLists, options, chunksize, caller);
    } catch (reason) {
      throw told(reason);
    }
  }

  /** Hands the tasks over; resolves with all results once all have settled. @throws TaskFailure what a task threw. */
  async #run(
    target: unknown,
    argLists: readonly (readonly unknown[])[],
    options: CallOptions | MapOptions<never>,
    chunksize: number | null,
    caller: Error | null,
  ): Promise<unknown[]> {
    this.#assertOurs(target);
    const call = new Call(target, options, caller);
    const progress = 'progress' in options ? options.progress : undefined;
    const gather = new Gather(argLists.length, (index) => this.#scheduler.settled(entries[index]!), progress);
    const entries = argLists.map((args, index) => new Entry(call, args, gather, index));
    const { signal } = options;
    if (this.#state !== 'open') {
      rejectAll(entries, new PoolError('closed', 'The pool is closed and takes no more tasks.'));
    } else if (signal?.aborted) {
      rejectAll(entries, aborted(signal));
    } else {
      // All at once: a `transfer` that throws while they are cut leaves none behind.
      const chunks = [...chunksOf(call, entries, chunksize, this.processes, this.#maxChunkBytes())];
      if (signal) this.#abortWith(signal, call, entries, gather);
      this.#scheduler.submit(chunks);
    }
    return gather.done;
  }

  #abortWith(signal: AbortSignal, call: Call, entries: readonly Entry[], { done }: Gather): void {
    const off = onAbort(signal, () => {
      rejectAll(entries, aborted(signal));
      this.#scheduler.abandon(call);
    });
    done.then(off, off);
  }

  #stream<A extends readonly unknown[], R>(
    target: TaskRef<A, R>,
    items: AsyncIterable<ItemOf<A>> | Iterable<ItemOf<A>>,
    { signal, progress, chunksize = 1, ...options }: MapOptions<readonly [OnlyArg<A>]>,
    isOrdered: boolean,
  ): AsyncGenerator<R, void, undefined> {
    this.#assertOurs(target);
    assertWhole('chunksize', chunksize, 1);
    const caller = new Error();
    const run = async (these: readonly ItemOf<A>[], stop: AbortSignal): Promise<R[]> => {
      try {
        const call = { ...options, signal: stop };
        return (await this.#run(target, singles(these), call, chunksize, caller)) as R[];
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
      places: () => Math.max(1, isOrdered ? 2 * this.#places() : this.#places() + 1),
      signal,
      progress,
    });
  }

  #assertOurs(target: unknown): asserts target is TaskRef {
    assertTask(target);
    if (target.module !== (this.#module as unknown)) {
      throw new TypeError(`Expected a task of this pool's module, received "${target.taskName}" of another.`);
    }
  }
}

function singles(items: Iterable<unknown>): (readonly [unknown])[] {
  return Array.from(items, (item) => [item] as const);
}

function rejectAll(entries: readonly Entry[], reason: unknown): void {
  for (const entry of entries) entry.reject(reason);
}
