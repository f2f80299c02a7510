// One schedule: a pool as it was drawn, calls as they were drawn, and what disturbs them. What comes of each task is
// held against the oracle, and what is left of the pool afterwards counted.
import { activeChildren, type Pool, type PoolOptions } from '../../../src/pool';
import { Bench, watchTimers, type TestTasks, type Variant, type World } from '../harness';
import type { Account } from './account';
import { drawCall } from './calls';
import type { Draw } from './draw';
import type { Circumstances } from './fates';

/** Longer than anything drawn takes on a busy machine. */
const deadlineMs = 90_000;

export interface Schedule {
  readonly bench: Bench;
  readonly pool: Pool<TestTasks>;
  readonly draw: Draw;
  readonly account: Account;
  readonly around: Omit<Circumstances, 'hasCompany' | 'hasTime'>;
  readonly tasksPerWorker: number;
  /** Each task gets this time; undefined where only those do that need it. */
  readonly timeoutMs: number | undefined;
  /** Signals that were not aborted: none of them may have a listener in the end. */
  readonly signals: Map<AbortSignal, number>;
}

const failures: readonly Variant[] = ['missing', 'syntax-error', 'throws-at-start', 'ends-at-start', 'ends-when-idle'];

/** @param tasks How many to draw, at most: a stream that is left early tells of fewer. */
export async function round(world: World, draw: Draw, account: Account, tasks: number): Promise<void> {
  const timers = watchTimers();
  const bench = new Bench(world);
  try {
    await played(schedule(bench, draw, account), tasks, timers.unwatched);
    if (!(await comes(() => timers.pending() === 0))) account.leak(`${timers.pending()} timers`);
  } finally {
    timers.restore();
  }
}

function schedule(bench: Bench, draw: Draw, account: Account): Schedule {
  const isWild = draw.chance(0.15);
  const startsFail = draw.chance(0.1);
  // Where a worker holds no lock nothing tells of its death but its silence.
  const isLockless = bench.world.name === 'web' && draw.chance(0.08);
  const ending = draw.of({ stays: 70, terminated: 15, closed: 15 });
  const tasksPerWorker = draw.whole(1, 3);
  const retries = draw.whole(0, 2);
  const options: PoolOptions = {
    processes: draw.whole(1, 4),
    tasksPerWorker,
    retries,
    ...(draw.chance(0.3) ? { maxTasksPerChild: draw.whole(3, 30) } : {}),
    ...(draw.chance(0.3) ? { maxBytesInFlight: draw.whole(1000, 5000) } : {}),
  };
  bench.variant = () => {
    if (startsFail && draw.chance(0.15)) {
      const failure = failures[draw.whole(0, failures.length - 1)]!;
      account.count(`worker: ${failure}`);
      return failure;
    }
    return isLockless ? 'no-locks' : '';
  };
  for (const [name, holds] of Object.entries({ isWild, startsFail, isLockless })) if (holds) account.count(name);
  account.count(`pool ${ending}`);
  const around = { retries, isWild: isWild || startsFail, startsFail, mayEnd: ending === 'terminated' };
  const timeoutMs = isLockless ? 1500 : undefined;
  return { bench, pool: bench.pool(options), draw, account, around, tasksPerWorker, timeoutMs, signals: new Map() };
}

async function played(on: Schedule, tasks: number, unwatched: (call: () => void, ms: number) => void): Promise<void> {
  const { bench, pool, draw, account, around } = on;
  const calls: Promise<void>[] = [];
  let drawn = 0;
  while (drawn < tasks) {
    const call = drawCall(on, tasks - drawn);
    drawn += call.tasks;
    calls.push(call.done);
  }
  const isOver = new AbortController();
  const disturbing = disturb(on, isOver.signal);
  if (around.mayEnd) {
    const some = calls.slice(0, draw.whole(1, calls.length));
    void Promise.any(some).then(() => pool.terminate());
  }
  const late = new Promise<'late'>((settle) => unwatched(() => settle('late'), deadlineMs));
  const end = await Promise.race([Promise.all(calls), late]);
  isOver.abort();
  await disturbing;
  if (end === 'late') account.trouble.push('Tasks did not settle.');
  else if (!around.mayEnd) await lookAt(on);
  pool.close();
  pool.terminate();
  await bench.end();
  for (const [signal, listeners] of on.signals)
    if (!signal.aborted && listeners !== 0) account.leak(`${listeners} listeners of a signal`);
}

/** Everything has settled: the pool must be as new. */
async function lookAt({ bench, pool, account, around }: Schedule): Promise<void> {
  const rests = () => {
    const { queued, running, bytesInFlight } = pool.stats();
    return queued === 0 && running === 0 && bytesInFlight === 0;
  };
  if (!(await comes(rests))) account.leak(`what the pool holds, ${JSON.stringify(pool.stats())}`);
  if (around.startsFail) return;
  const ours = () => activeChildren().length;
  if (!(await comes(() => ours() === pool.processes))) {
    account.leak(`${ours()} workers where ${pool.processes} were to be (${bench.made.length} made)`);
  }
}

/** Resizes the pool now and then, and in the wild ends workers. */
async function disturb({ pool, draw, account, around }: Schedule, isOver: AbortSignal): Promise<void> {
  while (!isOver.aborted) {
    await new Promise((go) => setTimeout(go, draw.whole(1, 40)));
    if (isOver.aborted) return;
    if (draw.chance(0.1)) {
      pool.resize(draw.whole(1, 4));
      account.count('resized');
    }
    if (around.isWild && !around.startsFail && draw.chance(0.1)) {
      const children = activeChildren();
      children[draw.whole(0, children.length - 1)]?.terminate();
      account.count('worker ended from outside');
    }
  }
}

/** Whether it comes to hold, within what a busy machine needs. */
async function comes(holds: () => boolean): Promise<boolean> {
  const until = performance.now() + 20_000;
  while (!holds()) {
    if (performance.now() > until) return false;
    await new Promise((go) => setTimeout(go, 2));
  }
  return true;
}
