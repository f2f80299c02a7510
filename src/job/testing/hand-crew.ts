import type { Worked } from '../../core/dataset/outcome';
import type { Tier } from '../../core/tier';
import { cancelled, untold } from '../create-crew';
import type { Crew, CrewCallOptions, Late } from '../crew';

/** What a worker would answer: one PNG, with the file's own bytes. */
export function workedOf(bytes: ArrayBuffer, suffixes: readonly string[] = ['']): Worked {
  return {
    status: 'done',
    decoder: 'exact',
    reader: 'libvips',
    engine: 'libvips',
    writer: 'libvips',
    width: 4,
    height: 3,
    format: 'png',
    ms: { total: 3, decode: 1, operations: null, encode: 2 },
    notes: [],
    outputs: suffixes.map((suffix) => ({
      bytes: bytes.slice(0),
      ...{ width: 2, height: 1, format: 'png', extension: 'png', suffix },
    })),
  };
}

interface Task {
  readonly path: string;
  readonly answer: (worked: Worked | Promise<Worked>) => void;
  readonly bytes: ArrayBuffer;
}

/** Workers led by hand: an image is done when the test says so, in the order that the test wants. */
export class HandCrew implements Crew {
  workers: number;
  tier: Tier = { name: 'full', writesWebp: false };
  /** What runs, in the order in which it was taken up. */
  readonly running: Task[] = [];
  /** Paths of all that was ever taken up. */
  readonly started: string[] = [];

  constructor(workers = 2) {
    this.workers = workers;
  }

  resize(workers: number): void {
    this.workers = workers;
  }

  async process(late: Late, { path }: { path: string }, { signal, onStart }: CrewCallOptions = {}): Promise<Worked> {
    const bytes = await late.read();
    if (signal?.aborted) return untold(cancelled());
    this.started.push(path);
    onStart?.(0);
    return new Promise((answer) => {
      const onAbort = () => this.#end(task, untold(cancelled()));
      const task: Task = {
        path,
        bytes,
        answer: (worked) => {
          signal?.removeEventListener('abort', onAbort);
          answer(worked);
        },
      };
      this.running.push(task);
      signal?.addEventListener('abort', onAbort);
    });
  }

  /** Lets one image that runs be done, or end otherwise. */
  finish(path: string, how: (bytes: ArrayBuffer) => Worked | Promise<Worked> = (bytes) => workedOf(bytes)): void {
    const task = this.running.find((one) => one.path === path);
    if (!task) throw new Error(`Expected ${path} to run; what runs is ${this.running.map((one) => one.path).join()}.`);
    this.#end(task, how(task.bytes));
  }

  thumbnail(): never {
    throw new Error('Expected a job to ask for no thumbnail.');
  }

  preview(): never {
    throw new Error('Expected a job to ask for no preview.');
  }

  async close(): Promise<void> {}

  #end(task: Task, worked: Worked | Promise<Worked>): void {
    const at = this.running.indexOf(task);
    if (at >= 0) this.running.splice(at, 1);
    task.answer(worked);
  }
}
