/** What pages and the service worker tell each other; each question brings its own port for the answer. */
export type Question =
  /** What there is and what of it is kept. */
  | { readonly ask: 'status' }
  /** Fetches and keeps what is missing. Progress comes first, an answer last. */
  | { readonly ask: 'keep'; readonly what: 'base' | 'everything' }
  /** A page of this build has drawn itself and loaded its kernels. */
  | { readonly ask: 'started'; readonly build: string }
  /** Asked of the worker that waits: take over, unless a job runs in some tab. */
  | { readonly ask: 'take' }
  /** Everything is being taken away: keep nothing from now on. */
  | { readonly ask: 'forget' };

export interface PartStatus {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly bytes: number;
  readonly isKept: boolean;
}

export interface Status {
  readonly version: string;
  readonly build: string;
  readonly changes: readonly string[];
  readonly base: { readonly bytes: number; readonly isKept: boolean };
  readonly parts: readonly PartStatus[];
  /** Whether this build did not start, and the one before it is given out. */
  readonly isTakenBack: boolean;
}

export interface Progress {
  readonly bytes: number;
  readonly ofBytes: number;
}

export type Answer =
  | { readonly status: Status }
  | { readonly progress: Progress }
  | { readonly kept: true }
  | { readonly taken: boolean }
  | { readonly heard: true }
  | { readonly failed: string };

/** Held, shared, by every page while a job runs: no version takes over then. */
export const busyLock = 'manyhands-busy';

/** Held, shared, by every page of a build for life: its files are kept as long. */
export const pageLock = (build: string) => `manyhands-page-${build}`;

/** Whether a job runs in whichever tab. Where there are no locks nobody knows. */
export async function isJobRunning(): Promise<boolean> {
  if (!('locks' in navigator)) return false;
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === busyLock);
}
