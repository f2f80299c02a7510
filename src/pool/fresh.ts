const made = Symbol('fresh');

/** An argument that is made late, and again before each try. */
export interface Fresh<T> {
  readonly [made]: true;
  readonly make: () => T | Promise<T>;
  readonly bytes: number;
}

/** Each argument as it is, or made late. */
export type MaybeFresh<A extends readonly unknown[]> = { [K in keyof A]: A[K] | Fresh<A[K]> };

/**
 * An argument made anew before each try, and transferred: what a dead worker took with it is not lost.
 *
 * @param make Called when a worker is free for the task; a rejection settles the task with that error.
 * @param bytes What it will hold, counted against the pool's bytes in flight. Default 0.
 */
export function fresh<T>(make: () => T | Promise<T>, bytes = 0): Fresh<T> {
  return { [made]: true, make, bytes };
}

export function isFresh(value: unknown): value is Fresh<unknown> {
  return typeof value === 'object' && value !== null && made in value;
}
