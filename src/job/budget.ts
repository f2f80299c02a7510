/** Room for what is in flight: bytes and places. Whoever asks first is let in first. */
export class Budget {
  readonly #maxBytes: number;
  readonly #places: () => number;
  #bytes = 0;
  #inside = 0;
  readonly #waiting: { readonly bytes: number; readonly enter: () => void }[] = [];

  /** @param places Asked whenever there may be room: the number of workers changes while a job runs. */
  constructor(maxBytes: number, places: () => number) {
    this.#maxBytes = maxBytes;
    this.#places = places;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Waits for a place and room for `bytes`. What is larger than the whole budget enters alone. */
  enter(bytes: number): Promise<void> {
    return new Promise((enter) => {
      this.#waiting.push({ bytes, enter });
      this.#admit();
    });
  }

  /** Exchanges what was counted on entering for what is held now: outputs in place of an input. */
  change(from: number, to: number): void {
    this.#bytes += to - from;
    this.#admit();
  }

  leave(bytes: number): void {
    this.#bytes -= bytes;
    this.#inside--;
    this.#admit();
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next && this.#inside < this.#places(); next = this.#waiting[0]) {
      if (this.#bytes > 0 && this.#bytes + next.bytes > this.#maxBytes) return;
      this.#waiting.shift();
      this.#inside++;
      this.#bytes += next.bytes;
      next.enter();
    }
  }
}
