import { fresh, Pool } from '../../../src/pool';
import { endsWith, equal, ok, rejects } from '../check';
import type { Bench, Case } from '../harness';

/** An abort, and the end of a whole pool. */
export const aborts: readonly Case[] = [
  {
    name: 'does not run a task whose signal was aborted before',
    async run(bench) {
      const pool = bench.pool();
      const { cells } = bench.gate();
      const reason = new Error('no longer wanted');
      const error = await endsWith(
        pool.apply(bench.tasks.diesFirst, [cells, 0], { signal: AbortSignal.abort(reason) }),
        'aborted',
      );
      ok(error.cause === reason, 'the cause is the reason of the signal');
      equal(cells[0], 0, 'the number of runs');
    },
  },
  {
    name: 'takes an aborted task out of the queue',
    async run(bench) {
      const pool = bench.pool();
      const [gate, { cells }] = [bench.gate(), bench.gate()];
      const stop = new AbortController();
      const held = pool.apply(bench.tasks.hold, [gate.cells]);
      await gate.running();
      const waiting = endsWith(pool.apply(bench.tasks.diesFirst, [cells, 0], { signal: stop.signal }), 'aborted');
      equal(pool.stats().queued, 1);
      stop.abort();
      await waiting;
      equal(pool.stats().queued, 0);
      gate.open();
      await held;
      await pool.apply(bench.tasks.who, []);
      equal(cells[0], 0, 'the number of runs');
    },
  },
  {
    name: 'ends an endless loop at an abort, and replaces its worker',
    async run(bench) {
      const pool = bench.pool();
      const gate = bench.gate();
      const stop = new AbortController();
      const spinning = endsWith(pool.apply(bench.tasks.spin, [gate.cells], { signal: stop.signal }), 'aborted');
      await gate.running();
      stop.abort();
      await spinning;
      equal(await pool.apply(bench.tasks.add, [1, 1]), 2);
      equal(pool.stats().replaced, 1);
    },
  },
  {
    name: 'leaves the worker alone where the call says so, and drops the result that comes late',
    async run(bench) {
      const pool = bench.pool();
      const { id } = await pool.apply(bench.tasks.who, []);
      const gate = bench.gate();
      const stop = new AbortController();
      const options = { signal: stop.signal, keepsWorker: true };
      const held = endsWith(pool.apply(bench.tasks.hold, [gate.cells], options), 'aborted');
      await gate.running();
      stop.abort();
      await held;
      equal(pool.stats().running, 1, 'the number of tries under way');
      gate.open();
      equal((await pool.apply(bench.tasks.who, [])).id, id, 'the worker');
    },
  },
  {
    name: 'still ends a worker in time whose task was aborted and which was to be kept',
    async run(bench) {
      const pool = bench.pool();
      const gate = bench.gate();
      const stop = new AbortController();
      const options = { signal: stop.signal, keepsWorker: true, timeoutMs: 300 };
      const spinning = endsWith(pool.apply(bench.tasks.spin, [gate.cells], options), 'aborted');
      await gate.running();
      stop.abort();
      await spinning;
      equal(await pool.apply(bench.tasks.add, [1, 1]), 2);
    },
  },
  {
    name: 'keeps the worker of a task that was aborted while its arguments were made',
    async run(bench) {
      const pool = bench.pool();
      const { id } = await pool.apply(bench.tasks.who, []);
      const stop = new AbortController();
      const late = fresh(() => {
        queueMicrotask(() => stop.abort());
        return new Promise<ArrayBuffer>(() => {});
      }, 100);
      await endsWith(pool.apply(bench.tasks.byteLength, [late], { signal: stop.signal }), 'aborted');
      equal((await pool.apply(bench.tasks.who, [])).id, id, 'the worker');
      equal(pool.stats().replaced, 0);
    },
  },
  {
    name: 'does nothing at an abort after the end, and leaves no listener behind',
    async run(bench) {
      const pool = bench.pool();
      const stop = new AbortController();
      const listeners = listenersOf(stop.signal);
      equal(await pool.apply(bench.tasks.add, [1, 1], { signal: stop.signal }), 2);
      await pool.apply(bench.tasks.throws, ['text'], { signal: stop.signal }).catch(() => {});
      equal(listeners(), 0, 'the number of listeners');
      stop.abort();
      equal(pool.stats().replaced, 0);
    },
  },
  {
    name: 'settles each of a thousand waiting tasks when it is terminated',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const gate = bench.gate();
      const running = [1, 2].map(() => pool.apply(bench.tasks.hold, [gate.cells]));
      const waiting = Array.from({ length: 1000 }, (_, i) => pool.apply(bench.tasks.echo, [i]));
      const ends = Promise.all([...running, ...waiting].map((one) => endsWith(one, 'aborted')));
      await gate.running(2);
      pool.terminate();
      await ends;
      await pool.join();
      equal(await bench.world.alive(), 0, 'the number of workers');
      await endsWith(pool.apply(bench.tasks.who, []), 'closed');
    },
  },
  {
    name: 'ends a task whose argument is being made when the pool is terminated',
    async run(bench) {
      const pool = bench.pool();
      let making!: () => void;
      const isMaking = new Promise<void>((go) => (making = go));
      const late = fresh(() => {
        making();
        return new Promise<ArrayBuffer>(() => {});
      });
      const held = endsWith(pool.apply(bench.tasks.byteLength, [late]), 'aborted');
      await isMaking;
      pool.terminate();
      await held;
      await pool.join();
    },
  },
  {
    name: 'can be terminated while its workers start',
    async run(bench) {
      const pool = bench.pool({ processes: 2 });
      const early = endsWith(pool.apply(bench.tasks.who, []), 'aborted');
      pool.terminate();
      await early;
      await pool.join();
    },
  },
  {
    name: 'ends what it has when it is closed, and takes no more',
    async run(bench) {
      const pool = bench.pool();
      const { cells } = bench.gate();
      const last = pool.map(bench.tasks.double, [1, 2, 3]);
      const dying = pool.apply(bench.tasks.diesFirst, [cells, 1]);
      pool.close();
      await endsWith(pool.apply(bench.tasks.who, []), 'closed');
      equal([await last, await dying], [[2, 4, 6], 2]);
      await pool.join();
    },
  },
  {
    name: 'closes at once where there is nothing to do, even where no worker can be started',
    async run(bench) {
      bench.variant = 'missing';
      for (const pool of [bench.pool(), bench.pool()]) {
        pool.close();
        await pool.join();
      }
    },
  },
  {
    name: 'says that join wants close or terminate first',
    async run(bench) {
      ok((await rejects(bench.pool().join())).message.includes('Expected `close()`'), 'the message says so');
    },
  },
  {
    name: 'is terminated at the end of the block that it was declared for',
    async run(bench) {
      const held = await usePool(bench);
      await endsWith(held.task, 'aborted');
    },
  },
];

async function usePool(bench: Bench) {
  await using pool = new Pool(bench.tasks, { processes: 1 });
  const gate = bench.gate();
  const task = pool.apply(bench.tasks.hold, [gate.cells]);
  task.catch(() => {});
  await gate.running();
  return { task };
}

/** Counts from now on. */
function listenersOf(signal: AbortSignal): () => number {
  let count = 0;
  const { addEventListener: add, removeEventListener: remove } = signal;
  signal.addEventListener = (...args: unknown[]) => {
    count++;
    add.apply(signal, args as never);
  };
  signal.removeEventListener = (...args: unknown[]) => {
    count--;
    remove.apply(signal, args as never);
  };
  return () => count;
}
