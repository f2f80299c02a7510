/** Numbers that are only ever added, in pages: growing never copies, so half a gigabyte may grow in place. */
export class NumberPool<T extends Float64Array | Int32Array | Uint32Array | Uint8Array> {
  readonly #pages: T[] = [];
  readonly #make: (length: number) => T;
  #length = 0;

  /** @param make `(length) => new Float64Array(length)`, or another of the four. */
  constructor(make: (length: number) => T) {
    this.#make = make;
  }

  get length(): number {
    return this.#length;
  }

  /** @returns where it stands. */
  push(value: number): number {
    const at = this.#length++;
    this.#page(at)[at % pageLength] = value;
    return at;
  }

  /** @returns where the first of them stands. */
  pushAll(values: ArrayLike<number>): number {
    const start = this.#length;
    for (let from = 0; from < values.length;) {
      const at = this.#length % pageLength;
      const many = Math.min(pageLength - at, values.length - from);
      const page = this.#page(this.#length);
      for (let i = 0; i < many; i++) page[at + i] = values[from + i] ?? 0;
      from += many;
      this.#length += many;
    }
    return start;
  }

  /** @throws RangeError beyond its end. */
  get(at: number): number {
    const value = this.#pages[Math.floor(at / pageLength)]?.[at % pageLength];
    if (value === undefined || at >= this.#length) throw new RangeError(`Expected a place before ${this.#length}.`);
    return value;
  }

  set(at: number, value: number): void {
    const page = this.#pages[Math.floor(at / pageLength)];
    if (!page || at >= this.#length) throw new RangeError(`Expected a place before ${this.#length}, received ${at}.`);
    page[at % pageLength] = value;
  }

  /** A copy. @throws RangeError beyond its end. */
  slice(from: number, many: number): T {
    return this.copyTo(this.#make(many), from);
  }

  /** Fills a list with what stands from there on. @throws RangeError beyond its end. */
  copyTo<Copy extends Float64Array | T>(copy: Copy, from: number): Copy {
    for (let done = 0; done < copy.length;) {
      const at = (from + done) % pageLength;
      const part = this.#pages[Math.floor((from + done) / pageLength)]?.subarray(at, at + copy.length - done);
      if (!part) throw new RangeError(`Expected places before ${this.#length}, received ${from + done}.`);
      copy.set(part, done);
      done += part.length;
    }
    return copy;
  }

  #page(at: number): T {
    const index = Math.floor(at / pageLength);
    const page = this.#pages[index];
    if (page) return page;
    const fresh = this.#make(pageLength);
    this.#pages[index] = fresh;
    return fresh;
  }
}

/** Half a megabyte of doubles. */
const pageLength = 65_536;
