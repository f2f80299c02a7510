/** Lets one piece of work at a time through, in the order asked. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** @returns what `work` gives, once its turn has come; a failure is the caller's alone. */
  take<T>(work: () => T | Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
