import { ringOf, type Rings } from '../geometry/rings';
import { kindNumbers, numbersOf, ringsIn } from './label-numbers';
import type { Shape } from './labels';
import { NumberPool } from './number-pool';
import { PlacePool } from './place-pool';

/** Shapes in a few large arrays: as objects, a million of them would take several times the room. */
export class ShapePool {
  readonly #places = new PlacePool();
  readonly #counts = new NumberPool((length) => new Uint32Array(length));

  /** @returns where they stand, for `get`. */
  add(shapes: readonly Shape[]): number {
    const place = this.#counts.push(shapes.length);
    for (const shape of shapes) {
      this.#counts.push(kindNumbers.indexOf(shape.kind));
      const numbers = shape.kind === 'mask' ? none : numbersOf(shape);
      this.#counts.push(this.#places.add(numbers));
      this.#counts.push(numbers.length);
      const rings = ringsIn(shape);
      if (rings) {
        this.#counts.push(rings.ends.length);
        this.#counts.pushAll(rings.ends);
        this.#counts.pushAll(rings.holes);
      }
      if (shape.kind === 'mask') {
        const { size, runs } = shape.mask;
        this.#counts.pushAll([size.width, size.height, runs.length]);
        this.#counts.pushAll(runs);
      }
    }
    return place;
  }

  get(place: number): Shape[] {
    let at = place;
    const next = () => this.#counts.get(at++);
    const list = (many: number) => {
      const values = this.#counts.slice(at, many);
      at += many;
      return values;
    };
    const shapes: Shape[] = [];
    for (let left = next(); left > 0; left--) {
      const kind = kindNumbers[next()] ?? 'box';
      const numbers = this.#places.get(next(), next());
      if (kind === 'polygon' || kind === 'polyline') {
        const rings = this.#ringsAt(at, numbers);
        at += 1 + 2 * rings.ends.length;
        shapes.push(kind === 'polygon' ? { kind, rings } : { kind, lines: rings });
      } else if (kind === 'mask') {
        const size = { width: next(), height: next() };
        shapes.push({ kind, mask: { size, runs: list(next()) } });
      } else if (kind === 'box') shapes.push({ kind, at: numbers });
      else if (kind === 'oriented') shapes.push({ kind, corners: numbers });
      else shapes.push({ kind, points: numbers });
    }
    return shapes;
  }

  #ringsAt(at: number, points: Float64Array): Rings {
    const many = this.#counts.get(at);
    // Most are one outline.
    if (many === 1 && this.#counts.get(at + 2) === 0) return ringOf(points);
    const holes = Uint8Array.from(this.#counts.slice(at + 1 + many, many));
    return { points, ends: this.#counts.slice(at + 1, many), holes };
  }
}

const none = new Float64Array(0);
