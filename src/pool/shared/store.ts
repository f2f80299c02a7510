import { after } from '../after';

export type Answer = 'ok' | 'full' | 'empty' | 'closed';

export interface Taken {
  readonly value: unknown;
  /** Given back by `taken`: from then on the value is the consumer's. */
  readonly ticket: number;
}

interface Waiter<T> {
  readonly of: Consumer;
  settle(answer: T): void;
}

/** What a queue holds, and who waits for it. Lives where the queue was made. */
export class Store {
  readonly #max: number;
  readonly #values: unknown[] = [];
  readonly #takers: Waiter<Taken | Answer>[] = [];
  readonly #putters: (Waiter<Answer> & { readonly value: unknown })[] = [];
  #tickets = 0;
  #isClosed = false;

  constructor(max: number) {
    this.#max = max;
  }

  get size(): number {
    return this.#values.length;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  put(of: Consumer, value: unknown, timeoutMs: number): Promise<Answer> {
    if (this.#isClosed) return Promise.resolve('closed');
    return this.#wait(this.#putters, { of, value }, timeoutMs, 'full');
  }

  take(of: Consumer, timeoutMs: number): Promise<Taken | Answer> {
    if (this.#isClosed) return Promise.resolve('closed');
    return this.#wait(this.#takers, { of }, timeoutMs, 'empty');
  }

  /** What a dead consumer was given and did not have yet: it was first in line. */
  putBack(values: readonly unknown[]): void {
    this.#values.unshift(...values);
    this.#match();
  }

  /** Who waits for this consumer waits for nobody. */
  forsake(consumer: Consumer): void {
    for (const waiters of [this.#takers, this.#putters]) {
      for (const waiter of waiters.filter(({ of }) => of === consumer)) {
        waiters.splice((waiters as unknown[]).indexOf(waiter), 1);
        waiter.settle('closed');
      }
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#values.length = 0;
    for (const waiters of [this.#takers, this.#putters]) for (const { settle } of waiters.splice(0)) settle('closed');
  }

  #wait<A, W extends object>(
    waiters: (W & { settle(answer: A | Answer): void })[],
    what: W,
    timeoutMs: number,
    late: Answer,
  ): Promise<A | Answer> {
    return new Promise((done) => {
      const waiter = { ...what, settle: (answer: A | Answer) => (inTime(), done(answer)) };
      const leave = () => {
        waiters.splice(waiters.indexOf(waiter), 1);
        waiter.settle(late);
      };
      waiters.push(waiter);
      let inTime = () => {};
      this.#match();
      if (!waiters.includes(waiter)) return;
      if (timeoutMs <= 0) leave();
      else inTime = after(timeoutMs, leave);
    });
  }

  /** Values to those who wait for them, and room to those who wait for that, in the order in which they came. */
  #match(): void {
    for (;;) {
      if (this.#putters.length > 0 && this.#values.length < this.#max) {
        const { value, settle } = this.#putters.shift()!;
        this.#values.push(value);
        settle('ok');
      } else if (this.#takers.length > 0 && this.#values.length > 0) {
        const { of, settle } = this.#takers.shift()!;
        settle(of.given(this.#values.shift(), ++this.#tickets));
      } else return;
    }
  }
}

/** One who puts and takes: the page, or a worker. */
export class Consumer {
  readonly #store: Store;
  /** Given, and not known to have arrived. */
  readonly #onTheWay = new Map<number, unknown>();

  constructor(store: Store) {
    this.#store = store;
  }

  put(value: unknown, timeoutMs: number): Promise<Answer> {
    return this.#store.put(this, value, timeoutMs);
  }

  take(timeoutMs: number): Promise<Taken | Answer> {
    return this.#store.take(this, timeoutMs);
  }

  taken(ticket: number): void {
    this.#onTheWay.delete(ticket);
  }

  size(): number {
    return this.#store.size;
  }

  given(value: unknown, ticket: number): Taken {
    this.#onTheWay.set(ticket, value);
    return { value, ticket };
  }

  /** It is dead: what has not arrived goes to the next. */
  leave(): void {
    this.#store.forsake(this);
    this.#store.putBack([...this.#onTheWay.values()]);
    this.#onTheWay.clear();
  }
}
