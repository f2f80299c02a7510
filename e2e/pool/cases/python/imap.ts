import { equal, ok, rejects, until } from '../../check';
import { isPending, numbers, type PythonCase } from './case';

/** `imap` and `imapUnordered`. */
export const imaps: readonly PythonCase[] = [
  {
    section: 'multiprocessing.pool.Pool.imap',
    name: 'imap: gives the results in the order of the items, whoever is done first',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const gate = bench.gate();
      const items = numbers(5).map((n) => ({ gate: gate.cells, holds: n === 0, n }));
      const results = pool.imap(bench.tasks.countsOrHolds, items);
      const first = results.next();
      await until(() => Atomics.load(gate.cells, 0) >= 2);
      ok(await isPending(first), 'the first is waited for, though others are done');
      gate.open();
      const all = [(await first).value];
      for await (const one of results) all.push(one);
      equal(all, numbers(5));
    },
  },
  {
    section: 'multiprocessing.pool.Pool.imap',
    name: 'imap: gives a result before the later ones are there',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const gate = bench.gate();
      const items = numbers(3).map((n) => ({ gate: gate.cells, holds: n === 2, n }));
      const results = pool.imap(bench.tasks.countsOrHolds, items);
      equal([(await results.next()).value, (await results.next()).value], [0, 1]);
      const last = results.next();
      gate.open();
      equal((await last).value, 2);
      equal((await results.next()).done, true);
    },
  },
  {
    section: 'multiprocessing.pool.Pool.imap',
    name: 'imap: pulls items only while there is room for them',
    differs: 'Python reads the whole iterable ahead of the processes, however long it is.',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      let pulled = 0;
      function* endless() {
        for (;;) yield pulled++;
      }
      const results = pool.imap(bench.tasks.double, endless());
      for (const n of numbers(20)) equal((await results.next()).value, 2 * n);
      ok(pulled < 60, `${pulled} were pulled for 20 results`);
      await results.return();
    },
  },
  {
    section: 'multiprocessing.pool.Pool.imap',
    name: 'imap: hands one item at a time to a process, unless a chunksize is given',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const gate = bench.gate();
      const items = numbers(8).map((n) => ({ gate: gate.cells, holds: n === 0, n }));
      const results = pool.imap(bench.tasks.countsOrHolds, items);
      const first = results.next();
      // The item behind the held one runs in the other process: it is in no chunk with it.
      await until(() => Atomics.load(gate.cells, 0) >= 2);
      gate.open();
      equal((await first).value, 0);
      const rest = [];
      for await (const one of results) rest.push(one);
      equal(rest, [1, 2, 3, 4, 5, 6, 7]);
    },
  },
  {
    section: 'multiprocessing.pool.Pool.imap',
    name: 'imap: hands a chunk to one process where a chunksize is given',
    async run(bench) {
      const pool = bench.pool({ processes: 3 });
      const ids: number[] = [];
      for await (const id of pool.imap(bench.tasks.whoHas, numbers(12), { chunksize: 4 })) ids.push(id);
      equal(
        [0, 4, 8].map((from) => new Set(ids.slice(from, from + 4)).size),
        [1, 1, 1],
        'the processes of each chunk',
      );
    },
  },
  {
    section: 'multiprocessing.pool.Pool.imap',
    name: 'imap: a time for each result is given to the call, and ends what overruns it',
    differs: 'Python’s `next(timeout)` leaves the hung task in its process; nothing here may hold a worker for ever.',
    async run(bench) {
      const pool = bench.pool();
      const results = pool.imap(bench.tasks.hangs, [0], { timeoutMs: 20 });
      equal((await rejects(results.next())).code, 'timed-out');
      equal(await pool.apply(bench.tasks.add, [1, 1]), 2);
    },
  },
  {
    section: 'multiprocessing.pool.Pool.imap',
    name: 'imap: gives what came before a failing item, then raises, and is over',
    differs: 'In Python one may go on past the error; an async generator ends with it.',
    async run(bench) {
      const pool = bench.pool();
      const results = pool.imap(bench.tasks.doubleOrThrows, [1, -2, 3]);
      equal((await results.next()).value, 2);
      equal((await rejects(results.next())).message, '-2 is below 0');
      equal((await results.next()).done, true);
    },
  },
  {
    section: 'multiprocessing.pool.Pool.imap',
    name: 'imap: of nothing is over at once',
    run: async (bench) => equal((await bench.pool().imap(bench.tasks.double, []).next()).done, true),
  },
  {
    section: 'multiprocessing.pool.Pool.imap_unordered',
    name: 'imapUnordered: gives a result that is there before an earlier one that is not',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const gate = bench.gate();
      const items = numbers(3).map((n) => ({ gate: gate.cells, holds: n === 0, n }));
      const results = pool.imapUnordered(bench.tasks.countsOrHolds, items);
      equal([(await results.next()).value, (await results.next()).value], [1, 2]);
      gate.open();
      equal((await results.next()).value, 0);
      equal((await results.next()).done, true);
    },
  },
  {
    section: 'multiprocessing.pool.Pool.imap_unordered',
    name: 'imapUnordered: keeps the order where there is one process',
    async run(bench) {
      const all: number[] = [];
      for await (const one of bench.pool().imapUnordered(bench.tasks.double, numbers(20))) all.push(one);
      equal(
        all,
        numbers(20).map((n) => 2 * n),
      );
    },
  },
  {
    section: 'multiprocessing.pool.Pool.imap_unordered',
    name: 'imapUnordered: gives each result once, in chunks too',
    async run(bench) {
      const pool = bench.pool({ processes: 3 });
      const all: number[] = [];
      for await (const one of pool.imapUnordered(bench.tasks.double, numbers(50), { chunksize: 7 })) all.push(one);
      equal(
        all.sort((a, b) => a - b),
        numbers(50).map((n) => 2 * n),
      );
    },
  },
];
