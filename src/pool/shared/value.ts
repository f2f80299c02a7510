import { marked, sharedCells, type Wired } from './wired';

/**
 * Python's `multiprocessing.Value('i')`: one whole number that all workers see, from −2³¹ to 2³¹ − 1. It is passed as an
 * argument. Each access is atomic; what is read and then written is not, so a counter uses `add`.
 */
export class Value {
  readonly #cells: Int32Array;

  /** @throws Error on a page that is not cross-origin isolated, RangeError for what is no such number. */
  constructor(initial = 0, cells?: Int32Array) {
    this.#cells = cells ?? sharedCells('Value');
    if (!cells) this.value = initial;
  }

  get value(): number {
    return Atomics.load(this.#cells, 0);
  }

  set value(value: number) {
    Atomics.store(this.#cells, 0, whole(value));
  }

  /** Adds to it in one go. Beyond its bounds it wraps. @returns what it was before. */
  add(value: number): number {
    return Atomics.add(this.#cells, 0, whole(value));
  }

  /** How it travels. For the pool. */
  wire(): Wired {
    return { [marked]: 'value', cells: this.#cells };
  }
}

function whole(value: number): number {
  if (Number.isInteger(value) && value === (value | 0)) return value;
  throw new RangeError(`Expected a whole number from −2147483648 to 2147483647, received ${value}.`);
}
