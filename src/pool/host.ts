import type { ErrorRecord } from './errors';

/** Who a worker is, as `currentProcess` says there. */
export interface Identity {
  readonly name: string;
  /** Counts the workers of whoever makes them, from 1. */
  readonly pid: number;
}

/** What `serve` exposes to the pool, over comlink. */
export interface Host {
  /**
   * The first call. The worker takes the Web Lock `lock`, if there is one, and holds it for life.
   * @returns whether it holds it; false where locks are missing or refused.
   */
  hello(lock: string | null, identity: Identity): Promise<boolean>;
  ping(): true;
  /**
   * The tasks by name: as plain a call as comlink's own. What a task throws comes as a `Thrown`; asks it to be the last
   * of its worker, a message of the type `Retiring` comes before the answer.
   */
  readonly tasks: Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;
  /** The same for arguments of which something moves: comlink ties that to an object that is sent, here the array. */
  run(task: string, args: readonly unknown[]): unknown;
  /**
   * Runs one task for each of the argument lists, one after the other, and tells the results in parts: the chunk's
   * messages of the type `Part` come before the answer. Never rejects. What it has not told it has not run.
   * @param tellEveryMs A result that is older when the next task begins is told first; 0 tells each as it comes.
   * @param mayStop Whether a worker that asks to be replaced leaves the rest to another: not what was moved to it.
   */
  runAll(
    task: string,
    calls: readonly (readonly unknown[])[],
    chunk: number,
    tellEveryMs: number,
    mayStop: boolean,
  ): Promise<void>;
}

/** What a task ended with. */
export type Ran = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ErrorRecord };

/** An error as it is thrown across the border: comlink would drop its code and its cause. */
export interface Thrown {
  readonly thrownByTask: ErrorRecord;
}

export function isThrown(value: unknown): value is Thrown {
  return typeof value === 'object' && value !== null && 'thrownByTask' in value;
}

/** The worker asks to be replaced: a message of its own beside comlink's. */
export interface Retiring {
  readonly isRetiring: true;
}

/** Results of a chunk's next tasks, in order: a message of its own beside comlink's. */
export interface Part {
  readonly chunk: number;
  /** One for each task; of one that threw, undefined. */
  readonly values: readonly unknown[];
  /** What was thrown, with its place among `values`. */
  readonly errors: readonly (readonly [place: number, error: ErrorRecord])[];
}

export function isPart(message: unknown): message is Part {
  return typeof message === 'object' && message !== null && 'chunk' in message && 'values' in message;
}

export function isRetiring(message: unknown): message is Retiring {
  return typeof message === 'object' && message !== null && 'isRetiring' in message;
}
