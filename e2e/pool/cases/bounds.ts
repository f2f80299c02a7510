import { fresh } from '../../../src/pool';
import { equal, ok, until } from '../check';
import type { Case } from '../harness';

/** How much at a time, in how many workers, for how long. */
export const bounds: readonly Case[] = [
  {
    name: 'holds no more bytes in flight than it may, and lets a larger task run alone',
    async run(bench) {
      const pool = bench.pool({ processes: 3, maxBytesInFlight: 100 });
      const gates = [60, 40, 30, 500].map((bytes) => ({ bytes, ...bench.gate() }));
      const held = gates.map(({ cells, bytes }) => pool.apply(bench.tasks.hold, [cells], { bytes }));
      await Promise.all([gates[0]!.running(), gates[1]!.running()]);
      equal([pool.stats().running, pool.stats().bytesInFlight], [2, 100]);
      gates[0]!.open();
      await gates[2]!.running();
      equal(pool.stats().bytesInFlight, 70);
      gates[1]!.open();
      gates[2]!.open();
      await gates[3]!.running();
      equal([pool.stats().running, pool.stats().bytesInFlight], [1, 500]);
      gates[3]!.open();
      await Promise.all(held);
    },
  },
  {
    name: 'counts what fresh arguments will hold',
    async run(bench) {
      const pool = bench.pool({ processes: 2, maxBytesInFlight: 100 });
      let most = 0;
      const sizes = await pool.map(
        bench.tasks.byteLength,
        Array.from({ length: 6 }, () =>
          fresh(() => {
            most = Math.max(most, pool.stats().bytesInFlight);
            return new ArrayBuffer(80);
          }, 80),
        ) as never,
      );
      equal([most, sizes.length, pool.stats().bytesInFlight], [80, 6, 0]);
    },
  },
  {
    name: 'lets a worker hold two tasks at a time where it may',
    async run(bench) {
      const pool = bench.pool({ tasksPerWorker: 2 });
      const gate = bench.gate();
      const held = [1, 2, 3].map((n) => pool.apply(bench.tasks.hold, [gate.cells, n]));
      await gate.running(2);
      equal(pool.stats().running, 2);
      gate.open();
      equal(await Promise.all(held), [1, 2, 3]);
      equal(bench.made.length, 1, 'the number of workers made');
    },
  },
  {
    name: 'replaces a worker after as many tasks as it may run',
    async run(bench) {
      const pool = bench.pool({ maxTasksPerChild: 2 });
      const seen = [];
      for (let i = 0; i < 5; i++) seen.push((await pool.apply(bench.tasks.who, [])).calls);
      equal(seen, [1, 2, 1, 2, 1]);
    },
  },
  {
    name: 'runs no more tasks in a worker than it may, also where it holds two at a time',
    async run(bench) {
      const pool = bench.pool({ maxTasksPerChild: 3, tasksPerWorker: 2 });
      const all = await Promise.all(Array.from({ length: 9 }, () => pool.apply(bench.tasks.who, [])));
      equal(Math.max(...all.map(({ calls }) => calls)), 3);
      equal(new Set(all.map(({ id }) => id)).size, 3);
    },
  },
  {
    name: 'replaces a worker that asks for it once it has settled what it runs',
    async run(bench) {
      const pool = bench.pool({ tasksPerWorker: 2 });
      const gate = bench.gate();
      const held = pool.apply(bench.tasks.hold, [gate.cells, 'done']);
      await gate.running();
      const id = await pool.apply(bench.tasks.retires, []);
      const next = pool.apply(bench.tasks.who, []);
      equal(pool.stats().replaced, 0, 'workers replaced while one task runs');
      gate.open();
      equal(await held, 'done');
      ok((await next).id !== id, 'the next task has another worker');
    },
  },
  {
    name: 'grows while it runs: the new workers take what waits',
    async run(bench) {
      const pool = bench.pool();
      const gate = bench.gate();
      const held = [1, 2, 3].map((n) => pool.apply(bench.tasks.hold, [gate.cells, n]));
      await gate.running();
      pool.resize(3);
      await gate.running(3);
      gate.open();
      equal(await Promise.all(held), [1, 2, 3]);
    },
  },
  {
    name: 'shrinks while it runs: surplus workers settle what they have, and numbers of lanes stay in bounds',
    async run(bench) {
      const pool = bench.pool({ processes: 3 });
      const gates = [bench.gate(), bench.gate(), bench.gate()];
      const laneOf: number[] = [];
      const held = gates.map(({ cells }, i) =>
        pool.apply(bench.tasks.hold, [cells, i], { onStart: (lane) => void (laneOf[i] = lane) }),
      );
      await Promise.all(gates.map((gate) => gate.running()));
      // Lanes are filled in the order in which they start. The one in the middle leaves, the last is still at work.
      const middle = laneOf.indexOf(1);
      pool.resize(1);
      equal(pool.processes, 1);
      gates[middle]!.open();
      await held[middle];
      pool.resize(3);
      for (const gate of gates) gate.open();
      equal(await Promise.all(held), [0, 1, 2]);
      const lanes = new Set<number>();
      const gate = bench.gate();
      const onStart = (lane: number) => void lanes.add(lane);
      const more = [1, 2, 3].map((n) => pool.apply(bench.tasks.hold, [gate.cells, n], { onStart }));
      await gate.running(3);
      equal([...lanes].sort(), [0, 1, 2], 'the lanes');
      gate.open();
      await Promise.all(more);
    },
  },
  {
    name: 'ends surplus workers also while they start',
    async run(bench) {
      const pool = bench.pool({ processes: 4 });
      pool.resize(1);
      pool.resize(2);
      pool.resize(1);
      await pool.map(bench.tasks.double, [1, 2, 3]);
      const each = bench.world.name === 'web' ? 2 : 1;
      await until(async () => (await bench.world.alive()) === each);
    },
  },
];
