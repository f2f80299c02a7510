import type { Identity } from './host';

/** Who runs this code. */
export interface CurrentProcess extends Identity {
  /** Whether it is the page, or in Node the program's first thread. */
  readonly isMain: boolean;
}

let current: CurrentProcess = { name: 'MainProcess', pid: 0, isMain: true };

/**
 * Python's `multiprocessing.current_process()`: on the page `MainProcess` with pid 0, in a worker its name (`Process-1`,
 * `PoolWorker-2`, or what `Process` was given) and its pid.
 */
export function currentProcess(): CurrentProcess {
  return current;
}

/** Inside a worker, told by its maker. */
export function identify(identity: Identity): void {
  current = { ...identity, isMain: false };
}
