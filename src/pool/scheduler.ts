import { newActivity } from './activity';
import { Attempt, type Tried } from './attempt';
import type { Call } from './call';
import { Chunk } from './chunk';
import type { Entry } from './entry';
import { PoolError } from './errors';
import type { Lane, Starting } from './lane';
import { TaskQueue } from './queue';
import type { Slot } from './slot';
import { Staff } from './staff';

export interface SchedulerOptions extends Starting {
  readonly tasksPerWorker: number;
  readonly maxTasksPerChild: number;
  readonly maxBytesInFlight: number;
  readonly retries: number;
  readonly taskTimeoutMs: number | undefined;
  /** Its tasks do not keep a program of Node alive. */
  readonly daemon?: boolean;
  readonly onMade?: (slot: Slot) => void;
}

/** Tasks, not chunks. */
export interface PoolStats {
  /** Those that wait for a worker. */
  readonly queued: number;
  /** Those in a worker's hands and not told of, also those aborted whose worker is kept. */
  readonly running: number;
  /** Those that have settled, in whatever way. */
  readonly done: number;
  /** Workers that were replaced, for whatever reason. */
  readonly replaced: number;
  /** Results that came after their task had settled, and were dropped. */
  readonly late: number;
  readonly bytesInFlight: number;
}

/** Brings waiting tasks and free workers together. */
export class Scheduler {
  readonly activity = newActivity();
  readonly #options: SchedulerOptions;
  readonly #staff: Staff;
  readonly #queue = new TaskQueue();
  /** Tries under way. */
  readonly #attempts = new Set<Attempt>();
  #whenOver: (() => void)[] = [];
  /** Who waits for it though nothing runs, or it is a daemon's. */
  #holders = 0;
  #closing = false;
  #ended = false;
  #done = 0;
  #late = 0;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    const manager = {
      onChange: () => {
        this.#pump();
        this.#tellIfOver();
      },
      onHopeless: (why: PoolError, refused: readonly string[] | null) => this.#refuse(why, refused),
    };
    this.#staff = new Staff(options, manager, this.activity, options.onMade);
  }

  get processes(): number {
    return this.#staff.size;
  }

  stats(): PoolStats {
    let running = 0;
    for (const attempt of this.#attempts) running += attempt.open;
    return {
      queued: this.#queue.size,
      running,
      done: this.#done,
      replaced: this.#staff.replaced,
      late: this.#late,
      bytesInFlight: this.#bytesInFlight(),
    };
  }

  #bytesInFlight(): number {
    let bytes = 0;
    for (const attempt of this.#attempts) bytes += attempt.bytes;
    return bytes;
  }

  submit(chunks: Iterable<Chunk>): void {
    for (const chunk of chunks) this.#queue.push(chunk);
    this.#pump();
  }

  /** Whoever makes an entry tells of its end, once. */
  settled(entry: Entry): void {
    this.#done++;
    this.#queue.forget(entry);
  }

  /** The call's tasks have settled by an abort: what works for them still is stopped, unless its worker is to be kept. */
  abandon(call: Call): void {
    for (const { chunk, isSent, slot } of this.#attempts) {
      // A synchronous wasm call hears no message: the worker itself has to go.
      if (chunk.call === call && isSent && !call.keepsWorker) {
        slot.terminate(new PoolError('aborted', 'A task in this worker was aborted.'));
      }
    }
    this.#pump();
  }

  /** New workers start at once, surplus ones leave when what they run has settled. */
  resize(processes: number): void {
    this.#staff.resize(processes);
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
    for (const { entries } of this.#queue) for (const entry of entries) entry.reject(why);
    for (const { chunk } of this.#attempts) for (const entry of chunk.entries) entry.reject(why);
    this.#staff.end(why);
    this.#tellIfOver();
  }

  /** Keeps a program of Node alive. @returns what takes it back. */
  hold(): () => void {
    this.#holders++;
    this.#await();
    return () => {
      this.#holders--;
      this.#await();
    };
  }

  /** Resolves when the pool has ended and nothing of it is left. */
  async over(): Promise<void> {
    const letGo = this.hold();
    await new Promise<void>((settle) => {
      this.#whenOver.push(settle);
      this.#tellIfOver();
    });
    letGo();
  }

  #tellIfOver(): void {
    if (!this.#ended || !this.#staff.isGone || this.#attempts.size > 0) return;
    for (const settle of this.#whenOver.splice(0)) settle();
  }

  #endIfDone(): void {
    const isDone = this.#closing && this.#attempts.size === 0 && this.#queue.size === 0;
    if (isDone && !this.#ended) this.end(new PoolError('aborted', 'The pool was closed.'));
  }

  /** Hands waiting chunks to free places, in order, within the budget. */
  #pump(): void {
    if (this.#ended) return;
    for (let chunk = this.#queue.peek(); chunk; chunk = this.#queue.peek()) {
      const lane = this.#affords(chunk) && this.#placeFor(chunk);
      if (!lane) break;
      this.#queue.shift();
      const [now, rest] = chunk.split(Math.max(1, this.#options.maxTasksPerChild - lane.tasksRun));
      if (rest) this.#queue.pushFront(rest);
      void this.#run(now, lane);
    }
    if (this.#queue.size > 0) this.#staff.wake();
    this.#endIfDone();
    this.#await();
  }

  #await(): void {
    const isBusy = !this.#options.daemon && (this.#attempts.size > 0 || this.#queue.size > 0);
    this.#staff.isAwaited = isBusy || this.#holders > 0;
  }

  #affords(chunk: Chunk): boolean {
    const { maxBytesInFlight } = this.#options;
    if (this.#attempts.size === 0 || maxBytesInFlight === Infinity) return true;
    return this.#bytesInFlight() + chunk.bytes <= maxBytesInFlight;
  }

  /** The emptiest lane that has what the tasks need. */
  #placeFor(chunk: Chunk): Lane | null {
    const { needs } = chunk.call;
    let fit: Lane | null = null;
    let idle: Lane | undefined;
    for (const lane of this.#staff.lanes) {
      if (!lane.hasPlaceFor(chunk, this.#options.tasksPerWorker)) continue;
      if (lane.running.size === 0) idle ??= lane;
      if (lane.has(needs) && (!fit || lane.running.size < fit.running.size)) fit = lane;
    }
    if (!fit) this.#staff.equip(idle, needs);
    return fit;
  }

  async #run(chunk: Chunk, lane: Lane): Promise<void> {
    const attempt = new Attempt(chunk, lane.slot!);
    const { taskTimeoutMs, maxTasksPerChild } = this.#options;
    const { call } = chunk;
    this.#attempts.add(attempt);
    lane.running.add(attempt);
    lane.tasksRun += chunk.entries.length;
    if (lane.tasksRun >= maxTasksPerChild) lane.retiring = true;
    const tried = await attempt.run(call.timeoutMs ?? taskTimeoutMs, () => {
      this.#tell('task-started', attempt, lane);
      call.onStart?.(lane.index);
    });
    if (attempt.isSent) this.#tell('task-settled', attempt, lane, tried.kind === 'answered' && tried.ok);
    lane.running.delete(attempt);
    this.#attempts.delete(attempt);
    if (tried.kind === 'answered') lane.failedStarts = 0;
    if (attempt.slot.isRetiring && lane.slot === attempt.slot) lane.retiring = true;
    attempt.tell();
    this.#late += attempt.late;
    this.#conclude(attempt, tried);
    if (lane.slot === attempt.slot && lane.running.size === 0) this.#staff.freed(lane);
    this.#pump();
    this.#tellIfOver();
  }

  /** What has not settled goes back to the head of the queue. Suspects go one by one. */
  #conclude({ chunk, slot, isSent }: Attempt, tried: Tried): void {
    const left = chunk.unsettled();
    if (left.length === 0) return;
    if (this.#ended) {
      // Handed to a worker in the very moment in which the pool ended.
      for (const entry of left) entry.reject(new PoolError('aborted', 'The pool was terminated.'));
      return;
    }
    if (tried.kind === 'died' && isSent) this.#blame(left, chunk, slot, tried.why);
    const again = left.filter((entry) => !entry.settled);
    const together = again.filter((entry) => !entry.alone);
    if (together.length > 0) this.#queue.pushFront(new Chunk(chunk.call, together));
    for (const entry of again.reverse()) if (entry.alone) this.#queue.pushFront(new Chunk(chunk.call, [entry]));
  }

  /**
   * A worker died with the tasks in it. One that was alone has it counted against it; in company each is a suspect and
   * runs alone from now on. Where a neighbour's time-out or abort ended the worker, nobody is.
   */
  #blame(entries: readonly Entry[], { call }: Chunk, slot: Slot, why: PoolError): void {
    const isCrash = why.code === 'worker-crashed';
    const wasAlone = slot.tasksAtEnd <= 1 && entries.length === 1;
    for (const entry of entries) {
      if (isCrash && wasAlone) entry.deaths++;
      else if (isCrash) entry.alone = true;
      if (!entry.isGivenAway && entry.deaths <= this.#options.retries) continue;
      const tries = entry.deaths > 1 ? ` ${entry.deaths} times` : '';
      const message = `The worker of "${call.ref.taskName}" died under it${tries}. ${why.message}`;
      entry.reject(new PoolError('worker-crashed', message, { cause: why }));
    }
  }

  #refuse(why: PoolError, refused: readonly string[] | null): void {
    for (const { call, entries } of this.#queue) {
      const asks = refused === null || call.needs.some((need) => refused.includes(need));
      if (!asks || (refused !== null && this.#staff.hasHopeFor(call.needs))) continue;
      for (const entry of entries) entry.reject(why);
    }
    this.#endIfDone();
  }

  #tell(type: 'task-started' | 'task-settled', { id, chunk, slot }: Attempt, lane: Lane, ok = true): void {
    if (!this.activity.isHeard) return;
    const atMs = performance.now();
    const told = { pid: slot.pid, lane: lane.index, atMs, id, task: chunk.call.ref.taskName };
    this.activity.tell(() => (type === 'task-started' ? { type, ...told } : { type, ...told, ok }));
  }
}
