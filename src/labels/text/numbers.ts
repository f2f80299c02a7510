/** Gives every element an id of its own: the one it had, as long as no other has it, else the next free number. */
export class Numbers {
  readonly #taken = new Set<number | string>();
  #next = 1;

  take(wish: unknown): number | string {
    const isId = typeof wish === 'number' || typeof wish === 'string';
    if (isId && !this.#taken.has(wish)) {
      this.#taken.add(wish);
      return wish;
    }
    while (this.#taken.has(this.#next)) this.#next++;
    this.#taken.add(this.#next);
    return this.#next++;
  }
}
