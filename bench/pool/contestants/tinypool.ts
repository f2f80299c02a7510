import Tinypool from 'tinypool';
import type { Contestant } from '../contestant';

/** As piscina, of which it is a fork; it has one kind of queue, and keeps no times. */
export const tinypool: Contestant = (world, { workers, atOnce }) => {
  const pool = new Tinypool({
    filename: world.script('tinypool'),
    runtime: 'worker_threads',
    minThreads: workers,
    maxThreads: workers,
    idleTimeout: Infinity,
    concurrentTasksPerWorker: atOnce,
    useAtomics: true,
  });
  const nothing = { name: 'nothing' };
  const increment = { name: 'increment' };
  return {
    nothing: () => pool.run(undefined, nothing),
    increments: (numbers) => Promise.all(numbers.map((n) => pool.run(n, increment) as Promise<number>)),
    back: (buffers) =>
      Promise.all(
        buffers.map((buffer) => pool.run(buffer, { name: 'checked', transferList: [buffer] }) as Promise<ArrayBuffer>),
      ),
    end: () => pool.destroy(),
  };
};
