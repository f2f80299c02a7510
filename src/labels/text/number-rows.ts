import { mostNumberBytes, putNumber } from './written-number';

/** Small files lie in one piece of memory behind each other: engines take as long for a piece as for a file's digits. */
const pieceBytes = 65_536;

/**
 * Lines of numbers with a space between, as bytes: files of these are most of the text that a run writes, and a string of
 * each number costs several times its digits.
 */
export class NumberRows {
  #bytes = new Uint8Array(pieceBytes);
  /** Where the lines that are not taken yet begin and end. */
  #from = 0;
  #to = 0;

  /**
   * A line: the first number, then the others, each as `written` has it.
   * @param by What the others are multiplied by: x and y in turn.
   */
  add(first: number, others: ArrayLike<number>, { x, y } = asTheyAre): void {
    this.#put(first);
    for (let at = 0; at < others.length; at++) {
      this.#bytes[this.#to++] = space;
      this.#put(others[at]! * (at % 2 === 0 ? x : y));
    }
    this.#bytes[this.#to++] = lineEnd;
  }

  /** @returns the lines so far; from here on there are none. */
  take(): Uint8Array<ArrayBuffer> {
    const lines = this.#bytes.subarray(this.#from, this.#to);
    this.#from = this.#to;
    return lines;
  }

  /** Leaves room for one more byte. */
  #put(value: number): void {
    if (this.#to + mostNumberBytes >= this.#bytes.length) this.#moveOn();
    this.#to = putNumber(this.#bytes, this.#to, value);
  }

  /** To a piece with room for twice the lines that are not taken. */
  #moveOn(): void {
    const lines = this.#bytes.subarray(this.#from, this.#to);
    this.#bytes = new Uint8Array(Math.max(pieceBytes, 2 * lines.length));
    this.#bytes.set(lines);
    this.#from = 0;
    this.#to = lines.length;
  }
}

const asTheyAre = { x: 1, y: 1 };
const [lineEnd, space] = [10, 32];
