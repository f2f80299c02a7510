import { fresh, PoolError } from '../../../src/pool';
import { endsWith, equal, ok, rejects, until } from '../check';
import type { Case } from '../harness';

/** A worker goes while it has a task, or while it has none. */
export const deaths: readonly Case[] = [
  {
    name: 'tries a task again whose worker ended itself, with its fresh argument made anew',
    async run(bench) {
      const pool = bench.pool();
      const { cells } = bench.gate();
      let made = 0;
      const bytes = fresh(() => new ArrayBuffer(++made), 10);
      equal(await pool.apply(bench.tasks.diesFirst, [cells, 2, bytes]), 3);
      equal([made, pool.stats().replaced], [3, 2]);
    },
  },
  {
    name: 'gives up a task that kills its worker each time, and goes on',
    async run(bench) {
      const pool = bench.pool({ retries: 1 });
      const { message } = await endsWith(pool.apply(bench.tasks.dies, []), 'worker-crashed');
      ok(message.includes('"dies" died under it 2 times'), `the deaths are counted: ${message}`);
      equal(await pool.apply(bench.tasks.add, [1, 1]), 2);
    },
  },
  {
    name: 'tries a task once whose argument was plainly handed over',
    async run(bench) {
      const pool = bench.pool();
      const { cells } = bench.gate();
      const bytes = new ArrayBuffer(8);
      await endsWith(pool.apply(bench.tasks.diesFirst, [cells, 1, bytes], { transfer: [bytes] }), 'worker-crashed');
      equal(cells[0], 1, 'the number of tries');
    },
  },
  {
    name: 'blames, of two tasks in a worker that died, only the one that dies alone',
    async run(bench) {
      const pool = bench.pool({ tasksPerWorker: 2, retries: 0 });
      const [mine, poison] = [bench.gate(), bench.gate()];
      const innocent = pool.apply(bench.tasks.hold, [mine.cells, 'safe']);
      const guilty = endsWith(pool.apply(bench.tasks.diesWhenLet, [poison.cells]), 'worker-crashed');
      await Promise.all([mine.running(), poison.running()]);
      poison.open();
      await until(() => pool.stats().replaced === 1);
      mine.open();
      await guilty;
      equal(await innocent, 'safe');
      ok(poison.cells[0]! >= 2, 'the guilty one was tried again, alone');
    },
  },
  {
    name: 'times out, of two tasks in a worker, only the one that takes too long alone',
    async run(bench) {
      const pool = bench.pool({ tasksPerWorker: 2 });
      const [mine, spinning] = [bench.gate(), bench.gate()];
      mine.open();
      const options = { timeoutMs: 300 };
      const both = [
        endsWith(pool.apply(bench.tasks.spin, [spinning.cells], options), 'timed-out'),
        pool.apply(bench.tasks.hold, [mine.cells, 'innocent'], options),
      ];
      equal((await Promise.all(both))[1], 'innocent');
    },
  },
  {
    name: 'puts no suspect beside a task that has nothing to do with its death',
    async run(bench) {
      const pool = bench.pool({ processes: 2, tasksPerWorker: 2, retries: 0 });
      const gateOf = () => bench.gate();
      const warm = gateOf();
      const all = [1, 2, 3, 4].map(() => pool.apply(bench.tasks.hold, [warm.cells]));
      await warm.running(4);
      warm.open();
      await Promise.all(all);
      // Placed by turns: the bystander and the filler in one worker, the two that die in the other.
      const [bystander, poison, filler] = [gateOf(), gateOf(), gateOf()];
      const kept = pool.apply(bench.tasks.hold, [bystander.cells, 'kept']);
      const first = endsWith(pool.apply(bench.tasks.diesWhenLet, [poison.cells]), 'worker-crashed');
      const filling = pool.apply(bench.tasks.hold, [filler.cells]);
      const second = endsWith(pool.apply(bench.tasks.diesWhenLet, [poison.cells]), 'worker-crashed');
      await Promise.all([bystander.running(), filler.running(), poison.running(2)]);
      filler.open();
      await filling;
      poison.open();
      await Promise.all([first, second]);
      bystander.open();
      equal(await kept, 'kept');
      equal(bystander.cells[0], 1, 'how often the bystander was run');
    },
  },
  {
    name: 'blames nobody where all of the tasks in a worker were only near when it was killed',
    async run(bench) {
      const pool = bench.pool({ tasksPerWorker: 3, retries: 0 });
      const gates = [bench.gate(), bench.gate(), bench.gate()];
      const held = gates.map(({ cells }, i) => pool.apply(bench.tasks.hold, [cells, i]));
      await Promise.all(gates.map((gate) => gate.running()));
      await bench.made[0]!.terminate();
      await until(() => pool.stats().replaced === 1);
      for (const gate of gates) gate.open();
      equal(await Promise.all(held), [0, 1, 2]);
    },
  },
  {
    name: 'ends a task that never answers when its time is over, and replaces the worker',
    async run(bench) {
      const pool = bench.pool();
      await endsWith(pool.apply(bench.tasks.hang, [], { timeoutMs: 60 }), 'timed-out');
      equal(await pool.apply(bench.tasks.add, [1, 1]), 2);
      equal(pool.stats().replaced, 1);
    },
  },
  {
    name: 'ends an endless loop when its time is over',
    async run(bench) {
      const gate = bench.gate();
      const pool = bench.pool({ taskTimeoutMs: 60 });
      await endsWith(pool.apply(bench.tasks.spin, [gate.cells]), 'timed-out');
    },
  },
  {
    name: 'tries the neighbour of a task again that ran out of time, without blame',
    async run(bench) {
      const pool = bench.pool({ tasksPerWorker: 2, retries: 0 });
      const gate = bench.gate();
      const neighbour = pool.apply(bench.tasks.hold, [gate.cells, 'safe']);
      await gate.running();
      const late = endsWith(pool.apply(bench.tasks.hang, [], { timeoutMs: 60 }), 'timed-out');
      await late;
      await gate.running(2);
      gate.open();
      equal(await neighbour, 'safe');
    },
  },
  {
    name: 'ends a task in time whose fresh argument is never made, and keeps the worker',
    async run(bench) {
      const pool = bench.pool();
      const { id } = await pool.apply(bench.tasks.who, []);
      const late = fresh(() => new Promise<ArrayBuffer>(() => {}), 100);
      await endsWith(pool.apply(bench.tasks.byteLength, [late], { timeoutMs: 60 }), 'timed-out');
      equal((await pool.apply(bench.tasks.who, [])).id, id, 'the worker');
      equal(pool.stats().bytesInFlight, 0, 'the bytes in flight');
    },
  },
  {
    name: 'takes a time-out of a hundred years for what it is',
    run: async (bench) => equal(await bench.pool().apply(bench.tasks.add, [1, 1], { timeoutMs: 3.2e12 }), 2),
  },
  {
    name: 'rejects a task that asks for more memory than there is, and keeps its worker',
    async run(bench) {
      const pool = bench.pool();
      equal((await rejects(pool.apply(bench.tasks.allocates, []))).name, 'RangeError');
      equal(pool.stats().replaced, 0);
    },
  },
  {
    name: 'survives a worker that fills its heap',
    worlds: ['node'],
    async run(bench) {
      bench.variant = 'small-heap';
      const pool = bench.pool({ retries: 1 });
      const { message } = await endsWith(pool.apply(bench.tasks.exhausts, []), 'worker-crashed');
      ok(/memory/.test(message), `the reason is told: ${message}`);
      equal(await pool.apply(bench.tasks.add, [1, 1]), 2);
    },
  },
  {
    name: 'replaces a worker that was killed while it had nothing to do',
    async run(bench) {
      const pool = bench.pool();
      await pool.apply(bench.tasks.who, []);
      await bench.made[0]!.terminate();
      await until(() => pool.stats().replaced === 1);
      equal(await pool.apply(bench.tasks.add, [1, 1]), 2);
    },
  },
  {
    name: 'notices a task in a worker that was killed from outside',
    async run(bench) {
      const pool = bench.pool();
      const gate = bench.gate();
      const held = pool.apply(bench.tasks.hold, [gate.cells, 'done']);
      await gate.running();
      await bench.made[0]!.terminate();
      await gate.running(2);
      gate.open();
      equal(await held, 'done');
    },
  },
  {
    name: 'replaces a worker whose message cannot be read',
    async run(bench) {
      const pool = bench.pool({ retries: 0 });
      const gate = bench.gate();
      const held = endsWith(pool.apply(bench.tasks.hold, [gate.cells]), 'worker-crashed');
      await gate.running();
      bench.world.garble(bench.made[0]!);
      await held;
      equal(await pool.apply(bench.tasks.add, [1, 1]), 2);
    },
  },
  {
    name: 'settles a storm in which every task kills its worker, and is as whole after it as before',
    async run(bench) {
      const pool = bench.pool({ processes: 2, retries: 1 });
      const storm = Array.from({ length: 12 }, () => pool.apply(bench.tasks.dies, []));
      const ends = await Promise.allSettled(storm);
      const codes = ends.map((one) => one.status === 'rejected' && (one.reason as PoolError).code);
      equal(new Set(codes).size, 1);
      equal(codes[0], 'worker-crashed');
      equal(pool.stats().replaced, 24);
      equal(await pool.map(bench.tasks.double, [1, 2, 3]), [2, 4, 6]);
      await until(async () => (await bench.world.alive()) === 2 * locksEach(bench.world.name));
    },
  },
  {
    name: 'works where workers can hold no lock: a dead idle worker is found when it is asked for a sign of life',
    worlds: ['web'],
    async run(bench) {
      bench.variant = 'no-locks';
      const pool = bench.pool();
      equal((await pool.apply(bench.tasks.who, [])).variant, 'no-locks');
      await bench.made[0]!.terminate();
      equal(await pool.apply(bench.tasks.add, [1, 1]), 2);
      equal(pool.stats().replaced, 1);
    },
  },
];

/** A page sees a lock twice: held by the worker, and waited for. */
function locksEach(world: 'web' | 'node'): number {
  return world === 'web' ? 2 : 1;
}
