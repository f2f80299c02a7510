const made = Symbol('fresh');

/** An argument that is made late, and again before each try. */
export interface Fresh<T> {
  readonly [made]: true;
  readonly make: () => T | Promise<T>;
  readonly bytes: number;
}

/** Each argument as it is, or made late. */
export type MaybeFresh<A extends readonly unknown[]> = { [K in keyof A]: A[K] | Fresh<A[K]> };

/** What a task takes that can do with one argument: an item of `map`, as it is or made late. */
export type ItemOf<A extends readonly unknown[]> = MaybeFresh<[OnlyArg<A>]>[0];

/** The argument of such a task; `never` where it needs another number. */
export type OnlyArg<A extends readonly unknown[]> = [Required<A>[0]] extends A ? Required<A>[0] : never;

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

/** What an argument will hold, as far as it says. */
export function bytesOf(value: unknown): number {
  return isFresh(value) ? value.bytes : 0;
}
