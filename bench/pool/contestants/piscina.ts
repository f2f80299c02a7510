import { FixedQueue, Piscina } from 'piscina';
import type { Contestant } from '../contestant';

/** All threads from the start and for good, the queue for long queues, no records of times; atomics are on by default. */
export const piscina: Contestant = (world, { workers, atOnce }) => {
  const pool = new Piscina({
    filename: world.script('piscina'),
    minThreads: workers,
    maxThreads: workers,
    idleTimeout: Infinity,
    concurrentTasksPerWorker: atOnce,
    taskQueue: new FixedQueue(),
    recordTiming: false,
  });
  const nothing = { name: 'nothing' };
  const increment = { name: 'increment' };
  return {
    nothing: () => pool.run(undefined, nothing),
    increments: (numbers) => Promise.all(numbers.map((n) => pool.run(n, increment))),
    back: (buffers) =>
      Promise.all(buffers.map((buffer) => pool.run(buffer, { name: 'checked', transferList: [buffer] }))),
    end: () => pool.destroy(),
  };
};
