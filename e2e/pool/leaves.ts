// A program of Node that leaves something behind, and should end all the same: what, its argument says.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Pool, Process, workers } from '../../src/pool';

const long = 600_000;
const tasks = workers<typeof import('./tasks')>(() => new Worker(join(import.meta.dirname, 'tasks.mjs')));
const silent = workers<typeof import('./tasks')>(() => new Worker('setInterval(() => {}, 1000)', { eval: true }));

/** A worker that runs its target by the end of this. */
async function daemon(): Promise<void> {
  const cells = new Int32Array(new SharedArrayBuffer(8));
  new Process({ target: tasks.hold, args: [cells], daemon: true, timeoutMs: long }).start();
  while (Atomics.load(cells, 0) === 0) await new Promise((go) => setTimeout(go, 1));
}

const things = {
  'a daemon that runs, with a time-out': daemon,
  'a pool whose workers have not answered': () => void new Pool(silent, { processes: 1, startTimeoutMs: long }),
  'a pool with an initializer that goes on': () =>
    void new Pool(tasks, { processes: 1, initializer: tasks.hang as never, startTimeoutMs: long }),
};

await things[process.argv[2] as keyof typeof things]();
console.log('left');
