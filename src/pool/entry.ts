import type { Call } from './call';
import { bytesOf, isFresh } from './fresh';

/** Where the end of a task is told, once. */
export interface Listener {
  /** `index` is the task's place among those of its call. */
  resolved(index: number, value: unknown): void;
  rejected(index: number, reason: unknown): void;
}

/** One task on its way through the pool. It settles exactly once. */
export class Entry {
  readonly args: readonly unknown[];
  readonly bytes: number;
  readonly hasFreshArgs: boolean;
  /** Deaths of a worker that ran this task alone. */
  deaths = 0;
  /** After a death in company it runs alone, so that the next death tells whose it is. */
  alone = false;
  /** What it was given has gone with its worker: it cannot be tried again. */
  isGivenAway = false;
  isQueued = false;
  readonly #index: number;
  #listener: Listener | null;
  #whenSettled: (() => void)[] | null = null;

  constructor(call: Call, args: readonly unknown[], listener: Listener, index = 0) {
    this.args = args;
    this.hasFreshArgs = args.some(isFresh);
    this.bytes = call.bytes;
    if (this.hasFreshArgs) for (const arg of args) this.bytes += bytesOf(arg);
    this.#listener = listener;
    this.#index = index;
  }

  get settled(): boolean {
    return this.#listener === null;
  }

  /** Resolves when it settles, in whatever way. */
  whenSettled(): Promise<void> {
    return new Promise((settle) => {
      if (this.settled) settle();
      else (this.#whenSettled ??= []).push(settle);
    });
  }

  resolve(value: unknown): void {
    this.#settle()?.resolved(this.#index, value);
  }

  reject(reason: unknown): void {
    this.#settle()?.rejected(this.#index, reason);
  }

  /** @returns whom to tell; null when it was told before. */
  #settle(): Listener | null {
    const listener = this.#listener;
    this.#listener = null;
    for (const settle of this.#whenSettled?.splice(0) ?? []) settle();
    return listener;
  }
}
