import { Entry, type CallOptions } from './entry';
import { PoolError, RemoteError } from './errors';
import { isFresh, type MaybeFresh } from './fresh';
import type { Ran } from './host';
import { Lane, type Initializer } from './lane';
import { TaskQueue } from './queue';
import type { Slot } from './slot';
import { assertTask, factoryOf, type TaskModule, type TaskRef, type Tasks, type WorkerFactory } from './tasks';
import { buffersIn } from './transferables';

export interface PoolOptions<A extends readonly unknown[] = readonly unknown[]> {
  /** Workers; default `navigator.hardwareConcurrency`. */
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
}

export interface PoolStats {
  readonly queued: number;
  readonly running: number;
  readonly done: number;
  /** Workers that were replaced, for whatever reason. */
  readonly replaced: number;
  readonly bytesInFlight: number;
}

/** After so many failed starts with none between that succeeded, the pool ends its tasks with `start-failed`. */
const startTries = 3;

/**
 * Python's `multiprocessing.Pool`, in workers. A pool belongs to one module's tasks. A worker that dies, hangs past its
 * time or is aborted is replaced; its task settles exactly once; nothing waits for ever.
 */
export class Pool<M extends TaskModule = TaskModule> {
  readonly #module: Tasks<M>;
  readonly #factory: WorkerFactory;
  readonly #initializer: Initializer | null;
  readonly #options: PoolOptions;
  readonly #queue = new TaskQueue();
  readonly #lanes: Lane[] = [];
  readonly #idleWaiters: (() => void)[] = [];
  #state: 'open' | 'closing' | 'ended' = 'open';
  #running = 0;
  #done = 0;
  #replaced = 0;
  #bytesInFlight = 0;
  #failedStarts = 0;

  constructor(tasks: Tasks<M>, options: PoolOptions = {}) {
    this.#module = tasks;
    this.#factory = factoryOf(tasks);
    this.#options = options;
    if (options.initializer) assertTask(options.initializer);
    this.#initializer = options.initializer ? { ref: options.initializer, args: options.initargs ?? [] } : null;
    this.resize(options.processes ?? navigator.hardwareConcurrency);
  }

  get processes(): number {
    return this.#lanes.filter((lane) => !lane.leaving).length;
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
    assertTask(target);
    if (target.module !== (this.#module as unknown)) {
      throw new TypeError(`Expected a task of this pool's module, received "${target.taskName}" of another.`);
    }
    const entry = new Entry(target, args as readonly unknown[], options);
    if (this.#state !== 'open') {
      entry.reject(new PoolError('closed', 'The pool is closed and takes no more tasks.'));
    } else if (options.signal?.aborted) {
      entry.reject(aborted());
    } else {
      this.#abortWithSignal(entry);
      this.#queue.push(entry);
      this.#pump();
    }
    return entry.result as Promise<R>;
  }

  /** `target` of every item, results in the items' order. Rejects with the first failure in that order. */
  async map<T, R>(target: TaskRef<readonly [T], R>, items: Iterable<T>, options: CallOptions = {}): Promise<R[]> {
    const results = Array.from(items, (item) => this.apply(target, [item] as never, options));
    // A later failure must not go unhandled while an earlier result is waited for.
    await Promise.allSettled(results);
    return Promise.all(results);
  }

  /** `target` of every item, results as they come. Pulls no further item than there are places for. */
  async *imapUnordered<T, R>(
    target: TaskRef<readonly [T], R>,
    items: AsyncIterable<T> | Iterable<T>,
    options: CallOptions = {},
  ): AsyncGenerator<R, void, undefined> {
    const stop = new AbortController();
    const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
    const places = this.processes * (this.#options.tasksPerWorker ?? 1) + 1;
    const running = new Map<Promise<unknown>, Promise<{ key: Promise<unknown>; value: R }>>();
    try {
      for await (const item of items) {
        const key = this.apply(target, [item] as never, { ...options, signal });
        const settled = key.then((value) => ({ key, value }));
        settled.catch(() => {});
        running.set(key, settled);
        if (running.size >= places) yield await next();
      }
      while (running.size > 0) yield await next();
    } finally {
      stop.abort();
    }
    async function next(): Promise<R> {
      const { key, value } = await Promise.race(running.values());
      running.delete(key);
      return value;
    }
  }

  /** Changes the number of workers: new ones start at once, surplus ones leave when what they run has settled. */
  resize(processes: number): void {
    if (!Number.isInteger(processes) || processes < 1) {
      throw new RangeError(`Expected \`processes\` to be a whole number of at least 1, received ${processes}.`);
    }
    for (let index = 0; index < processes; index++) {
      const lane = this.#lanes[index];
      if (lane) lane.leaving = false;
      else this.#lanes.push(new Lane(index));
    }
    for (const lane of this.#lanes.slice(processes)) lane.leaving = true;
    for (const lane of this.#lanes) {
      if (lane.leaving) this.#leaveIfIdle(lane);
      else if (!lane.slot && !lane.isStarting) void this.#start(lane);
    }
  }

  stats(): PoolStats {
    return {
      queued: this.#queue.size,
      running: this.#running,
      done: this.#done,
      replaced: this.#replaced,
      bytesInFlight: this.#bytesInFlight,
    };
  }

  /** Takes no more tasks; the workers end once the last has settled. */
  close(): void {
    if (this.#state !== 'open') return;
    this.#state = 'closing';
    this.#endIfDone();
  }

  /** Ends every worker at once; what had not settled is `aborted`. */
  terminate(): void {
    this.#state = 'ended';
    const why = new PoolError('aborted', 'The pool was terminated.');
    for (const entry of this.#queue.drain()) if (!entry.settled) entry.reject(why);
    for (const lane of this.#lanes) lane.end(why);
    this.#lanes.length = 0;
    for (const wake of this.#idleWaiters.splice(0)) wake();
  }

  /** Resolves when every worker has ended. @throws Error unless `close` or `terminate` came before. */
  async join(): Promise<void> {
    if (this.#state === 'open')
      throw new Error('Expected `close()` or `terminate()` before `join()`: the pool still runs.');
    if (this.#state === 'closing') await new Promise<void>((wake) => this.#idleWaiters.push(wake));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.terminate();
    await this.join();
  }

  async #start(lane: Lane): Promise<void> {
    try {
      const slot = await lane.start(this.#factory, this.#initializer);
      this.#failedStarts = 0;
      void slot.gone.then(() => this.#replace(lane, slot));
      this.#pump();
    } catch (error) {
      if (this.#state === 'ended' || (error as PoolError).code === 'aborted') return;
      this.#failedStarts++;
      if (this.#failedStarts < startTries) void this.#start(lane);
      else if (this.#lanes.every((other) => !other.slot)) this.#giveUp(error as PoolError);
    }
  }

  /** No worker lives and none can be started: whoever waits is told. A later task tries again. */
  #giveUp(why: PoolError): void {
    for (const entry of this.#queue.drain()) if (!entry.settled) entry.reject(why);
    this.#endIfDone();
  }

  #replace(lane: Lane, slot: Slot): void {
    if (lane.slot === slot) lane.slot = null;
    if (this.#state === 'ended') return;
    this.#replaced++;
    if (lane.leaving) this.#forget(lane);
    else if (!lane.isStarting && !lane.slot) void this.#start(lane);
  }

  /** Hands waiting tasks to free places, in order, within the budget. */
  #pump(): void {
    for (;;) {
      this.#queue.dropSettled();
      const entry = this.#queue.peek();
      if (!entry || !this.#affords(entry)) break;
      const lane = this.#placeFor(entry);
      if (!lane) break;
      this.#queue.shift();
      void this.#run(entry, lane);
    }
    if (
      this.#queue.size > 0 &&
      this.#failedStarts >= startTries &&
      !this.#lanes.some((lane) => lane.slot || lane.isStarting)
    ) {
      this.#failedStarts = 0;
      for (const lane of this.#lanes) void this.#start(lane);
    }
    this.#endIfDone();
  }

  #affords(entry: Entry): boolean {
    const most = this.#options.maxBytesInFlight ?? Infinity;
    return this.#running === 0 || this.#bytesInFlight + entry.bytes <= most;
  }

  /** The emptiest lane that has what the task needs; where only others are idle, one of them gets a new worker. */
  #placeFor(entry: Entry): Lane | null {
    const free = this.#lanes
      .filter((lane) => this.#hasPlace(lane, entry))
      .sort((a, b) => a.running.size - b.running.size);
    const fit = free.find((lane) => entry.needs.every((need) => lane.needs.includes(need)));
    if (fit) return fit;
    const idle = free.find((lane) => lane.running.size === 0);
    if (idle?.slot) {
      idle.needs = [...new Set([...idle.needs, ...entry.needs])];
      idle.slot.terminate(new PoolError('aborted', 'Replaced by a worker with more loaded.'));
      idle.slot = null;
    }
    return null;
  }

  #hasPlace(lane: Lane, entry: Entry): boolean {
    if (!lane.slot || lane.retiring || lane.leaving) return false;
    const most = entry.alone ? 1 : (this.#options.tasksPerWorker ?? 1);
    return lane.running.size < most && ![...lane.running].some((other) => other.alone);
  }

  async #run(entry: Entry, lane: Lane): Promise<void> {
    const slot = lane.slot!;
    lane.running.add(entry);
    lane.tasksRun++;
    this.#running++;
    this.#bytesInFlight += entry.bytes;
    const timeoutMs = entry.options.timeoutMs ?? this.#options.taskTimeoutMs;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ran: Ran | PoolError;
    try {
      const args = await Promise.all(entry.args.map((arg) => (isFresh(arg) ? arg.make() : arg)));
      if (entry.settled) ran = aborted();
      else {
        entry.options.onStart?.(lane.index);
        if (timeoutMs !== undefined && timeoutMs !== Infinity) {
          timer = setTimeout(() => this.#timeOut(entry, slot, timeoutMs), timeoutMs);
        }
        ran = await slot.run(entry.ref.taskName, args, transferOf(entry, args));
      }
    } catch (error) {
      // A `fresh` argument could not be made: the task's own error, no worker was touched.
      if (!entry.settled) entry.reject(error as Error);
      ran = aborted();
    }
    clearTimeout(timer);
    this.#running--;
    this.#bytesInFlight -= entry.bytes;
    const inCompany = lane.running.size > 1;
    lane.running.delete(entry);
    this.#settle(entry, ran, inCompany);
    this.#afterTask(lane, slot, !(ran instanceof PoolError) && ran.retire);
    this.#pump();
  }

  #settle(entry: Entry, ran: Ran | PoolError, inCompany: boolean): void {
    if (!(ran instanceof PoolError)) {
      if (entry.settled) return;
      this.#done++;
      if (ran.ok) entry.resolve(ran.value);
      else entry.reject(new RemoteError(ran.error));
      return;
    }
    if (entry.settled) return;
    if (this.#state === 'ended') return entry.reject(ran);
    // A neighbour's time-out or abort ended the worker under this task too: nobody's fault, tried again.
    const blamed = ran.code === 'worker-crashed' && !inCompany;
    if (blamed) entry.deaths++;
    else entry.alone = true;
    if (entry.canBeTriedAgain && entry.deaths <= (this.#options.retries ?? 2)) {
      this.#queue.pushFront(entry);
    } else {
      const tries = entry.deaths > 1 ? ` ${entry.deaths} times` : '';
      entry.reject(
        new PoolError('worker-crashed', `The worker of "${entry.ref.taskName}" died under it${tries}.`, { cause: ran }),
      );
    }
  }

  #afterTask(lane: Lane, slot: Slot, retire: boolean): void {
    if (lane.slot !== slot) return;
    const most = this.#options.maxTasksPerChild;
    if (retire || (most !== undefined && lane.tasksRun >= most)) lane.retiring = true;
    if (lane.running.size > 0) return;
    if (lane.retiring) slot.terminate(new PoolError('aborted', 'The worker was recycled.'));
    if (lane.retiring) lane.slot = null;
    else if (lane.leaving) this.#leaveIfIdle(lane);
  }

  #timeOut(entry: Entry, slot: Slot, timeoutMs: number): void {
    if (entry.settled) return;
    this.#done++;
    entry.reject(
      new PoolError('timed-out', `Expected "${entry.ref.taskName}" to end within ${timeoutMs} ms; it did not.`),
    );
    slot.terminate(new PoolError('aborted', 'A task in this worker ran out of time.'));
  }

  #abortWithSignal(entry: Entry): void {
    const { signal } = entry.options;
    if (!signal) return;
    const onAbort = () => {
      if (entry.settled) return;
      entry.reject(aborted());
      if (entry.options.keepsWorker) return;
      // A synchronous wasm call hears no message: the worker itself has to go.
      const lane = this.#lanes.find(({ running }) => running.has(entry));
      lane?.slot?.terminate(new PoolError('aborted', 'A task in this worker was aborted.'));
      this.#pump();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const off = () => signal.removeEventListener('abort', onAbort);
    entry.result.then(off, off);
  }

  #leaveIfIdle(lane: Lane): void {
    if (lane.running.size > 0) return;
    lane.end(new PoolError('aborted', 'The pool has shrunk.'));
    this.#forget(lane);
  }

  #forget(lane: Lane): void {
    const index = this.#lanes.indexOf(lane);
    if (index >= 0) this.#lanes.splice(index, 1);
  }

  #endIfDone(): void {
    if (this.#state === 'closing' && this.#running === 0 && this.#queue.size === 0) this.terminate();
  }
}

function transferOf(entry: Entry, args: readonly unknown[]): Transferable[] {
  const late = entry.args.some(isFresh) ? buffersIn(args.filter((_, i) => isFresh(entry.args[i]))) : [];
  return [...new Set([...late, ...(entry.options.transfer ?? [])])];
}

function aborted(): PoolError {
  return new PoolError('aborted', 'The task was aborted.');
}
