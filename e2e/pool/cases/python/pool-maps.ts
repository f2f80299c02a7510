import { endsWith, equal, ok, rejects, until } from '../../check';
import { isPending, numbers, type PythonCase } from './case';

/** `apply`, `map` and `starmap`, with their `…Async` kin. */
export const poolMaps: readonly PythonCase[] = [
  {
    section: 'multiprocessing.pool.Pool.apply',
    name: 'apply: gives the result once it is there',
    async run(bench) {
      const gate = bench.gate();
      const applied = bench.pool().apply(bench.tasks.hold, [gate.cells, 'there']);
      await gate.running();
      ok(await isPending(applied), 'it waits while the task runs');
      gate.open();
      equal(await applied, 'there');
    },
  },
  {
    section: 'multiprocessing.pool.Pool.apply',
    name: 'apply: runs the task in one of the processes only',
    async run(bench) {
      const pool = bench.pool({ processes: 3 });
      const { cells } = bench.gate();
      await pool.apply(bench.tasks.counts, [cells]);
      await pool.map(bench.tasks.double, numbers(12));
      equal(cells[0], 1, 'the number of runs');
    },
  },
  {
    section: 'multiprocessing.pool.Pool.apply_async',
    name: 'applyAsync: returns before the task has run, with the means to get its result',
    async run(bench) {
      const gate = bench.gate();
      const result = bench.pool().applyAsync(bench.tasks.hold, [gate.cells, 'there']);
      equal(result.ready(), false);
      gate.open();
      equal(await result.get(), 'there');
    },
  },
  {
    section: 'multiprocessing.pool.Pool.apply_async',
    name: 'applyAsync: several calls run in several processes',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const gate = bench.gate();
      const results = [1, 2].map((n) => pool.applyAsync(bench.tasks.hold, [gate.cells, n]));
      await gate.running(2);
      gate.open();
      equal(await Promise.all(results.map((one) => one.get())), [1, 2]);
    },
  },
  {
    section: 'multiprocessing.pool.Pool.apply_async',
    name: 'applyAsync: a callback is hung on get, one for the result and one for the error',
    differs: 'Promises have their own callbacks; they run on the page and cannot keep another result waiting.',
    async run(bench) {
      const pool = bench.pool();
      const called: unknown[] = [];
      const callback = (value: unknown) => called.push(value);
      const errorCallback = ({ message }: Error) => called.push(message);
      await pool.applyAsync(bench.tasks.add, [2, 3]).get().then(callback, errorCallback);
      await pool.applyAsync(bench.tasks.rejects, ['refused']).get().then(callback, errorCallback);
      equal(called, [5, 'refused']);
    },
  },
  {
    section: 'multiprocessing.pool.Pool.map',
    name: 'map: is as the built-in map, over any iterable, in its order',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      function* source() {
        for (let n = 0; n < 30; n++) yield n;
      }
      equal(
        await pool.map(bench.tasks.double, source()),
        numbers(30).map((n) => 2 * n),
      );
      equal(await pool.map(bench.tasks.double, new Set([3, 1, 2])), [6, 2, 4]);
    },
  },
  {
    section: 'multiprocessing.pool.Pool.map',
    name: 'map: of nothing is an empty list',
    run: async (bench) => equal(await bench.pool().map(bench.tasks.double, []), []),
  },
  {
    section: 'multiprocessing.pool.Pool.map',
    name: 'map: waits until all are ready',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const gate = bench.gate();
      const { tasks } = bench;
      const items = numbers(6).map((n) => ({ gate: gate.cells, holds: n === 0, n }));
      const mapped = pool.map(tasks.countsOrHolds, items, { chunksize: 1 });
      await until(() => Atomics.load(gate.cells, 0) === 6);
      ok(await isPending(mapped), 'it waits for the last');
      gate.open();
      equal(await mapped, numbers(6));
    },
  },
  {
    section: 'multiprocessing.pool.Pool.map',
    name: 'map: hands a chunk of chunksize items to one process',
    async run(bench) {
      const pool = bench.pool({ processes: 3 });
      const ids = await pool.map(bench.tasks.whoHas, numbers(12), { chunksize: 4 });
      for (const from of [0, 4, 8])
        equal(new Set(ids.slice(from, from + 4)).size, 1, `the processes that had items ${from} to ${from + 3}`);
    },
  },
  {
    section: 'multiprocessing.pool.Pool.map',
    name: 'map: makes about four chunks for each process where no chunksize is given',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const gate = bench.gate();
      // Of 16 items there are 8 chunks of 2: the second waits behind the first, which is held; the others do not.
      const items = numbers(16).map((n) => ({ gate: gate.cells, holds: n === 0, n }));
      const mapped = pool.map(bench.tasks.countsOrHolds, items);
      await until(() => Atomics.load(gate.cells, 0) >= 15);
      await pool.apply(bench.tasks.add, [1, 1]);
      equal(gate.cells[0], 15, 'the items that were taken up');
      gate.open();
      equal(await mapped, numbers(16));
    },
  },
  {
    section: 'multiprocessing.pool.Pool.map',
    name: 'map: raises what a task raised',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const error = await rejects(pool.map(bench.tasks.doubleOrThrows, [1, -2, 3, -4]));
      equal([error.name, error.message], ['RangeError', '-2 is below 0']);
    },
  },
  {
    section: 'multiprocessing.pool.Pool.map',
    name: 'map: runs the items after one that failed, in its chunk too',
    differs: 'Python leaves the rest of such a chunk out; which items ran would depend on how they were cut.',
    async run(bench) {
      const pool = bench.pool();
      await rejects(pool.map(bench.tasks.doubleOrThrows, [-1, 2, 3, 4, 5, 6, 7, 8], { chunksize: 8 }));
      equal(pool.stats().done, 8);
    },
  },
  {
    section: 'multiprocessing.pool.Pool.map_async',
    name: 'mapAsync: returns before the items have run, and is ready when the last is',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const gate = bench.gate();
      const items = numbers(4).map((n) => ({ gate: gate.cells, holds: n === 3, n }));
      const result = pool.mapAsync(bench.tasks.countsOrHolds, items, { chunksize: 1 });
      await until(() => Atomics.load(gate.cells, 0) === 4);
      equal(result.ready(), false);
      gate.open();
      equal(await result.get(), numbers(4));
      equal(result.ready(), true);
    },
  },
  {
    section: 'multiprocessing.pool.Pool.starmap',
    name: 'starmap: takes each item apart into arguments',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      equal(
        await pool.starmap(bench.tasks.add, [
          [1, 2],
          [3, 4],
        ]),
        [3, 7],
      );
    },
  },
  {
    section: 'multiprocessing.pool.Pool.starmap',
    name: 'starmap: cuts its items into chunks as map does',
    async run(bench) {
      const pool = bench.pool({ processes: 3 });
      const lists = numbers(6).map((n) => [n] as [number]);
      const ids = await pool.starmap(bench.tasks.whoHas, lists, { chunksize: 3 });
      equal([new Set(ids.slice(0, 3)).size, new Set(ids.slice(3)).size], [1, 1], 'the processes of each chunk');
    },
  },
  {
    section: 'multiprocessing.pool.Pool.starmap_async',
    name: 'starmapAsync: gives the results of starmap later',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const result = pool.starmapAsync(bench.tasks.add, [
        [1, 2],
        [3, 4],
      ]);
      equal(result.ready(), false);
      equal(await result.get(), [3, 7]);
    },
  },
  {
    section: 'multiprocessing-process-based-parallelism',
    name: 'a pool goes on after a result that took too long',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const slow = pool.applyAsync(bench.tasks.hang, []);
      await endsWith(slow.get(10), 'timed-out');
      equal(await pool.apply(bench.tasks.double, [21]), 42);
    },
  },
];
