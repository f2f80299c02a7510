import { Worker } from 'node:worker_threads';
import { Pool, workers } from 'manyhands/pool';

const tasks = workers<typeof import('./square.js')>(() => new Worker(new URL('./square.js', import.meta.url)));

await using pool = new Pool(tasks, { processes: 5 });
console.log(await pool.map(tasks.square, [1, 2, 3]));
