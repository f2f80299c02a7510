// Runs one case in whichever world it is given, and checks afterwards that nothing of its pools is left.
import { Pool, workers, type PoolOptions, type Tasks, type WorkerFactory } from '../../src/pool';
import { equal, until } from './check';

export type TestTasks = typeof import('./tasks');

/** How a worker comes to be; what is not here is made from the tasks' module. */
export type Variant =
  '' | 'no-locks' | 'throws-at-start' | 'ends-at-start' | 'ends-when-idle' | 'missing' | 'syntax-error' | 'small-heap';

/** The worker that a world makes, as far as cases touch it from outside. */
export type AnyWorker = ReturnType<WorkerFactory>;

export interface World {
  readonly name: 'web' | 'node';
  make(variant: Variant): AnyWorker;
  /** How many of the workers made so far still run. */
  alive(): Promise<number>;
  /** Sends the worker's maker a message that cannot be read, as the engine would. */
  garble(worker: AnyWorker): void;
}

/** What a case works with. */
export class Bench {
  readonly world: World;
  readonly made: AnyWorker[] = [];
  readonly #pools: Pool<TestTasks>[] = [];
  readonly tasks: Tasks<TestTasks>;
  /** What the next workers will be; a function decides each time. */
  variant: Variant | ((needs: readonly string[]) => Variant) = '';

  constructor(world: World) {
    this.world = world;
    this.tasks = workers<TestTasks>((needs) => {
      const variant = typeof this.variant === 'function' ? this.variant(needs) : this.variant;
      const worker = world.make(variant);
      this.made.push(worker);
      return worker;
    });
  }

  pool(options: PoolOptions = {}): Pool<TestTasks> {
    const pool = new Pool(this.tasks, { processes: 1, ...options });
    this.#pools.push(pool);
    return pool;
  }

  /** Two shared numbers: how many tasks say that they run, and whether they are let go. */
  gate() {
    const cells = new Int32Array(new SharedArrayBuffer(8));
    return {
      cells,
      running: (count = 1) => until(() => Atomics.load(cells, 0) >= count),
      open() {
        Atomics.store(cells, 1, 1);
        Atomics.notify(cells, 1);
      },
    };
  }

  async end(): Promise<void> {
    for (const pool of this.#pools) {
      pool.terminate();
      await pool.join();
      const { queued, running, bytesInFlight } = pool.stats();
      equal({ queued, running, bytesInFlight }, { queued: 0, running: 0, bytesInFlight: 0 }, 'what the pool holds');
    }
    await until(async () => (await this.world.alive()) === 0);
  }
}

export interface Case {
  readonly name: string;
  readonly run: (bench: Bench) => Promise<void>;
  /** Where it makes sense; default both. */
  readonly worlds?: readonly World['name'][];
}

/** Longer than any bound that a case waits for; a case that hangs is told apart from one that fails. */
const caseTimeoutMs = 40_000;

/** @throws what the case threw, or what it left behind. */
export async function runCase({ name, run }: Case, world: World): Promise<void> {
  const timers = watchTimers();
  try {
    const bench = new Bench(world);
    const hangs = new Promise<never>((_, fail) => {
      timers.unwatched(() => fail(new Error(`"${name}" does not end.`)), caseTimeoutMs);
    });
    await Promise.race([run(bench).finally(() => bench.end()), hangs]);
    await until(() => timers.pending() === 0);
  } finally {
    timers.restore();
  }
}

/** Counts the timers that are set and neither fire nor are taken back. */
export function watchTimers() {
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  const pending = new Set<unknown>();
  let own: unknown;
  const watched = (call: () => void, ms?: number) => {
    const timer: unknown = set(() => {
      pending.delete(timer);
      call();
    }, ms);
    // The polls of `until` come and go; a bound of the pool is longer.
    if ((ms ?? 0) > 50) pending.add(timer);
    return timer;
  };
  const cleared = (timer: never) => {
    pending.delete(timer);
    clear(timer);
  };
  Object.assign(globalThis, { setTimeout: watched, clearTimeout: cleared });
  return {
    pending: () => pending.size,
    unwatched(call: () => void, ms: number) {
      own = set(call, ms);
    },
    restore() {
      clear(own as never);
      Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
    },
  };
}
