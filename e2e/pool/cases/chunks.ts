import { fresh } from '../../../src/pool';
import { endsWith, equal, ok, rejects, until } from '../check';
import type { Case } from '../harness';
import type { Lot } from '../chaos/fates';
import type { Deed } from '../tasks';

/** Members of chunks, and how often each was run. */
function deeds(count: number, special: Readonly<Record<number, Deed['deed']>> = {}) {
  const runs = new Int32Array(new SharedArrayBuffer(4 * count));
  const items = Array.from({ length: count }, (_, at): Deed => {
    const deed = special[at];
    return deed ? { runs, at, deed } : { runs, at };
  });
  return { items, runs: () => [...runs] };
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);
const once = (count: number) => upTo(count).map(() => 1);

/** Tasks that share a message. */
export const chunks: readonly Case[] = [
  {
    name: 'gives the results of map in order, whatever the size of its chunks',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      for (const chunksize of [1, 2, 7, 50, 1000]) {
        equal(
          await pool.map(bench.tasks.double, upTo(50), { chunksize }),
          upTo(50).map((n) => 2 * n),
          `${chunksize}`,
        );
      }
      equal(await pool.map(bench.tasks.double, []), []);
    },
  },
  {
    name: 'cuts the items of map into four chunks for each worker, as Python does',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      let chunks = 0;
      await pool.map(bench.tasks.double, upTo(100), { onStart: () => chunks++ });
      equal(chunks, Math.ceil(100 / 13));
    },
  },
  {
    name: 'runs starmap over lists of arguments',
    async run(bench) {
      const lists: [number, number][] = [
        [1, 2],
        [3, 4],
        [5, 6],
      ];
      equal(await bench.pool({ processes: 2 }).starmap(bench.tasks.add, lists), [3, 7, 11]);
    },
  },
  {
    name: 'keeps the results of a chunk that came before its worker ended itself, and blames the one that did',
    async run(bench) {
      const pool = bench.pool({ retries: 1 });
      const { items, runs } = deeds(6, { 3: 'dies' });
      const told: number[] = [];
      const all = pool.map(bench.tasks.does, items, { chunksize: 6, progress: (settled) => told.push(settled) });
      const { message } = await endsWith(all, 'worker-crashed');
      ok(message.includes('died under it 2 times'), `its deaths alone are counted: ${message}`);
      equal(runs(), [1, 1, 1, 3, 1, 1], 'how often each was run');
      equal(told, [1, 2, 3, 4, 5, 6]);
    },
  },
  {
    name: 'tries again, one by one, what a worker had not told that was ended from outside',
    async run(bench) {
      const pool = bench.pool({ retries: 2 });
      const { items, runs } = deeds(5, { 2: 'waits' });
      const all = pool.map(bench.tasks.does, items, { chunksize: 5 });
      await until(() => runs()[2] === 1);
      const worker = bench.made[0] as { terminate(): unknown };
      if (bench.world.name === 'node') worker.terminate();
      else bench.world.garble(bench.made[0]!);
      equal(await all, upTo(5));
      ok(
        runs().every((times) => times >= 1),
        'each was run',
      );
    },
  },
  {
    name: 'ends the one of a chunk that hangs by its time-out, and runs the rest',
    async run(bench) {
      for (const deed of ['hangs', 'spins'] as const) {
        const pool = bench.pool();
        const { items, runs } = deeds(6, { 2: deed });
        await endsWith(pool.map(bench.tasks.does, items, { chunksize: 6, timeoutMs: 150 }), 'timed-out');
        equal(runs(), once(6), `how often each was run where one ${deed}`);
        equal(pool.stats().replaced, 1);
      }
    },
  },
  {
    name: 'counts a time-out for each task of a chunk, not for the chunk',
    async run(bench) {
      const pool = bench.pool();
      const { items } = deeds(12, Object.fromEntries(upTo(12).map((at) => [at, 'waits' as const])));
      equal(await pool.map(bench.tasks.does, items, { chunksize: 12, timeoutMs: 200 }), upTo(12));
    },
  },
  {
    name: 'tells of an error in a chunk at its place, and runs the others',
    async run(bench) {
      const { items, runs } = deeds(6, { 1: 'throws', 4: 'throws' });
      const { message, stack } = await rejects(bench.pool().map(bench.tasks.does, items, { chunksize: 6 }));
      equal(message, 'thrown by 1');
      ok(/called from:\n[^]*(map|#all|rejects)/.test(stack ?? ''), `the caller is told in ${stack}`);
      equal(runs(), once(6));
    },
  },
  {
    name: 'fails, of a chunk, only the one whose result cannot be sent',
    async run(bench) {
      const pool = bench.pool();
      const { items, runs } = deeds(4, { 2: 'returns-function' });
      const failed = await rejects(pool.map(bench.tasks.does, items, { chunksize: 4 }));
      ok(failed.name === 'DataCloneError', `it is told: ${failed.name} ${failed.message}`);
      equal(runs(), once(4));
      equal(pool.stats().replaced, 0);
    },
  },
  {
    name: 'fails, of a chunk, only the one whose argument cannot be sent',
    async run(bench) {
      const pool = bench.pool();
      const done: number[] = [];
      const items = [1, () => 2, 3];
      const all = pool.map(bench.tasks.echo, items, { chunksize: 3, progress: (settled) => done.push(settled) });
      ok((await rejects(all)).message.includes('cannot be sent'), 'it is told');
      equal(done, [1, 2, 3]);
      equal(pool.stats().replaced, 0);
    },
  },
  {
    name: 'gives what is left of a chunk to another worker when a task asks to be the last of its own',
    async run(bench) {
      const pool = bench.pool();
      const { items, runs } = deeds(6, { 2: 'retires' });
      equal(await pool.map(bench.tasks.does, items, { chunksize: 6 }), upTo(6));
      equal(runs(), once(6));
      await until(() => pool.stats().replaced === 1);
    },
  },
  {
    name: 'runs the rest of a chunk in the worker that has what was moved, though it asks to be replaced',
    async run(bench) {
      const pool = bench.pool();
      const lots = ['given', 'retires', 'given', 'given'].map((fate, i): [Lot, null, ArrayBuffer] => [
        { fate: fate as Lot['fate'], n: 10 + i, deaths: 0 },
        null,
        new ArrayBuffer(10 + i),
      ]);
      const options = {
        chunksize: 4,
        transfer: (_lot: Lot, _tries: unknown, bytes: unknown) => [bytes as ArrayBuffer],
      };
      equal(await pool.starmap(bench.tasks.suffers, lots, options), [20, 22, 24, 26]);
      await until(() => pool.stats().replaced === 1);
    },
  },
  {
    name: 'tries a task again whose moved argument was made late, though the function of map names it too',
    async run(bench) {
      const pool = bench.pool({ retries: 1 });
      const { cells } = bench.gate();
      const bytes = fresh(() => new ArrayBuffer(8), 8);
      const transfer = (_cells: Int32Array, _times: number, made?: unknown) => [made as ArrayBuffer];
      equal(await pool.starmap(bench.tasks.diesFirst, [[cells, 1, bytes]], { transfer }), [2]);
    },
  },
  {
    name: 'gives a worker no more of a chunk than it may run',
    async run(bench) {
      const pool = bench.pool({ maxTasksPerChild: 2 });
      const all = await pool.map(bench.tasks.who, upTo(6), { chunksize: 6 });
      equal(
        all.map(({ calls }) => calls),
        [1, 2, 1, 2, 1, 2],
      );
    },
  },
  {
    name: 'moves what the function of map names, and tries such a task once',
    async run(bench) {
      const pool = bench.pool();
      const buffers = upTo(4).map((n) => new ArrayBuffer(n + 1));
      equal(await pool.map(bench.tasks.byteLength, buffers, { chunksize: 2, transfer: (one) => [one] }), [1, 2, 3, 4]);
      equal(
        buffers.map((one) => one.byteLength),
        [0, 0, 0, 0],
        'what is left here',
      );
      const again = upTo(2).map((n) => new ArrayBuffer(n + 1));
      equal(await pool.map(bench.tasks.byteLength, again, { transfer: true }), [1, 2]);
      equal(
        again.map((one) => one.byteLength),
        [0, 0],
        'what is left here',
      );
    },
  },
  {
    name: 'moves by itself what cannot be copied',
    async run(bench) {
      const pool = bench.pool();
      const { port1 } = new MessageChannel();
      equal(await pool.apply(bench.tasks.takesPort, [port1]), true);
      equal(
        await pool.map(
          bench.tasks.takesPort,
          upTo(3).map(() => new MessageChannel().port1),
          { chunksize: 3 },
        ),
        [true, true, true],
      );
    },
  },
  {
    name: 'makes fresh items of a chunk late, and fails only the one that cannot be made',
    async run(bench) {
      const pool = bench.pool();
      let settled = 0;
      const items = [
        fresh(() => new ArrayBuffer(1)),
        fresh<ArrayBuffer>(() => Promise.reject(new Error('the file is gone'))),
        fresh(async () => new ArrayBuffer(3)),
      ];
      const all = pool.map(bench.tasks.byteLength, items, { chunksize: 3, progress: () => settled++ });
      equal((await rejects(all)).message, 'the file is gone');
      equal(settled, 3);
      const late = [fresh(() => new ArrayBuffer(1)), fresh(() => new Promise<never>(() => {}))];
      await endsWith(pool.map(bench.tasks.byteLength, late, { chunksize: 2, timeoutMs: 100 }), 'timed-out');
      equal(pool.stats().replaced, 0, 'workers replaced');
    },
  },
  {
    name: 'cuts chunks so that what they hold together stays within the budget',
    async run(bench) {
      const pool = bench.pool({ processes: 2, maxBytesInFlight: 100 });
      let most = 0;
      const onStart = () => (most = Math.max(most, pool.stats().bytesInFlight));
      await pool.map(bench.tasks.double, upTo(40), { chunksize: 40, bytes: 10, onStart });
      ok(most <= 100 && most >= 50, `${most} bytes were in flight at most`);
    },
  },
  {
    name: 'ends a whole map by its signal, and replaces the workers that ran it',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const { items, runs } = deeds(40, { 0: 'hangs', 5: 'spins' });
      const stop = new AbortController();
      const all = endsWith(pool.map(bench.tasks.does, items, { chunksize: 5, signal: stop.signal }), 'aborted');
      await until(() => runs()[0] === 1 && runs()[5] === 1);
      stop.abort();
      await all;
      equal(pool.stats().queued, 0);
      equal(await pool.apply(bench.tasks.add, [1, 1]), 2);
      equal(pool.stats().replaced, 2);
    },
  },
  {
    name: 'drops and counts results that come after their map was aborted, where the worker is kept',
    async run(bench) {
      const pool = bench.pool();
      const { items, runs } = deeds(4, { 0: 'waits', 1: 'waits' });
      const stop = new AbortController();
      const options = { chunksize: 4, signal: stop.signal, keepsWorker: true };
      const all = endsWith(pool.map(bench.tasks.does, items, options), 'aborted');
      await until(() => runs()[0] === 1);
      stop.abort();
      await all;
      await until(() => pool.stats().running === 0);
      equal([pool.stats().late, pool.stats().replaced], [4, 0]);
    },
  },
  {
    name: 'settles each of a storm of chunks whose every task kills its worker',
    async run(bench) {
      const pool = bench.pool({ processes: 2, retries: 0 });
      const { items } = deeds(12, Object.fromEntries(upTo(12).map((at) => [at, 'dies' as const])));
      await endsWith(pool.map(bench.tasks.does, items, { chunksize: 4 }), 'worker-crashed');
      equal(pool.stats().done, 12);
      equal(await pool.apply(bench.tasks.add, [1, 1]), 2);
    },
  },
  {
    name: 'gives the results of imap in order as soon as they are there, in chunks too',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      for (const chunksize of [1, 4]) {
        const seen: unknown[] = [];
        for await (const one of pool.imap(bench.tasks.double, upTo(30), { chunksize })) seen.push(one);
        equal(
          seen,
          upTo(30).map((n) => 2 * n),
        );
      }
    },
  },
  {
    name: 'lets imap run ahead of one slow task, but not without bound',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const [slow, quick] = [bench.gate(), bench.gate()];
      quick.open();
      let pulled = 0;
      function* source() {
        for (pulled++; ; pulled++) yield pulled === 1 ? slow.cells : quick.cells;
      }
      const results = pool.imap(bench.tasks.waits, source());
      const first = results.next();
      await until(() => pulled === 4);
      await until(() => pool.stats().done === 3);
      equal([pulled, pool.stats().running], [4, 1]);
      slow.open();
      await first;
      await results.return();
    },
  },
  {
    name: 'tells a worker its name and its number',
    async run(bench) {
      const pool = bench.pool();
      const { name, pid, isMain } = await pool.apply(bench.tasks.identity, []);
      equal([name, isMain], [`PoolWorker-${pid}`, false]);
    },
  },
];
