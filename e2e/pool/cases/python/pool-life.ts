import { cpuCount, Pool } from '../../../../src/pool';
import { endsWith, equal, ok, rejects, until } from '../../check';
import type { Bench } from '../../harness';
import { isPending, type PythonCase } from './case';

/** How a `Pool` begins and ends, and what its workers are. */
export const poolLife: readonly PythonCase[] = [
  {
    section: 'multiprocessing.pool.Pool',
    name: 'Pool: runs as many tasks at once as it has processes, and no more',
    async run(bench) {
      const pool = bench.pool({ processes: 3 });
      const gate = bench.gate();
      const held = [1, 2, 3, 4].map((n) => pool.apply(bench.tasks.hold, [gate.cells, n]));
      await gate.running(3);
      equal([pool.stats().running, pool.stats().queued, gate.cells[0]], [3, 1, 3]);
      gate.open();
      equal(await Promise.all(held), [1, 2, 3, 4]);
      equal(bench.made.length, 3, 'the number of workers made');
    },
  },
  {
    section: 'multiprocessing.pool.Pool',
    name: 'Pool: has a process for each core where no number is given',
    async run(bench) {
      await using pool = new Pool(bench.tasks);
      equal(pool.processes, cpuCount());
    },
  },
  {
    section: 'multiprocessing.pool.Pool',
    name: 'Pool: calls the initializer with its arguments once in each process, before the tasks',
    async run(bench) {
      const calls = new Int32Array(new SharedArrayBuffer(4));
      const pool = bench.pool({ processes: 2, initializer: bench.tasks.counts, initargs: [calls] });
      const gate = bench.gate();
      const held = [1, 2].map(() => pool.apply(bench.tasks.hold, [gate.cells]));
      await gate.running(2);
      equal(calls[0], 2, 'the calls of the initializer');
      gate.open();
      await Promise.all(held);
      await pool.map(bench.tasks.double, numbersTo10);
      equal(calls[0], 2, 'the calls of the initializer');
    },
  },
  {
    section: 'multiprocessing.pool.Pool',
    name: 'maxTasksPerChild: puts a fresh process in the place of one that has run so many tasks',
    async run(bench) {
      const pool = bench.pool({ maxTasksPerChild: 3 });
      const seen = [];
      for (const _ of numbersTo10) seen.push(await pool.apply(bench.tasks.who, []));
      equal(
        seen.map(({ calls }) => calls),
        [1, 2, 3, 1, 2, 3, 1, 2, 3, 1],
      );
      equal(new Set(seen.map(({ id }) => id)).size, 4, 'the number of processes');
    },
  },
  {
    section: 'multiprocessing.pool.Pool',
    name: 'maxTasksPerChild: a process lives as long as the pool where none is given',
    async run(bench) {
      const pool = bench.pool();
      const seen = [];
      for (const _ of numbersTo10) seen.push((await pool.apply(bench.tasks.who, [])).id);
      equal(new Set(seen).size, 1, 'the number of processes');
    },
  },
  {
    section: 'multiprocessing.pool.Pool',
    name: 'Pool: tries a task again whose process was killed under it',
    differs: 'Python puts a new process in its place, but the task is lost, and whoever waits for its result waits on.',
    async run(bench) {
      const tries = new Int32Array(new SharedArrayBuffer(4));
      equal(await bench.pool().apply(bench.tasks.diesFirst, [tries, 1]), 2);
    },
  },
  {
    section: 'multiprocessing.pool.Pool.close',
    name: 'close: lets no more tasks in',
    async run(bench) {
      const pool = bench.pool();
      pool.close();
      const { tasks } = bench;
      await endsWith(pool.apply(tasks.add, [1, 1]), 'closed');
      await endsWith(pool.map(tasks.double, [1]), 'closed');
      await endsWith(pool.starmap(tasks.add, [[1, 1]]), 'closed');
      await endsWith(pool.applyAsync(tasks.add, [1, 1]).get(), 'closed');
      await endsWith(pool.imap(tasks.double, [1]).next(), 'closed');
      await endsWith(pool.imapUnordered(tasks.double, [1]).next(), 'closed');
    },
  },
  {
    section: 'multiprocessing.pool.Pool.close',
    name: 'close: has the processes leave once all tasks are done',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const gate = bench.gate();
      const held = pool.apply(bench.tasks.hold, [gate.cells, 'done']);
      await gate.running();
      pool.close();
      ok((await bench.world.alive()) > 0, 'a process lives while a task runs');
      gate.open();
      equal(await held, 'done');
      await until(async () => (await bench.world.alive()) === 0);
    },
  },
  {
    section: 'multiprocessing.pool.Pool.join',
    name: 'close, then join: waits for every task, those in the queue too',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const gate = bench.gate();
      const results = [1, 2, 3, 4, 5].map((n) => pool.applyAsync(bench.tasks.hold, [gate.cells, n]));
      await gate.running(2);
      pool.close();
      const joined = pool.join();
      ok(await isPending(joined), 'join waits');
      gate.open();
      await joined;
      equal(
        results.map((one) => one.ready()),
        Array(5).fill(true),
      );
      equal(await Promise.all(results.map((one) => one.get())), [1, 2, 3, 4, 5]);
      equal(await bench.world.alive(), 0, 'the number of workers');
    },
  },
  {
    section: 'multiprocessing.pool.Pool.join',
    name: 'join: is an error unless close or terminate came before',
    async run(bench) {
      const pool = bench.pool();
      equal((await rejects(pool.join())).name, 'Error');
      pool.terminate();
      await pool.join();
    },
  },
  {
    section: 'multiprocessing.pool.Pool.terminate',
    name: 'terminate: stops at once, and leaves what waits undone',
    async run(bench) {
      const pool = bench.pool();
      const [gate, counted] = [bench.gate(), bench.gate()];
      const running = pool.applyAsync(bench.tasks.spin, [gate.cells]);
      const waiting = pool.applyAsync(bench.tasks.counts, [counted.cells]);
      await gate.running();
      pool.terminate();
      await pool.join();
      equal(await bench.world.alive(), 0, 'the number of workers');
      equal(counted.cells[0], 0, 'the runs of the task that waited');
      await Promise.all([endsWith(running.get(), 'aborted'), endsWith(waiting.get(), 'aborted')]);
    },
  },
  {
    section: 'multiprocessing.pool.Pool.terminate',
    name: 'terminate: settles what it leaves undone, so that nobody waits for it',
    differs: 'In Python the results of tasks that were left undone never arrive.',
    async run(bench) {
      const pool = bench.pool();
      const waiting = pool.map(bench.tasks.hang as never, numbersTo10);
      pool.terminate();
      await endsWith(waiting, 'aborted');
    },
  },
  {
    section: 'multiprocessing.pool.Pool.terminate',
    name: 'terminate: may follow close, and a second time follow itself',
    async run(bench) {
      const pool = bench.pool();
      const held = pool.applyAsync(bench.tasks.hang, []);
      pool.close();
      pool.terminate();
      pool.terminate();
      await pool.join();
      await endsWith(held.get(), 'aborted');
    },
  },
  {
    section: 'multiprocessing.pool.Pool.join',
    name: 'a pool as a context: is terminated, and joined, at the end of its block',
    async run(bench) {
      const { pool, left } = await leave(bench);
      await endsWith(left.get(), 'aborted');
      equal(await bench.world.alive(), 0, 'the number of workers');
      await endsWith(pool.apply(bench.tasks.add, [1, 1]), 'closed');
    },
  },
];

const numbersTo10 = Array.from({ length: 10 }, (_, i) => i);

async function leave(bench: Bench) {
  await using pool = new Pool(bench.tasks, { processes: 2 });
  const gate = bench.gate();
  const left = pool.applyAsync(bench.tasks.hold, [gate.cells]);
  await gate.running();
  return { pool, left };
}
