import { Pool, workers } from '../../../src/pool';
import { endsWith, equal, ok, until } from '../check';
import type { Case, TestTasks, Variant } from '../harness';

const wrong = (variant: Variant, what: string): Case => ({
  name: `tells of ${what} after three tries, and starts anew for the next task`,
  async run(bench) {
    bench.variant = variant;
    const pool = bench.pool();
    const waiting = [1, 2, 3].map((n) => endsWith(pool.apply(bench.tasks.double, [n]), 'start-failed'));
    await Promise.all(waiting);
    equal(bench.made.length, 3, 'the number of workers made');
    bench.variant = '';
    equal(await pool.apply(bench.tasks.double, [4]), 8);
  },
});

/** Workers that do not come to life. */
export const starts: readonly Case[] = [
  wrong('missing', 'a script that is not there'),
  wrong('syntax-error', 'a script with a syntax error'),
  wrong('throws-at-start', 'a module that throws'),
  {
    name: 'tells of a script that the page’s policy refuses',
    worlds: ['web'],
    async run() {
      const url = URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }));
      const tasks = workers<TestTasks>(() => new Worker(url));
      const pool = new Pool(tasks, { processes: 1 });
      await endsWith(pool.apply(tasks.add, [1, 1]), 'start-failed');
      pool.terminate();
      await pool.join();
      URL.revokeObjectURL(url);
    },
  },
  {
    name: 'tells of a factory that throws',
    async run(bench) {
      bench.variant = () => {
        throw new Error('refused by policy');
      };
      const { message } = await endsWith(bench.pool().apply(bench.tasks.who, []), 'start-failed');
      ok(message.includes('refused by policy'), `the reason is told: ${message}`);
    },
  },
  {
    name: 'tells of a factory that hands over a worker which has ended before, and can be joined',
    async run(bench) {
      const dead = bench.world.make('');
      await dead.terminate();
      await until(async () => (await bench.world.alive()) === 0);
      const tasks = workers<TestTasks>(() => dead);
      const pool = new Pool(tasks, { processes: 1, startTimeoutMs: 200 });
      await endsWith(pool.apply(tasks.add, [1, 1]), 'start-failed');
      pool.close();
      await pool.join();
    },
  },
  {
    name: 'does not start for ever a worker that ends by itself whenever it is idle',
    async run(bench) {
      bench.variant = 'ends-when-idle';
      const pool = bench.pool();
      await until(async () => bench.made.length === 3 && (await bench.world.alive()) === 0);
      await new Promise((go) => setTimeout(go, 40));
      equal(bench.made.length, 3, 'the number of workers made');
      bench.variant = '';
      equal(await pool.apply(bench.tasks.double, [4]), 8);
    },
  },
  {
    name: 'tells of a worker that ends before it answers',
    async run(bench) {
      bench.variant = 'ends-at-start';
      await endsWith(bench.pool({ startTimeoutMs: 200 }).apply(bench.tasks.who, []), 'start-failed');
      equal(bench.made.length, 3, 'the number of workers made');
    },
  },
  {
    name: 'runs the initializer in each fresh worker before its first task',
    async run(bench) {
      const { cells } = bench.gate();
      const pool = bench.pool({ initializer: bench.tasks.prepare as never, initargs: ['ready'] });
      equal((await pool.apply(bench.tasks.who, [])).prepared, 'ready');
      await pool.apply(bench.tasks.diesFirst, [cells, 1]);
      equal((await pool.apply(bench.tasks.who, [])).prepared, 'ready');
    },
  },
  {
    name: 'tells of an initializer that fails',
    async run(bench) {
      const pool = bench.pool({ initializer: bench.tasks.throws as never, initargs: ['coded'] });
      const { message } = await endsWith(pool.apply(bench.tasks.who, []), 'start-failed');
      ok(message.includes('"throws" failed: with a code'), `the reason is told: ${message}`);
      equal(bench.made.length, 3, 'the number of workers made');
    },
  },
  {
    name: 'tells of an initializer that never ends',
    async run(bench) {
      const pool = bench.pool({ initializer: bench.tasks.hang as never, startTimeoutMs: 2000 });
      const { message } = await endsWith(pool.apply(bench.tasks.who, []), 'start-failed');
      ok(message.includes('did not end within 2000 ms'), `the reason is told: ${message}`);
    },
  },
  {
    name: 'tells of an initializer that kills its worker',
    async run(bench) {
      const pool = bench.pool({ initializer: bench.tasks.dies as never });
      const { message } = await endsWith(pool.apply(bench.tasks.who, []), 'start-failed');
      ok(message.includes('died in its initializer'), `the reason is told: ${message}`);
    },
  },
  {
    name: 'goes on with one worker where the other cannot be started',
    async run(bench) {
      bench.variant = () => (bench.made.length === 0 ? '' : 'missing');
      const pool = bench.pool({ processes: 2 });
      const items = Array.from({ length: 20 }, (_, i) => i);
      equal(
        await pool.map(bench.tasks.double, items),
        items.map((n) => 2 * n),
      );
    },
  },
];
