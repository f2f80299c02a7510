import { NumberPool } from './number-pool';

/** How many a whole number stands for; of 1 they are kept as they are. Label files have two decimals, or six. */
const scales = [1, 100, 1e6] as const;

/**
 * Lists of coordinates, exactly: decimals as label files have them take half of the room of doubles, since the quotient of
 * two whole numbers is the double next to it, which is what reading its digits gave.
 */
export class PlacePool {
  readonly #doubles = new NumberPool((length) => new Float64Array(length));
  readonly #wholes = new NumberPool((length) => new Int32Array(length));

  /** @returns where they stand, for `get`: 32 bits, which are enough for 2³⁰ numbers. */
  add(values: Float64Array): number {
    const way = scales.findIndex((scale) => scale > 1 && isWholeBy(values, scale));
    if (way < 0) return this.#doubles.pushAll(values) * scales.length;
    const scale = scales[way] ?? 1;
    const wholes = Int32Array.from(values, (value) => Math.round(value * scale));
    return this.#wholes.pushAll(wholes) * scales.length + way;
  }

  /** @returns a copy. */
  get(place: number, many: number): Float64Array<ArrayBuffer> {
    const way = place % scales.length;
    const from = (place - way) / scales.length;
    if (way === 0) return this.#doubles.slice(from, many) as Float64Array<ArrayBuffer>; // Made anew.
    const values = new Float64Array(this.#wholes.slice(from, many));
    const scale = scales[way] ?? 1;
    for (let at = 0; at < many; at++) values[at] = (values[at] ?? 0) / scale;
    return values;
  }
}

/** Whether each is a whole number of 32 bits divided by the scale; −0 is none, nor is NaN. */
function isWholeBy(values: Float64Array, scale: number): boolean {
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? NaN;
    const whole = Math.round(value * scale) | 0;
    if (!Object.is(whole / scale, value)) return false;
  }
  return true;
}
