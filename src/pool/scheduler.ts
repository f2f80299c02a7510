import { newActivity } from './activity';
import { Attempt, type Tried } from './attempt';
import type { Entry } from './entry';
import { PoolError, RemoteError } from './errors';
import { Lane, type Starting } from './lane';
import { TaskQueue } from './queue';
import type { Slot } from './slot';

export interface SchedulerOptions extends Starting {
  readonly tasksPerWorker: number;
  readonly maxTasksPerChild: number;
  readonly maxBytesInFlight: number;
  readonly retries: number;
  readonly taskTimeoutMs: number | undefined;
}

export interface PoolStats {
  /** Tasks that wait for a worker. */
  readonly queued: number;
  /** Tries under way, also of tasks that were aborted and whose worker is kept. */
  readonly running: number;
  /** Tasks that have settled, in whatever way. */
  readonly done: number;
  /** Workers that were replaced, for whatever reason. */
  readonly replaced: number;
  readonly bytesInFlight: number;
}

/** A lane whose workers fail so often in a row rests, until a task comes and no lane lives, or time has passed. */
const startTries = 3;
const restMs = 10_000;

/** Brings waiting tasks and free workers together, and sees to it that there are workers. */
export class Scheduler {
  readonly activity = newActivity();
  readonly #options: SchedulerOptions;
  readonly #queue = new TaskQueue();
  readonly #lanes: Lane[] = [];
  /** Tries under way. */
  readonly #attempts = new Map<Entry, Attempt>();
  /** Workers of which something is left. */
  readonly #slots = new Set<Slot>();
  #whenOver: (() => void)[] = [];
  #closing = false;
  #ended = false;
  #done = 0;
  #replaced = 0;
  #bytesInFlight = 0;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  get processes(): number {
    return this.#lanes.filter((lane) => !lane.leaving).length;
  }

  stats(): PoolStats {
    return {
      queued: this.#queue.size,
      running: this.#attempts.size,
      done: this.#done,
      replaced: this.#replaced,
      bytesInFlight: this.#bytesInFlight,
    };
  }

  submit(entry: Entry): void {
    this.#queue.push(entry);
    this.#pump();
  }

  /** Whoever makes an entry passes this as its `onSettled`. */
  readonly settled = (entry: Entry): void => {
    this.#done++;
    this.#queue.forget(entry);
  };

  /** The entry has settled by an abort: what works for it still is stopped, unless its worker is to be kept. */
  abandon(entry: Entry): void {
    const attempt = this.#attempts.get(entry);
    // A synchronous wasm call hears no message: the worker itself has to go.
    if (attempt?.isSent && !entry.options.keepsWorker) {
      attempt.slot.terminate(new PoolError('aborted', 'A task in this worker was aborted.'));
    }
    this.#pump();
  }

  /** New workers start at once, surplus ones leave when what they run has settled. */
  resize(processes: number): void {
    if (this.#ended) return;
    for (let index = 0; index < processes; index++) {
      let lane = this.#lanes.find((other) => other.index === index);
      if (!lane) this.#lanes.push((lane = new Lane(index)));
      lane.leaving = false;
      if (!lane.slot && !lane.isStarting) void this.#start(lane, true);
    }
    for (const lane of [...this.#lanes]) {
      if (lane.index < processes) continue;
      lane.leaving = true;
      this.#leaveIfIdle(lane);
    }
    this.#pump();
  }

  /** The workers end once the last task has settled. */
  close(): void {
    this.#closing = true;
    this.#endIfDone();
  }

  /** Ends every worker at once; what had not settled ends with `why`. */
  end(why: PoolError): void {
    this.#ended = true;
    for (const entry of this.#queue) entry.reject(why);
    for (const lane of this.#lanes.splice(0)) {
      for (const { entry } of lane.running) entry.reject(why);
      lane.end(why);
    }
    this.#tellIfOver();
  }

  /** Resolves when the pool has ended and nothing of it is left. */
  over(): Promise<void> {
    return new Promise((settle) => {
      this.#whenOver.push(settle);
      this.#tellIfOver();
    });
  }

  #tellIfOver(): void {
    if (!this.#ended || this.#slots.size > 0 || this.#attempts.size > 0) return;
    for (const settle of this.#whenOver.splice(0)) settle();
  }

  #endIfDone(): void {
    const isDone = this.#closing && this.#attempts.size === 0 && this.#queue.size === 0;
    if (isDone && !this.#ended) this.end(new PoolError('aborted', 'The pool was closed.'));
  }

  /** Hands waiting tasks to free places, in order, within the budget. */
  #pump(): void {
    if (this.#ended) return;
    for (let entry = this.#queue.peek(); entry; entry = this.#queue.peek()) {
      const lane = this.#affords(entry) && this.#placeFor(entry);
      if (!lane) break;
      this.#queue.shift();
      void this.#run(entry, lane);
    }
    if (this.#queue.size > 0) this.#wake();
    this.#endIfDone();
  }

  #affords(entry: Entry): boolean {
    return this.#attempts.size === 0 || this.#bytesInFlight + entry.bytes <= this.#options.maxBytesInFlight;
  }

  /** The emptiest lane that has what the task needs; where only others are idle, one of them gets a new worker. */
  #placeFor(entry: Entry): Lane | null {
    const free = this.#lanes
      .filter((lane) => lane.hasPlaceFor(entry, this.#options.tasksPerWorker))
      .sort((a, b) => a.running.size - b.running.size);
    const fit = free.find((lane) => lane.has(entry.needs));
    if (fit) return fit;
    const isComing = this.#lanes.some((lane) => lane.isStarting && !lane.leaving && lane.has(entry.needs));
    const idle = free.find((lane) => lane.running.size === 0);
    if (idle?.slot && !isComing) {
      idle.untriedNeeds = entry.needs.filter((need) => !idle.needs.includes(need));
      idle.needs = [...idle.needs, ...idle.untriedNeeds];
      idle.slot.terminate(new PoolError('aborted', 'Replaced by a worker with more loaded.'));
      idle.slot = null;
      this.#replaced++;
      void this.#start(idle, true);
    }
    return null;
  }

  async #run(entry: Entry, lane: Lane): Promise<void> {
    const attempt = new Attempt(entry, lane.slot!);
    const { taskTimeoutMs, maxTasksPerChild } = this.#options;
    this.#attempts.set(entry, attempt);
    lane.running.add(attempt);
    lane.tasksRun++;
    if (lane.tasksRun >= maxTasksPerChild) lane.retiring = true;
    this.#bytesInFlight += entry.bytes;
    const tried = await attempt.run(entry.options.timeoutMs ?? taskTimeoutMs, () => {
      this.#tellTask('task-started', attempt, lane);
      entry.options.onStart?.(lane.index);
    });
    if (attempt.isSent) this.#tellTask('task-settled', attempt, lane, tried.kind === 'answered' && tried.ran.ok);
    this.#bytesInFlight -= entry.bytes;
    lane.running.delete(attempt);
    this.#attempts.delete(entry);
    this.#conclude(attempt, tried);
    if (tried.kind === 'answered') {
      lane.failedStarts = 0;
      if (tried.ran.retire && lane.slot === attempt.slot) lane.retiring = true;
    }
    if (lane.slot === attempt.slot && lane.running.size === 0) this.#freeLane(lane);
    this.#pump();
    this.#tellIfOver();
  }

  #tellTask(type: 'task-started' | 'task-settled', { id, entry, slot }: Attempt, lane: Lane, ok = true): void {
    const atMs = performance.now();
    const told = { pid: slot.pid, lane: lane.index, atMs, id, task: entry.ref.taskName };
    this.activity.tell(() => (type === 'task-started' ? { type, ...told } : { type, ...told, ok }));
  }

  #tellWorker(type: 'worker-started' | 'worker-ended', { pid }: Slot, { index: lane }: Lane): void {
    this.activity.tell(() => ({ type, pid, lane, atMs: performance.now() }));
  }

  #conclude({ entry, slot, isSent }: Attempt, tried: Tried): void {
    if (entry.settled) return;
    switch (tried.kind) {
      case 'answered':
        if (tried.ran.ok) entry.resolve(tried.ran.value);
        else entry.reject(new RemoteError(tried.ran.error, entry.caller));
        return;
      case 'unmade':
        return entry.reject(tried.error);
      case 'dropped':
        return;
      case 'died':
        if (isSent) this.#blame(entry, slot, tried.why);
        if (!entry.settled) this.#queue.pushFront(entry);
    }
  }

  /**
   * A worker died with the task in it. Alone, it counts against the task; in company each is a suspect and runs alone
   * from now on. Where a neighbour's time-out or abort ended the worker, nobody is.
   */
  #blame(entry: Entry, slot: Slot, why: PoolError): void {
    if (why.code === 'worker-crashed') {
      if (slot.tasksAtEnd > 1) entry.alone = true;
      else entry.deaths++;
    }
    if (entry.canBeSentAgain && entry.deaths <= this.#options.retries) return;
    const tries = entry.deaths > 1 ? ` ${entry.deaths} times` : '';
    const message = `The worker of "${entry.ref.taskName}" died under it${tries}. ${why.message}`;
    entry.reject(new PoolError('worker-crashed', message, { cause: why }));
  }

  #freeLane(lane: Lane): void {
    if (lane.leaving) this.#leaveIfIdle(lane);
    else if (lane.retiring) lane.slot?.terminate(new PoolError('aborted', 'The worker was recycled.'));
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

  async #start(lane: Lane, isAnew = false): Promise<void> {
    if (isAnew) lane.failedStarts = 0;
    const onMade = (slot: Slot) => {
      this.#slots.add(slot);
      void slot.ended.then(() => {
        this.#tellWorker('worker-ended', slot, lane);
        this.#slots.delete(slot);
        this.#tellIfOver();
      });
    };
    try {
      const slot = await lane.start(this.#options, onMade);
      this.#tellWorker('worker-started', slot, lane);
      void slot.gone.then((why) => this.#replace(lane, slot, why));
      this.#pump();
    } catch (error) {
      // Ended from here, by `resize` or the pool's end: whoever did that knows.
      if (this.#ended || (error as PoolError).code === 'aborted') return;
      lane.failedStarts++;
      this.#startAgain(lane, error as PoolError);
    }
  }

  #replace(lane: Lane, slot: Slot, why: PoolError): void {
    // Replaced already, by one that has more loaded.
    if (lane.slot !== slot || this.#ended) return;
    lane.slot = null;
    if (lane.leaving) return this.#forget(lane);
    this.#replaced++;
    if (why.code === 'worker-crashed' && !slot.hasWorked) lane.failedStarts++;
    this.#startAgain(lane, why);
  }

  /** Bounded: a script that is not there, or ends by itself each time, is not tried for ever. */
  #startAgain(lane: Lane, why: PoolError): void {
    if (lane.failedStarts < startTries) return void this.#start(lane);
    if (lane.untriedNeeds.length > 0) return this.#startWithout(lane, why);
    lane.restingSinceMs = performance.now();
    if (this.#lanes.some(isAlive)) return;
    const message = why.code === 'start-failed' ? why.message : `No worker stays alive. ${why.message}`;
    const told = new PoolError('start-failed', message, { cause: why });
    for (const entry of this.#queue) entry.reject(told);
    this.#endIfDone();
  }

  /** What a task asked for keeps workers from starting: those that ask are told, the lane goes on as it was. */
  #startWithout(lane: Lane, why: PoolError): void {
    const refused = lane.untriedNeeds;
    lane.untriedNeeds = [];
    lane.needs = lane.needs.filter((need) => !refused.includes(need));
    for (const entry of this.#queue) {
      if (!entry.needs.some((need) => refused.includes(need))) continue;
      if (!this.#lanes.some((other) => isAlive(other) && other.has(entry.needs))) entry.reject(why);
    }
    void this.#start(lane, true);
  }

  #wake(): void {
    const noneLives = !this.#lanes.some(isAlive);
    for (const lane of this.#lanes) {
      if (lane.restingSinceMs === null) continue;
      if (noneLives || performance.now() - lane.restingSinceMs > restMs) void this.#start(lane, true);
    }
  }
}

function isAlive(lane: Lane): boolean {
  return lane.slot !== null || lane.isStarting;
}
