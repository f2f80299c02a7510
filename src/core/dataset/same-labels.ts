import { kindNumbers, numbersOf, ringsIn } from './label-numbers';
import type { Label } from './labels';

/** Finds labels of one image that say the same, in time that grows with their number alone, however alike they are. */
export class SameLabels {
  /** By key: those that differ from each other. */
  readonly #seen = new Map<number, Numbered[]>();

  /** @returns the number of the first label that says the same as this one; null where it is the first. */
  add(label: Label, index: number): number | null {
    const key = keyOf(label);
    const alike = this.#seen.get(key);
    const first = alike?.find((other) => isSame(label, other.label));
    if (first) return first.index;
    if (alike) alike.push({ label, index });
    else this.#seen.set(key, [{ label, index }]);
    return null;
  }
}

interface Numbered {
  readonly label: Label;
  readonly index: number;
}

const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);
/** Of FNV, which any odd number of this size would do for. */
const prime = 0x01000193;

/** 32 bits of all that `isSame` looks at. */
function keyOf({ class: index, shapes }: Label): number {
  let key = index;
  for (const shape of shapes) {
    key = Math.imul(key ^ kindNumbers.indexOf(shape.kind), prime);
    const numbers = numbersOf(shape);
    for (let at = 0; at < numbers.length; at++) {
      // Zeros are the same, whatever their sign.
      double[0] = numbers[at]! + 0;
      key = Math.imul(key ^ halves[0]!, prime);
      key = Math.imul(key ^ halves[1]!, prime);
      key ^= key >>> 15;
    }
  }
  return key;
}

function isSame(one: Label, other: Label): boolean {
  if (one.class !== other.class || one.shapes.length !== other.shapes.length) return false;
  return one.shapes.every((shape, at) => {
    const like = other.shapes[at];
    if (like?.kind !== shape.kind || !areEqual(numbersOf(shape), numbersOf(like))) return false;
    const [mine, its] = [ringsIn(shape), ringsIn(like)];
    return !mine || !its || (areEqual(mine.ends, its.ends) && areEqual(mine.holes, its.holes));
  });
}

function areEqual(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}
