import { NumberPool } from '../core/dataset/number-pool';
import type { Drop, DropReason } from '../core/dataset/label-rules';
import type { NamedDrop } from './report-counts';

/** Where drops of one output stand. */
export interface DropSpan {
  readonly from: number;
  readonly many: number;
}

/** In the order of their codes. */
const reasons: readonly DropReason[] = ['outside', 'min-visibility', 'min-area', 'wrong', 'class'];

/**
 * The labels that outputs have no part of, in two bytes each where there are few classes: a run of 80,000 images may drop
 * millions. They are only ever added; those of an output that is made once more stay until `clear`.
 */
export class DropPool {
  /** Of each: how far its place is from the one before, and a number for its class and reason; seven bits a byte. */
  #bytes = new NumberPool((length) => new Uint8Array(length));
  readonly #names: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** @param nameOf The name of a class, by its index. */
  add(drops: readonly Drop[], nameOf: (index: number) => string): DropSpan {
    const bytes: number[] = [];
    let before = 0;
    for (const { at, class: index, reason } of drops) {
      const step = at - before;
      put(bytes, step < 0 ? -2 * step - 1 : 2 * step);
      put(bytes, this.#number(nameOf(index)) * reasons.length + reasons.indexOf(reason));
      before = at;
    }
    return { from: this.#bytes.pushAll(bytes), many: drops.length };
  }

  *of({ from, many }: DropSpan): Generator<NamedDrop, void, undefined> {
    let [next, at] = [from, 0];
    const take = () => {
      let value = 0;
      for (let scale = 1; ; scale *= 128) {
        const byte = this.#bytes.get(next++);
        value += (byte % 128) * scale;
        if (byte < 128) return value;
      }
    };
    for (let left = many; left > 0; left--) {
      const step = take();
      at += step % 2 === 0 ? step / 2 : -(step + 1) / 2;
      const code = take();
      const name = this.#names[Math.floor(code / reasons.length)] ?? '';
      yield { at, class: name, reason: reasons[code % reasons.length] ?? 'outside' };
    }
  }

  clear(): void {
    this.#bytes = new NumberPool((length) => new Uint8Array(length));
    this.#names.length = 0;
    this.#numbers.clear();
  }

  #number(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }
}

/** @param value A whole number from 0. */
function put(bytes: number[], value: number): void {
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
}
