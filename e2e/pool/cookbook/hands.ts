import { Worker } from 'node:worker_threads';
import { workers } from 'manyhands/pool';

export const tasks = workers<typeof import('./tasks.js')>(() => new Worker(new URL('./tasks.js', import.meta.url)));
