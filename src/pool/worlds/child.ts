import type { Endpoint } from 'comlink';

type NodeListener = (value: unknown) => void;

/** A worker of Node's `worker_threads`, as far as the pool touches it: its types are not at hand in a page. */
export interface NodeWorker {
  postMessage(message: unknown, transfer?: readonly never[]): void;
  on(event: string, listener: NodeListener): unknown;
  off(event: string, listener: NodeListener): unknown;
  terminate(): Promise<number>;
  ref(): void;
  unref(): void;
  /** -1 once it has ended. */
  readonly threadId: number;
}

/** A message that asks a thread of Node to end by itself. */
export interface ToExit {
  readonly isToExit: true;
}

/** Told at most once by a worker that ends by itself, or never starts. */
export type OnEnd = (code: 'start-failed' | 'worker-crashed', why: string) => void;

/** One worker, in the ways of its world. */
export interface Child {
  readonly endpoint: Endpoint;
  /** The Web Lock that the worker is asked to hold for life; null where the world itself tells of its death. */
  readonly lock: string | null;
  /** Whether `OnEnd` will be called when it dies; otherwise someone has to ask for a sign of life. */
  readonly tellsDeath: boolean;
  /** It has answered. `holdsLock` is its own word. */
  started(holdsLock: boolean): void;
  /** Whether the program is to go on for its sake. Only Node's worlds end by themselves. */
  await(isAwaited: boolean): void;
  /**
   * Ends it. Resolves when it is gone; nothing of it is told any more.
   * @param isIdle It runs nothing: where it has something to finish, what it printed say, it may.
   */
  terminate(isIdle: boolean): Promise<void>;
}
