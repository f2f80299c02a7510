import { after } from './after';

/** A worker of a `Process` or a `Pool`, as Python's `active_children` gives it. */
export interface ActiveChild {
  readonly name: string;
  readonly pid: number | undefined;
  readonly isAlive: boolean;
  /** Ends it at once. A pool puts another in its place, which tries again what this one had. */
  terminate(): void;
  /** Waits for its end, at most for `timeoutMs`. Never rejects. */
  join(timeoutMs?: number): Promise<unknown>;
}

const children = new Set<ActiveChild>();

/** Python's `multiprocessing.active_children()`: whatever was started from here and has not ended. */
export function activeChildren(): ActiveChild[] {
  return [...children].filter((child) => child.isAlive);
}

/** @returns what to call when it has ended. */
export function track(child: ActiveChild): () => void {
  children.add(child);
  return () => children.delete(child);
}

/** @returns what `promise` gives; undefined when `timeoutMs` passes first. */
export function within<T>(promise: Promise<T>, timeoutMs: number | undefined): Promise<T | undefined> {
  if (timeoutMs === undefined) return promise;
  return new Promise((settle, fail) => {
    const inTime = after(timeoutMs, () => settle(undefined));
    promise.then(settle, fail).finally(inTime);
  });
}
