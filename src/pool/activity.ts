/** Something that happened in a pool or a process of this page. Times are milliseconds of `performance.now()`. */
export type PoolEvent =
  /** `pid` counts the workers of this page from 1; `lane` is the pool's place, from 0. */
  | {
      readonly type: 'worker-started' | 'worker-ended';
      readonly pid: number;
      readonly lane: number;
      readonly atMs: number;
    }
  | {
      readonly type: 'task-started';
      readonly pid: number;
      readonly lane: number;
      readonly atMs: number;
      /** Apart from every other try of this page. */
      readonly id: number;
      readonly task: string;
    }
  | {
      readonly type: 'task-settled';
      readonly pid: number;
      readonly lane: number;
      readonly atMs: number;
      readonly id: number;
      readonly task: string;
      /** False where it threw, or its worker was ended under it. */
      readonly ok: boolean;
    };

type Listener = (event: PoolEvent) => void;

/** Listeners of one pool, or of the page. */
export class Activity {
  readonly #listeners = new Set<Listener>();
  readonly #also: Activity | null;

  /** @param also Hears everything too. */
  constructor(also: Activity | null = null) {
    this.#also = also;
  }

  /** @returns a function that takes the listener off again. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Nothing is made where nobody listens. */
  tell(make: () => PoolEvent): void {
    if (!this.isHeard) return;
    const event = make();
    for (let activity: Activity | null = this; activity; activity = activity.#also)
      for (const listener of activity.#listeners) heard(listener, event);
  }

  get isHeard(): boolean {
    return this.#listeners.size > 0 || (this.#also?.isHeard ?? false);
  }
}

/** Nothing of the pool hangs on who listens: what a listener throws is its own, and told as such. */
function heard(listener: Listener, event: PoolEvent): void {
  try {
    listener(event);
  } catch (error) {
    console.error(error);
  }
}

const everywhere = new Activity();

/** One pool's activity, which the page's listeners hear too. */
export function newActivity(): Activity {
  return new Activity(everywhere);
}

/** Hears of every pool and process of this page: for a timeline. @returns a function that takes the listener off again. */
export function listen(listener: Listener): () => void {
  return everywhere.listen(listener);
}
