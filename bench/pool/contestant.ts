import type { Endpoint } from 'comlink';

/** Workers that are ready, or starting: what is asked meanwhile waits. */
export interface Hands {
  nothing(): Promise<unknown>;
  /** Each number incremented, in their order. */
  increments(numbers: readonly number[]): Promise<readonly number[]>;
  /** Each buffer moved to a worker, looked at, and moved back; in their order. */
  back(buffers: readonly ArrayBuffer[]): Promise<readonly ArrayBuffer[]>;
  end(): unknown;
}

/** How workers are to be. */
export interface HandsWish {
  readonly workers: number;
  /** Tasks under way in each worker at a time, where the contestant lets one choose; Infinity for no bound. */
  readonly atOnce: number;
}

/** A worker as comlink and plain messages see it, in either world. */
export interface Thread {
  readonly endpoint: Endpoint;
  onMessage(listener: (data: unknown) => void): void;
  end(): unknown;
}

/** What the worlds differ in. */
export interface PoolWorld {
  /** The address (in Node, the path) of the built module `threads/NAME`. */
  script(name: string): string;
  /** A worker of that module, by the world's own constructor. */
  thread(name: string): Thread;
  /** The same, for a pool that wants the worker itself. */
  worker(name: string): Worker;
}

export type Contestant = (world: PoolWorld, wish: HandsWish) => Hands;
