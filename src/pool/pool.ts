import type { PoolEvent } from './activity';
import { Entry, type CallOptions } from './entry';
import { aborted, PoolError } from './errors';
import type { MaybeFresh } from './fresh';
import { inAnyOrder } from './in-any-order';
import { assertNumber, assertWhole } from './assert-number';
import { Scheduler, type PoolStats } from './scheduler';
import { assertTask, factoryOf, type TaskModule, type TaskRef, type Tasks } from './tasks';
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
 */
export class Pool<M extends TaskModule = TaskModule> {
  readonly #module: Tasks<M>;
  readonly #scheduler: Scheduler;
  readonly #tasksPerWorker: number;
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
    this.#tasksPerWorker = tasksPerWorker;
    this.#scheduler = new Scheduler({
      factory: factoryOf(tasks),
      initializer: initializer ? { ref: initializer, args: initargs } : null,
      timeoutMs: startTimeoutMs,
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
    this.#assertOurs(target);
    const entry = new Entry(target, args as readonly unknown[], options, this.#scheduler.settled);
    if (this.#state !== 'open') {
      entry.reject(new PoolError('closed', 'The pool is closed and takes no more tasks.'));
    } else if (options.signal?.aborted) {
      entry.reject(aborted(options.signal));
    } else {
      this.#abortWithSignal(entry);
      this.#scheduler.submit(entry);
    }
    return entry.result as Promise<R>;
  }

  /** `target` of every item, results in the items' order. Rejects with the first failure in that order. */
  async map<T, R>(target: TaskRef<readonly [T], R>, items: Iterable<T>, options: CallOptions = {}): Promise<R[]> {
    const results = [...items].map((item) => this.apply(target, [item] as never, options));
    // A later failure must not go unhandled while an earlier result is waited for.
    await Promise.allSettled(results);
    return Promise.all(results);
  }

  /**
   * `target` of every item, results as they come. Pulls no further item than there are places for, and one more. A
   * consumer that stops early aborts what runs.
   */
  imapUnordered<T, R>(
    target: TaskRef<readonly [T], R>,
    items: AsyncIterable<T> | Iterable<T>,
    options: CallOptions = {},
  ): AsyncGenerator<R, void, undefined> {
    this.#assertOurs(target);
    const places = () => this.processes * this.#tasksPerWorker + 1;
    const run = (item: T, signal: AbortSignal) => this.apply(target, [item] as never, { ...options, signal });
    return inAnyOrder(run, items, places, options.signal);
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

  #assertOurs(target: unknown): void {
    assertTask(target);
    if (target.module !== (this.#module as unknown)) {
      throw new TypeError(`Expected a task of this pool's module, received "${target.taskName}" of another.`);
    }
  }

  #abortWithSignal(entry: Entry): void {
    const { signal } = entry.options;
    if (!signal) return;
    const onAbort = () => {
      if (entry.settled) return;
      entry.reject(aborted(signal));
      this.#scheduler.abandon(entry);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const off = () => signal.removeEventListener('abort', onAbort);
    entry.result.then(off, off);
  }
}
