import { Pool } from 'manyhands/pool';
import { tasks } from './hands.js';

await using pool = new Pool(tasks, { processes: 1 });
const done: string[] = [];
const job = [1, 2, 3].map((n) => pool.apply(tasks.square, [n]).then(() => done.push(`job ${n}`)));
const preview = pool.apply(tasks.square, [9], { priority: 1 }).then(() => done.push('preview'));
await Promise.all([...job, preview]);
console.log(done.join(', '));
