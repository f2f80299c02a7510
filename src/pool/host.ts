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
  /** Runs one task. Never rejects: what was thrown comes back as a record. */
  run(task: string, args: readonly unknown[]): Promise<Ran>;
  /**
   * Runs one task for each of the argument lists, one after the other, and tells the results in parts: the chunk's
   * messages of the type `Part` come before the answer. Never rejects.
   * @param tellEveryMs A result that is older when the next task begins is told first; 0 tells each as it comes.
   */
  runAll(task: string, calls: readonly (readonly unknown[])[], chunk: number, tellEveryMs: number): Promise<RanAll>;
}

export type Ran =
  | { readonly ok: true; readonly value: unknown; readonly retire: boolean }
  | { readonly ok: false; readonly error: ErrorRecord; readonly retire: boolean };

export interface RanAll {
  /** It asks to be replaced. What it has not told it has not run. */
  readonly retire: boolean;
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
