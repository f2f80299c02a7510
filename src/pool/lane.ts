import type { Entry } from './entry';
import { PoolError } from './errors';
import { Slot } from './slot';
import type { TaskRef, WorkerFactory } from './tasks';

/** What a fresh worker runs before its first task. */
export interface Initializer {
  readonly ref: TaskRef;
  readonly args: readonly unknown[];
}

/** One place of a pool: a worker, and the next when it is gone. */
export class Lane {
  readonly index: number;
  readonly running = new Set<Entry>();
  /** Null between two workers, and while a worker starts. */
  slot: Slot | null = null;
  needs: readonly string[] = [];
  /** Takes nothing more, and gets a new worker once what it runs has settled. */
  retiring = false;
  /** Gets no new worker: the pool has shrunk. */
  leaving = false;
  tasksRun = 0;
  #starting: Slot | null = null;

  constructor(index: number) {
    this.index = index;
  }

  get isStarting(): boolean {
    return this.#starting !== null;
  }

  /**
   * Starts a worker that is ready for tasks once this resolves; `slot` is set then.
   * @throws PoolError `start-failed`, or `aborted` when it was ended meanwhile.
   */
  async start(factory: WorkerFactory, initializer: Initializer | null): Promise<Slot> {
    let slot: Slot;
    try {
      slot = new Slot(factory, this.needs);
    } catch (error) {
      throw new PoolError('start-failed', `The worker could not be made: ${String((error as Error).message)}`, {
        cause: error,
      });
    }
    this.#starting = slot;
    try {
      await slot.start();
      if (initializer) await initialise(slot, initializer);
    } finally {
      this.#starting = null;
    }
    this.retiring = false;
    this.tasksRun = 0;
    this.slot = slot;
    return slot;
  }

  /** Ends its worker, started or not. */
  end(why: PoolError): void {
    this.#starting?.terminate(why);
    this.slot?.terminate(why);
    this.slot = null;
  }
}

async function initialise(slot: Slot, { ref, args }: Initializer): Promise<void> {
  const ran = await slot.run(ref.taskName, args, []);
  if (ran instanceof PoolError) throw ran;
  if (!ran.ok) {
    const why = new PoolError('start-failed', `The initializer failed: ${ran.error.message}`);
    slot.terminate(why);
    throw why;
  }
}
