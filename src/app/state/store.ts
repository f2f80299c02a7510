import { useCallback, useSyncExternalStore } from 'react';

/** A value outside React. `get` is stable between changes, as `useSyncExternalStore` asks. */
export interface Readable<T> {
  get(): T;
  /** @returns a function that takes the listener off again. */
  subscribe(listener: () => void): () => void;
}

/** A value that tells its listeners at once. */
export class Store<T> implements Readable<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get = (): T => this.#value;

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of this.#listeners) listener();
  }

  update(change: (value: T) => T): void {
    this.set(change(this.#value));
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** Draws the component again when what `select` picks has changed. `select` must return something stable. */
export function useStore<T, U = T>(store: Readable<T>, select: (value: T) => U = (value) => value as unknown as U): U {
  const get = useCallback(() => select(store.get()), [store, select]);
  return useSyncExternalStore(store.subscribe, get, get);
}
