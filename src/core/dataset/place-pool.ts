import { freshDoubles } from '../geometry/fresh-doubles';
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
  /** For one list on its way. */
  #room = new Int32Array(64);

  /** @returns where they stand, for `get`: 32 bits, which are enough for 2³⁰ numbers. */
  add(values: Float64Array): number {
    if (this.#room.length < values.length) this.#room = new Int32Array(2 * values.length);
    for (let way = 1; way < scales.length; way++)
      if (areWhole(values, scales[way] ?? 1, this.#room))
        return this.#wholes.pushAll(this.#room.subarray(0, values.length)) * scales.length + way;
    return this.#doubles.pushAll(values) * scales.length;
  }

  /** @returns a copy, as `freshDoubles` makes them. */
  get(place: number, many: number): Float64Array<ArrayBuffer> {
    const way = place % scales.length;
    const from = (place - way) / scales.length;
    const values = freshDoubles(many);
    if (way === 0) return this.#doubles.copyTo(values, from);
    this.#wholes.copyTo(values, from);
    const scale = scales[way] ?? 1;
    for (let at = 0; at < many; at++) values[at] = values[at]! / scale;
    return values;
  }
}

/** Whether each is a whole number of 32 bits divided by the scale; −0 is none, nor is NaN. @param wholes Takes them. */
function areWhole(values: Float64Array, scale: number, wholes: Int32Array): boolean {
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? NaN;
    const whole = Math.round(value * scale) | 0;
    if (!Object.is(whole / scale, value)) return false;
    wholes[at] = whole;
  }
  return true;
}
