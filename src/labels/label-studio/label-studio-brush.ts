/** Bits that say how long a run is, by the two bits before it. */
const runBits = [3, 4, 8, 16] as const;
const wordBits = 8;
/** Of a pixel: red, green, blue and how opaque it is, which alone counts. */
const channels = 4;

/**
 * Where a brush has painted, from runs as Label Studio's `label_studio_converter/brush.py` (`decode_rle`) reads them.
 * @returns a 1 for each painted pixel, row by row; null for what is none, or not of as many pixels.
 */
export function brushPixels(bytes: readonly number[], pixels: number): Uint8Array | null {
  const bits = new BitReader(bytes);
  const many = bits.take(32);
  const word = bits.take(5) + 1;
  const sizes = runBits.map(() => bits.take(4) + 1);
  if (many !== pixels * channels) return null;
  const painted = new Uint8Array(pixels);
  const set = (at: number, value: number) => {
    if (at % channels === channels - 1 && value > 0) painted[(at - (channels - 1)) / channels] = 1;
  };
  for (let at = 0; at < many;) {
    const isRun = bits.take(1) === 1;
    const end = at + 1 + bits.take(sizes[bits.take(2)] ?? 0);
    if (bits.isOver || end > many) return null;
    for (let value = isRun ? bits.take(word) : 0; at < end; at++) set(at, isRun ? value : bits.take(word));
  }
  return bits.isOver ? null : painted;
}

/** The same runs of a mask; what is painted has 255 in all channels. */
export function brushRuns(painted: Uint8Array): number[] {
  const bits = new BitWriter();
  const many = painted.length * channels;
  bits.put(many, 32);
  bits.put(wordBits - 1, 5);
  for (const size of runBits) bits.put(size - 1, 4);
  for (let at = 0; at < painted.length;) {
    const value = painted[at] ?? 0;
    let end = at;
    while (end < painted.length && painted[end] === value) end++;
    for (let left = (end - at) * channels; left > 0;) {
      const run = Math.min(left, 2 ** 16);
      const size = runBits.findIndex((one) => run <= 2 ** one);
      bits.put(1, 1);
      bits.put(size, 2);
      bits.put(run - 1, runBits[size] ?? 16);
      bits.put(value * 255, wordBits);
      left -= run;
    }
    at = end;
  }
  return bits.bytes();
}

/** Highest bit first. */
class BitReader {
  readonly #bytes: readonly number[];
  #at = 0;

  constructor(bytes: readonly number[]) {
    this.#bytes = bytes;
  }

  /** Whether more was taken than there is. */
  get isOver(): boolean {
    return this.#at > this.#bytes.length * 8;
  }

  take(many: number): number {
    let value = 0;
    for (let left = many; left > 0; left--, this.#at++)
      value = value * 2 + (((this.#bytes[this.#at >> 3] ?? 0) >> (7 - (this.#at & 7))) & 1);
    return value;
  }
}

class BitWriter {
  readonly #bytes: number[] = [];
  #at = 0;

  put(value: number, many: number): void {
    for (let bit = many - 1; bit >= 0; bit--, this.#at++) {
      const place = this.#at >> 3;
      const isSet = Math.floor(value / 2 ** bit) % 2;
      this.#bytes[place] = (this.#bytes[place] ?? 0) | (isSet << (7 - (this.#at & 7)));
    }
  }

  bytes(): number[] {
    return this.#bytes;
  }
}
