import type { ErrorRecord } from './errors';

/** What `serve` exposes to the pool, over comlink. */
export interface Host {
  /**
   * The first call. The worker takes the Web Lock `lock`, if there is one, and holds it for life.
   * @returns whether it holds it; false where locks are missing or refused.
   */
  hello(lock: string | null): Promise<boolean>;
  ping(): true;
  /** Runs one task. Never rejects: what was thrown comes back as a record. */
  run(task: string, args: readonly unknown[]): Promise<Ran>;
}

export type Ran =
  | { readonly ok: true; readonly value: unknown; readonly retire: boolean }
  | { readonly ok: false; readonly error: ErrorRecord; readonly retire: boolean };
