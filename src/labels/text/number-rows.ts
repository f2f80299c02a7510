import { mostNumberBytes, putNumber } from './written-number';

/**
 * Lines of numbers with a space between, as bytes: files of these are most of the text that a run writes, and a string of
 * each number costs several times its digits.
 */
export class NumberRows {
  #bytes = new Uint8Array(16_384);
  #length = 0;

  /** A line: the first number, then the others, each as `written` has it. */
  add(first: number, others: ArrayLike<number>): void {
    this.#put(first);
    for (let at = 0; at < others.length; at++) {
      this.#bytes[this.#length++] = space;
      this.#put(others[at] ?? NaN);
    }
    this.#bytes[this.#length++] = lineEnd;
  }

  /** @returns the lines so far; from here on there are none. */
  take(): Uint8Array<ArrayBuffer> {
    const lines = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return lines;
  }

  /** Leaves room for one more byte. */
  #put(value: number): void {
    if (this.#length + mostNumberBytes >= this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#bytes.length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#length = putNumber(this.#bytes, this.#length, value);
  }
}

const [lineEnd, space] = [10, 32];
