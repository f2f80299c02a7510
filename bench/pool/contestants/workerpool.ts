import * as library from 'workerpool';
import type { Contestant } from '../contestant';

/** A script of its own instead of functions that are stringified, and every worker from the start. */
export const workerpool: Contestant = (world, { workers }) => {
  const pool = library.pool(world.script('workerpool'), {
    minWorkers: 'max',
    maxWorkers: workers,
    workerType: typeof process === 'object' ? 'thread' : 'web',
    workerOpts: { type: 'module' },
  });
  return {
    nothing: async () => pool.exec('nothing', []),
    increments: (numbers) => Promise.all(numbers.map((n) => pool.exec('increment', [n]))),
    back: (buffers) => Promise.all(buffers.map((buffer) => pool.exec('checked', [buffer], { transfer: [buffer] }))),
    end: () => pool.terminate(true),
  };
};
