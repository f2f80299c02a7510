import './symbols';
import type { PoolEvent } from './activity';
import { assertNumber, assertWhole } from './assert-number';
import { AsyncResult } from './async-result';
import { callerHere } from './async-stacks';
import type { CallOptions, MapOptions } from './call';
import { PoolError } from './errors';
import type { ItemOf, MaybeFresh, OnlyArg } from './fresh';
import { Intake, singles } from './intake';
import { Scheduler, type PoolStats } from './scheduler';
import { factoryOf, type TaskModule, type TaskRef, type Tasks } from './tasks';
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
  readonly #scheduler: Scheduler;
  readonly #intake: Intake;
  #state: 'open' | 'closed' | 'terminated' = 'open';

  /** The workers start at once. @throws RangeError, TypeError for options that make no sense. */
  constructor(tasks: Tasks<M>, options: PoolOptions = {}) {
    const { initializer, initargs = [], tasksPerWorker = 1, retries = 2, taskTimeoutMs } = options;
    const { maxTasksPerChild = Infinity, maxBytesInFlight = Infinity, startTimeoutMs = 60_000 } = options;
    assertWhole('tasksPerWorker', tasksPerWorker, 1);
    assertWhole('retries', retries, 0);
    if (maxTasksPerChild !== Infinity) assertWhole('maxTasksPerChild', maxTasksPerChild, 1);
    assertNumber('maxBytesInFlight', maxBytesInFlight, 0, Infinity);
    assertNumber('startTimeoutMs', startTimeoutMs, 0, Infinity);
    if (taskTimeoutMs !== undefined) assertNumber('taskTimeoutMs', taskTimeoutMs, 0, Infinity);
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
    this.#intake = new Intake({ module: tasks, scheduler: this.#scheduler, tasksPerWorker, maxBytesInFlight });
    if (initializer) this.#intake.assertOurs(initializer);
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
    return this.#intake.one(target, args, options, callerHere());
  }

  /** `apply` whose result is asked for later. @throws TypeError for a target of another module. */
  applyAsync<A extends readonly unknown[], R>(
    target: TaskRef<A, R>,
    args: MaybeFresh<A>,
    options: CallOptions = {},
  ): AsyncResult<R> {
    this.#intake.assertOurs(target);
    return new AsyncResult(this.#intake.one(target, args, options, new Error()));
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
    return this.#intake.all(target, () => singles(items), options, new Error()) as Promise<R[]>;
  }

  /** `map` whose results are asked for later. @throws TypeError for a target of another module; what `items` throw. */
  mapAsync<A extends readonly unknown[], R>(
    target: TaskRef<A, R>,
    items: Iterable<ItemOf<A>>,
    options: MapOptions<readonly [OnlyArg<A>]> = {},
  ): AsyncResult<R[]> {
    this.#intake.assertOurs(target);
    const argLists = singles(items);
    return new AsyncResult(this.#intake.all(target, () => argLists, options, new Error()) as Promise<R[]>);
  }

  /** `map` over lists of arguments. */
  starmap<A extends readonly unknown[], R>(
    target: TaskRef<A, R>,
    argLists: Iterable<Readonly<MaybeFresh<A>>>,
    options: MapOptions<A> = {},
  ): Promise<R[]> {
    return this.#intake.all(target, () => [...argLists], options, new Error()) as Promise<R[]>;
  }

  /** `starmap` whose results are asked for later. @throws as `mapAsync`. */
  starmapAsync<A extends readonly unknown[], R>(
    target: TaskRef<A, R>,
    argLists: Iterable<Readonly<MaybeFresh<A>>>,
    options: MapOptions<A> = {},
  ): AsyncResult<R[]> {
    this.#intake.assertOurs(target);
    const read = [...argLists];
    return new AsyncResult(this.#intake.all(target, () => read, options, new Error()) as Promise<R[]>);
  }

  /**
   * `target` of every item, results in the items' order as soon as they are there. Lazy: pulls an item when someone
   * waits for a result and there is a place for it, twice as many as the workers hold, so that one slow task does not
   * keep the others idle, and while those pulled hold less than `maxBytesInFlight`. Ends with the first failure; a consumer that stops early aborts what runs.
   */
  imap<A extends readonly unknown[], R>(
    target: TaskRef<A, R>,
    items: AsyncIterable<ItemOf<A>> | Iterable<ItemOf<A>>,
    options: MapOptions<readonly [OnlyArg<A>]> = {},
  ): AsyncGenerator<R, void, undefined> {
    return this.#intake.stream(target, items, options, true) as AsyncGenerator<R, void, undefined>;
  }

  /**
   * `target` of every item, results as they come. Pulls no further item than there are places for, and one more,
   * and none while those pulled hold `maxBytesInFlight`. A consumer that stops early aborts what runs.
   */
  imapUnordered<A extends readonly unknown[], R>(
    target: TaskRef<A, R>,
    items: AsyncIterable<ItemOf<A>> | Iterable<ItemOf<A>>,
    options: MapOptions<readonly [OnlyArg<A>]> = {},
  ): AsyncGenerator<R, void, undefined> {
    return this.#intake.stream(target, items, options, false) as AsyncGenerator<R, void, undefined>;
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
    this.#intake.close();
    this.#scheduler.close();
  }

  /** Ends every worker at once; what had not settled is `aborted`. */
  terminate(): void {
    this.#state = 'terminated';
    this.#intake.close();
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
}
