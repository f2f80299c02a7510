import { fresh, type Pool } from '../../../src/pool';
import { equal, until } from '../check';
import type { Bench, Case, TestTasks } from '../harness';

const tasksPerRun = 150;

/** Draws tasks that behave and tasks that die, and checks that each settles once, as it must. */
export const chaos: readonly Case[] = [1, 2, 3].map((seed) => ({
  name: `settles each of ${tasksPerRun} drawn tasks once, and is whole after them (seed ${seed}, ${seed} at a time in a worker)`,
  async run(bench) {
    const draw = drawing(seed);
    const pool = bench.pool({
      processes: 2,
      tasksPerWorker: seed,
      retries: 1,
      maxBytesInFlight: 4000,
      maxTasksPerChild: 20,
    });
    const settled = new Array<number>(tasksPerRun).fill(0);
    const all = settled.map(async (_, i) => {
      const { expected, result } = oneOf(bench, pool, draw);
      const end = await result.then(
        (value) => `value ${String(value)}`,
        (error: { code?: unknown; message: string }) => `error ${String(error.code ?? error.message)}`,
      );
      settled[i]!++;
      if (!expected.includes(end))
        throw new Error(`Expected task ${i} to end as ${expected.join(' or ')}, not as ${end}.`);
    });
    for (const processes of [3, 1, 2]) {
      await Promise.race(all.slice(Math.floor(draw() * 100)));
      pool.resize(processes);
    }
    await Promise.all(all);
    equal(
      settled.filter((times) => times !== 1),
      [],
      'tasks that did not settle exactly once',
    );
    await until(() => pool.stats().running === 0);
    const { queued, bytesInFlight, done } = pool.stats();
    equal({ queued, bytesInFlight, done }, { queued: 0, bytesInFlight: 0, done: tasksPerRun });
    const each = bench.world.name === 'web' ? 2 : 1;
    await until(async () => (await bench.world.alive()) === 2 * each);
  },
}));

/** One task, and the ends that it may have. Neighbours of a death or an abort that handed bytes over may go with it. */
function oneOf({ tasks, gate }: Bench, pool: Pool<TestTasks>, draw: () => number) {
  const n = Math.floor(draw() * 1000);
  const kind = Math.floor(draw() * 12);
  const priority = Math.floor(draw() * 3);
  switch (kind) {
    case 0:
      return { expected: ['error worker-crashed'], result: pool.apply(tasks.dies, [], { priority }) };
    case 1:
      return { expected: ['value 2'], result: pool.apply(tasks.diesFirst, [gate().cells, 1], { priority }) };
    case 2:
      return { expected: ['error timed-out'], result: pool.apply(tasks.hang, [], { timeoutMs: 30 + n / 20 }) };
    case 3:
      return { expected: ['error too-large'], result: pool.apply(tasks.throws, ['coded'], { priority }) };
    case 4: {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), n / 20);
      const keepsWorker = draw() < 0.3;
      const options = { signal: stop.signal, keepsWorker, ...(keepsWorker ? { timeoutMs: 100 } : {}) };
      return { expected: ['error aborted'], result: pool.apply(tasks.hang, [], options) };
    }
    case 5: {
      const late = fresh(() => Promise.reject(new Error('unmade')), n);
      return { expected: ['error unmade'], result: pool.apply(tasks.byteLength, [late as never]) };
    }
    case 6: {
      const bytes = new ArrayBuffer(n);
      const result = pool.apply(tasks.byteLength, [bytes], { transfer: [bytes], bytes: n });
      return { expected: [`value ${n}`, 'error worker-crashed'], result };
    }
    case 7:
      return {
        expected: [`value ${n}`],
        result: pool.apply(tasks.byteLength, [fresh(async () => new ArrayBuffer(n), n)]),
      };
    case 8:
      return { expected: ['value undefined'], result: pool.apply(tasks.retires, []).then(() => undefined) };
    default:
      return { expected: [`value ${2 * n}`], result: pool.apply(tasks.double, [n], { priority }) };
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
