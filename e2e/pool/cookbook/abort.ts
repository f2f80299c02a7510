import { Pool, PoolError } from 'manyhands/pool';
import { tasks } from './hands.js';

await using pool = new Pool(tasks, { processes: 2 });
const stop = new AbortController();
setTimeout(() => stop.abort(), 200);
try {
  await pool.starmap(tasks.spin, Array(100).fill([]), { signal: stop.signal });
} catch (error) {
  console.log(error instanceof PoolError && error.code);
}
console.log(await pool.apply(tasks.square, [3]), 'by the same pool');
