import { Pool, workers } from '../../../src/pool';
import type { Contestant } from '../contestant';

type Served = typeof import('../tasks');

/** Whole lists through `map`, in chunks of its default size. */
export const manyhands: Contestant = (world, { workers: processes }) => {
  const { pool, tasks } = poolOf(world, processes);
  return {
    nothing: () => pool.apply(tasks.nothing, []),
    increments: (numbers) => pool.map(tasks.increment, numbers),
    back: (buffers) => pool.map(tasks.checked, buffers, { transfer: true }),
    end: () => ended(pool),
  };
};

/** The same pool without chunks: a message there and one back for each task. */
export const manyhandsApply: Contestant = (world, { workers: processes, atOnce }) => {
  const { pool, tasks } = poolOf(world, processes, atOnce);
  return {
    nothing: () => pool.apply(tasks.nothing, []),
    increments: (numbers) => Promise.all(numbers.map((n) => pool.apply(tasks.increment, [n]))),
    back: (buffers) =>
      Promise.all(buffers.map((buffer) => pool.apply(tasks.checked, [buffer], { transfer: [buffer] }))),
    end: () => ended(pool),
  };
};

function poolOf(world: Parameters<Contestant>[0], processes: number, tasksPerWorker = 1) {
  const tasks = workers<Served>(() => world.worker('manyhands'));
  return { tasks, pool: new Pool(tasks, { processes, tasksPerWorker }) };
}

function ended(pool: Pool<Served>): Promise<void> {
  pool.terminate();
  return pool.join();
}
