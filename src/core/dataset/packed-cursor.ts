import { kindNumbers } from './label-numbers';
import type { Shape } from './labels';

/** Numbers of a label before its shapes: class, flags, id, group, score, file, from, to, how many shapes. */
export const headLength = 9;

/** Goes through packed labels without making an object of any: what it stands at, it has as fields of its own. */
export class PackedCursor {
  /** Of the label: where its head stands, its class, and how many shapes it has. */
  head = 0;
  class = 0;
  shapes = 0;
  /** Of the shape: its kind, and where its own numbers stand, `[from, to)`; a mask's size stands before them. */
  kind: Shape['kind'] = 'box';
  from = 0;
  to = 0;
  /** Where the ends of its rings stand, one after another, and how many there are; 0 of what has none. */
  endsAt = 0;
  rings = 0;
  readonly #numbers: Float64Array;
  #labels: number;
  #left = 0;

  /** @param many How many labels there are. */
  constructor(numbers: Float64Array, many: number) {
    this.#numbers = numbers;
    this.#labels = many;
  }

  /** On to the next label, once all shapes of the one before were gone through. @returns whether there is one. */
  nextLabel(): boolean {
    if (this.#labels-- <= 0) return false;
    const at = this.to;
    this.head = at;
    this.class = this.#numbers[at]!;
    this.shapes = this.#left = this.#numbers[at + headLength - 1]!;
    this.to = at + headLength;
    return true;
  }

  /** On to the label's next shape. @returns whether there is one. */
  nextShape(): boolean {
    if (this.#left-- <= 0) return false;
    const numbers = this.#numbers;
    const at = this.to;
    const kind = kindNumbers[numbers[at]!] ?? 'box';
    this.kind = kind;
    const isDrawn = kind === 'polygon' || kind === 'polyline';
    this.rings = isDrawn ? numbers[at + 2]! : 0;
    this.endsAt = at + 3;
    this.from = isDrawn ? at + 3 + 2 * this.rings : kind === 'mask' ? at + 4 : at + 2;
    this.to = this.from + numbers[at + 1]!;
    return true;
  }
}
