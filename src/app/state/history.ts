/** A document with its past and its future. */
export interface History<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
  /** Which change made `now`; the same one again within a moment replaces it. */
  readonly mark: string | null;
  readonly markedAtMs: number;
}

const longest = 200;
const togetherMs = 900;

export function begin<T>(now: T): History<T> {
  return { past: [], now, future: [], mark: null, markedAtMs: 0 };
}

/** @param mark Changes of one mark (a slider being dragged) within 0.9 s are one step of undo. */
export function change<T>(history: History<T>, next: T, mark: string, atMs: number): History<T> {
  const together = mark === history.mark && atMs - history.markedAtMs < togetherMs && history.past.length > 0;
  const past = together ? history.past : [...history.past, history.now].slice(-longest);
  return { past, now: next, future: [], mark, markedAtMs: atMs };
}

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    now: before,
    future: [history.now, ...history.future],
    mark: null,
    markedAtMs: 0,
  };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.now], now: next, future, mark: null, markedAtMs: 0 };
}
