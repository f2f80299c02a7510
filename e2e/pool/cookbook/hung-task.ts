import { Pool, PoolError } from 'manyhands/pool';
import { tasks } from './hands.js';

await using pool = new Pool(tasks, { processes: 1, taskTimeoutMs: 500 });
try {
  await pool.apply(tasks.spin, []);
} catch (error) {
  console.log(error instanceof PoolError && error.code);
}
console.log(await pool.apply(tasks.square, [7]), 'by the worker in its place');
