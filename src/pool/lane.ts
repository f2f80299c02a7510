import type { Attempt } from './attempt';
import type { Chunk } from './chunk';
import { PoolError, recordOf } from './errors';
import { after } from './after';
import { NotSent, Slot } from './slot';
import type { TaskRef, WorkerFactory } from './tasks';

/** What a fresh worker runs before its first task. */
export interface Initializer {
  readonly ref: TaskRef;
  readonly args: readonly unknown[];
}

/** How a lane makes its workers. */
export interface Starting {
  readonly factory: WorkerFactory;
  readonly initializer: Initializer | null;
  readonly timeoutMs: number;
  readonly nameOf: (pid: number) => string;
}

/** One place of a pool: a worker, and the next when it is gone. */
export class Lane {
  readonly index: number;
  readonly running = new Set<Attempt>();
  /** Null between two workers, and while a worker starts. */
  slot: Slot | null = null;
  needs: readonly string[] = [];
  /** The part of `needs` that no worker of this lane has started with yet. */
  untriedNeeds: readonly string[] = [];
  /** Takes nothing more, and gets a new worker once what it runs has settled. */
  retiring = false;
  /** Gets no new worker: the pool has shrunk. */
  leaving = false;
  /** Workers that failed to start, or died before they did anything, since the last that answered a task. */
  failedStarts = 0;
  /** When it gave up starting workers, until something wakes it. */
  restingSinceMs: number | null = null;
  /** Takes back what wakes it. */
  endOfRest = () => {};
  tasksRun = 0;
  #starting: Slot | null = null;

  constructor(index: number) {
    this.index = index;
  }

  get isStarting(): boolean {
    return this.#starting !== null;
  }

  has(needs: readonly string[]): boolean {
    return needs.every((need) => this.needs.includes(need));
  }

  /** Whether it may take the tasks up now, its needs aside. A suspect runs with nobody beside it. */
  hasPlaceFor(chunk: Chunk, tasksPerWorker: number): boolean {
    if (!this.slot || this.slot.why || this.retiring || this.leaving) return false;
    const most = chunk.alone ? 1 : tasksPerWorker;
    return this.running.size < most && ![...this.running].some((other) => other.chunk.alone);
  }

  /**
   * Starts a worker that is ready for tasks once this resolves; `slot` is set then.
   * @throws PoolError `start-failed`, or `aborted` when it was ended meanwhile.
   */
  async start({ factory, initializer, timeoutMs, nameOf }: Starting, onMade: (slot: Slot) => void): Promise<Slot> {
    this.restingSinceMs = null;
    this.endOfRest();
    let slot: Slot;
    try {
      slot = new Slot(factory, this.needs, nameOf);
    } catch (error) {
      const why = `The worker could not be made: ${recordOf(error).message}`;
      throw new PoolError('start-failed', why, { cause: error });
    }
    this.#starting = slot;
    onMade(slot);
    try {
      await slot.start(timeoutMs);
      if (initializer) await initialise(slot, initializer, timeoutMs);
      if (slot.why) throw slot.why;
    } finally {
      if (this.#starting === slot) this.#starting = null;
    }
    this.retiring = false;
    this.tasksRun = 0;
    this.untriedNeeds = [];
    this.slot = slot;
    return slot;
  }

  /** Ends its worker, started or not. */
  end(why: PoolError): void {
    this.endOfRest();
    this.#starting?.terminate(why);
    this.#starting = null;
    this.slot?.terminate(why);
    this.slot = null;
  }
}

async function initialise(slot: Slot, { ref, args }: Initializer, timeoutMs: number): Promise<void> {
  const fail = (why: string) =>
    slot.terminate(new PoolError('start-failed', `The initializer "${ref.taskName}" failed: ${why}`));
  const inTime = after(timeoutMs, () => fail(`it did not end within ${timeoutMs} ms.`), false);
  const ran = await slot.run(ref.taskName, args, []).catch((error: unknown) => {
    fail(error instanceof NotSent ? error.error.message : recordOf(error).message);
    return slot.why!;
  });
  inTime();
  slot.hasWorked = false;
  if (ran instanceof PoolError) throw ran.code === 'worker-crashed' ? diedStarting(ran) : ran;
  if (!ran.ok) fail(ran.error.message);
}

function diedStarting(why: PoolError): PoolError {
  return new PoolError('start-failed', `The worker died in its initializer: ${why.message}`, { cause: why });
}
