import { Queue } from '../../../src/pool';
import { endsWith, equal, rejects, until } from '../check';
import type { Case } from '../harness';

/** What a queue leaves behind. */
export const queues: readonly Case[] = [
  {
    name: 'closes the ports of a queue that is closed, while the workers live on that had them',
    async run(bench) {
      const ports = watchPorts();
      try {
        const pool = bench.pool({ processes: 2 });
        const queue = new Queue<number>();
        const gate = bench.gate();
        const late = [1, 2].map(() => pool.apply(bench.tasks.holdsThenGets, [gate.cells, queue]));
        await gate.running(2);
        equal([ports.made(), ports.open()], [2, 2], 'the ports of the page');
        queue.close();
        await until(() => ports.open() === 0);
        gate.open();
        equal(await Promise.all(late.map(async (one) => (await rejects(one)).code)), ['closed', 'closed']);
        equal((await rejects(pool.apply(bench.tasks.gets, [queue, 1]))).code, 'closed', 'of one passed when closed');
        equal(ports.made(), 2, 'the ports made');
        equal(bench.made.length, 2, 'the workers made');
        await endsWith(queue.get(), 'closed');
      } finally {
        ports.restore();
      }
    },
  },
  {
    name: 'closes the ports of a queue whose workers have ended',
    async run(bench) {
      const ports = watchPorts();
      try {
        const pool = bench.pool();
        const queue = new Queue<number>();
        await queue.put(7);
        equal(await pool.apply(bench.tasks.gets, [queue, 1]), [7]);
        equal(ports.open(), 1);
        pool.terminate();
        await until(() => ports.open() === 0);
        queue.close();
      } finally {
        ports.restore();
      }
    },
  },
];

/** Counts the first ports of channels that are made from now on, and are not closed. */
function watchPorts() {
  const { MessageChannel: Real } = globalThis;
  const open = new Set<MessagePort>();
  let made = 0;
  globalThis.MessageChannel = class extends Real {
    constructor() {
      super();
      const { port1 } = this;
      const close = port1.close.bind(port1);
      made++;
      open.add(port1);
      port1.close = () => {
        open.delete(port1);
        close();
      };
    }
  };
  return { made: () => made, open: () => open.size, restore: () => void (globalThis.MessageChannel = Real) };
}
