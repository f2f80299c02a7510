import type { ItemAccount, Worked } from '../core/dataset/outcome';
import { ItemError, itemCodes, statusOf, type ItemCode, type ItemTrouble } from '../core/errors';
import { fresh, Pool, PoolError, RemoteError, workers, type WorkerFactory } from '../pool';
import type { WorkerStart, WorkerTasks } from '../worker/api';
import type { Crew, CrewCallOptions, Late } from './crew';
import { Lacked } from './lacked';
import { imagesPerWorker } from './places';

export interface CrewOptions {
  readonly workers: number;
  readonly factory: WorkerFactory;
  readonly start: WorkerStart;
  /** A preview or a thumbnail that takes longer is given up. */
  readonly showTimeoutMs?: number;
}

/** The person waits for a preview, looks at thumbnails, and lets the job run. */
const priorities = { preview: 2, thumbnail: 1, job: 0 } as const;

/** Starts the image workers. Tasks wait until their kernels are there; libvips starts when it is first needed. */
export function createCrew({ workers: count, factory, start, showTimeoutMs = 60_000 }: CrewOptions): Crew {
  const tasks = workers<WorkerTasks>(factory);
  const pool = new Pool(tasks, {
    processes: count,
    initializer: tasks.start,
    initargs: [start],
    tasksPerWorker: imagesPerWorker,
    retries: 1,
  });
  const lacked = new Lacked();
  const bytesOf = (late: Late) => fresh(() => late.read(), late.bytes);
  return {
    tier: start.tier,
    get workers() {
      return pool.processes;
    },
    resize: (next) => pool.resize(next),
    async process(late, request, options = {}) {
      try {
        const { onStart, signal, timeoutMs } = options;
        return await lacked.served(late.path, request, (asked, needs) =>
          pool.apply(tasks.process, [bytesOf(late), asked], {
            priority: priorities.job,
            needs,
            ...given({ onStart, signal, timeoutMs }),
          }),
        );
      } catch (error) {
        return untold(troubleOf(error, options));
      }
    },
    thumbnail: (late, request, { signal } = {}) =>
      lacked.served(late.path, request, (asked, needs) =>
        pool.apply(tasks.thumbnail, [bytesOf(late), asked], {
          priority: priorities.thumbnail,
          needs,
          timeoutMs: showTimeoutMs,
          // Rows scroll by; a new worker for each would cost more than the picture.
          keepsWorker: true,
          ...given({ signal }),
        }),
      ),
    preview: (late, request, { signal } = {}) =>
      lacked.served(late.path, request, (asked, needs) =>
        pool.apply(tasks.preview, [bytesOf(late), asked], {
          priority: priorities.preview,
          needs,
          timeoutMs: showTimeoutMs,
          keepsWorker: true,
          ...given({ signal }),
        }),
      ),
    async close() {
      pool.terminate();
      await pool.join();
    },
  };
}

/** Without the keys that are undefined. */
function given<T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never;
}

/** What befell a task, as item trouble. Anything else is a bug, and stays loud. */
function troubleOf(error: unknown, { timeoutMs }: CrewCallOptions): ItemTrouble {
  if (error instanceof ItemError) return error.trouble;
  if (error instanceof RemoteError && isItemCode(error.code)) return { code: error.code, detail: error.message };
  if (error instanceof PoolError) return poolTrouble(error, timeoutMs);
  if (error instanceof RangeError && /memory|allocation/i.test(error.message)) {
    return new ItemError('out-of-memory', 'The page had no memory left for this file.').trouble;
  }
  // A bug: loud for whoever develops, one failed image for whoever runs a hundred thousand.
  reportError(error);
  return new ItemError('worker-crashed', `The worker met an error that is not the image's: ${String(error)}.`).trouble;
}

function poolTrouble(error: PoolError, timeoutMs: number | undefined): ItemTrouble {
  switch (error.code) {
    case 'timed-out':
      return new ItemError('timed-out', `It took longer than ${(timeoutMs ?? 0) / 1000} s.`).trouble;
    case 'aborted':
    case 'closed':
      return cancelled();
    case 'worker-crashed':
      return new ItemError('worker-crashed', 'The worker died while it had this image.').trouble;
    case 'start-failed':
    case 'empty':
    case 'full':
      return new ItemError('worker-crashed', `No worker could be started. ${error.message}`).trouble;
  }
}

/** For an item that was not run because the job was cancelled. */
export function cancelled(): ItemTrouble {
  return new ItemError('cancelled', 'The run was cancelled before this image was done.').trouble;
}

function isItemCode(code: unknown): code is ItemCode {
  return typeof code === 'string' && Object.hasOwn(itemCodes, code);
}

const nothingTold: ItemAccount = {
  decoder: null,
  reader: null,
  engine: null,
  writer: null,
  width: null,
  height: null,
  format: null,
  ms: null,
  notes: [],
};

/** The outcome of an item that no worker could tell of. What was not run at a cancel is skipped, not failed. */
export function untold(trouble: ItemTrouble): Worked {
  return { ...nothingTold, status: statusOf(trouble.code), ...trouble };
}
