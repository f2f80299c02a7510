import { fresh } from '../../../src/pool';
import { endsWith, equal, ok, rejects, until } from '../check';
import type { Case } from '../harness';

/** `imapUnordered`, over iterables and async iterables. */
export const iterates: readonly Case[] = [
  {
    name: 'gives a result of imapUnordered as soon as it is there, also while the source keeps it waiting',
    async run(bench) {
      const pool = bench.pool();
      let more!: () => void;
      const later = new Promise<void>((go) => (more = go));
      async function* source() {
        yield 1;
        await later;
        yield 2;
      }
      const results = pool.imapUnordered(bench.tasks.double, source());
      equal((await results.next()).value, 2);
      more();
      equal((await results.next()).value, 4);
      equal((await results.next()).done, true);
    },
  },
  {
    name: 'pulls no more items than there are places for, and one more',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      let pulled = 0;
      function* source() {
        for (; pulled < 50;) yield ++pulled;
      }
      let taken = 0;
      for await (const _ of pool.imapUnordered(bench.tasks.double, source())) {
        taken++;
        ok(pulled - taken <= 3, `${pulled} were pulled and ${taken} were taken`);
      }
      equal(taken, 50);
    },
  },
  {
    name: 'pulls no item while those that run hold as many bytes as may be in flight',
    async run(bench) {
      const pool = bench.pool({ processes: 4, maxBytesInFlight: 100 });
      for (const results of ['imap', 'imapUnordered'] as const) {
        const gate = bench.gate();
        let pulled = 0;
        function* source() {
          for (; pulled < 6;) yield (pulled++, gate.cells);
        }
        const iterator = pool[results](bench.tasks.waits, source(), { bytes: 40 });
        const first = iterator.next();
        await gate.running(2);
        // Whatever was to be pulled for the free workers would be by now.
        await pool.apply(bench.tasks.add, [1, 1], { priority: 1 });
        equal(pulled, 2, `the items that ${results} pulled`);
        gate.open();
        await first;
        for await (const _ of iterator);
        equal(pulled, 6);
      }
    },
  },
  {
    name: 'cuts a chunk short where its items would hold more bytes than may be in flight',
    async run(bench) {
      const pool = bench.pool({ maxBytesInFlight: 100 });
      let made = 0;
      let most = 0;
      const sizes: number[] = [];
      function* source() {
        for (let pulled = 1; pulled <= 10; pulled++) {
          most = Math.max(most, pulled - sizes.length);
          yield fresh(() => (made++, new ArrayBuffer(40)), 40);
        }
      }
      const results = pool.imap(bench.tasks.byteLength, source() as never, { chunksize: 8 });
      for await (const size of results) sizes.push(size);
      equal([sizes.length, made], [10, 10]);
      ok(most <= 4, `${most} items were pulled ahead of what was taken`);
    },
  },
  {
    name: 'aborts what runs and closes the source when the consumer stops early',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const [open, shut] = [bench.gate(), bench.gate()];
      let closed = false;
      function* source() {
        try {
          yield open.cells;
          for (;;) yield shut.cells;
        } finally {
          closed = true;
        }
      }
      open.open();
      for await (const _ of pool.imapUnordered(bench.tasks.waits, source())) break;
      ok(closed, 'the source is closed');
      await until(() => pool.stats().running === 0 && pool.stats().queued === 0);
      equal(await pool.apply(bench.tasks.add, [1, 1]), 2);
    },
  },
  {
    name: 'ends imapUnordered with a failing task, a failing source and an abort alike',
    async run(bench) {
      const pool = bench.pool();
      const all = async (results: AsyncIterable<unknown>) => {
        for await (const _ of results);
      };
      equal((await rejects(all(pool.imapUnordered(bench.tasks.throws, ['coded'])))).code, 'too-large');
      function* broken() {
        yield 1;
        throw new Error('the source broke');
      }
      equal((await rejects(all(pool.imapUnordered(bench.tasks.double, broken())))).message, 'the source broke');
      const stop = new AbortController();
      const silent = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) };
      const ends = endsWith(all(pool.imapUnordered(bench.tasks.double, silent, { signal: stop.signal })), 'aborted');
      stop.abort();
      await ends;
      equal(await pool.apply(bench.tasks.add, [1, 1]), 2);
    },
  },
];
