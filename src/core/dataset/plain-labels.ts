import { crossingOf } from '../geometry/crossing';
import type { AffineMatrix, Rect, Size } from '../geometry/geometry';
import { signedArea } from '../geometry/rings';
import type { CheckFacts } from './label-checks';
import { PackedCursor } from './packed-cursor';
import type { PackedLabels } from './packed-labels';

/**
 * Labels that nothing is wrong with, and that maps along the axes move number by number: boxes, polygons and keypoints, all
 * inside their image. Those of most images are such, and no object is made of any of them on the way.
 */
export interface PlainLabels {
  /** As they came. */
  readonly given: PackedLabels;
  /** In pixels, in numbers of their own. */
  readonly packed: PackedLabels;
  /** Around all of their places; inside out where there is none. */
  readonly extent: Rect;
  readonly hasKeypoints: boolean;
}

/**
 * Where in doubt, null: then `checkLabels` says what is wrong, if anything is.
 * @param size Of the image, in the frame that the labels live in.
 */
export function plainLabels(given: PackedLabels, { width, height }: Size, facts: CheckFacts): PlainLabels | null {
  const { stated, masks } = given;
  if (masks > 0 || (stated && (stated.width !== width || stated.height !== height))) return null;
  const numbers = given.numbers.slice();
  const packed: PackedLabels = { ...given, unit: 'px', numbers };
  if (given.unit === 'fraction') movePlaces(packed, [width, 0, 0, 0, height, 0], 'unit');
  const look = new Look(numbers, facts);
  const cursor = new PackedCursor(numbers, given.many);
  while (cursor.nextLabel()) if (!look.isRight(cursor)) return null;
  const { extent, hasKeypoints } = look;
  if (!isWithin(extent, { x0: 0, y0: 0, x1: width, y1: height })) return null;
  // Last, since it takes longest.
  return areRingsRight(packed) ? { given, packed, extent, hasKeypoints } : null;
}

export function isWithin(inner: Rect, { x0, y0, x1, y1 }: Rect): boolean {
  return inner.x0 >= x0 && inner.y0 >= y0 && inner.x1 <= x1 && inner.y1 <= y1;
}

/** What a map along the axes makes of a rectangle, to the last digit what it makes of places on its sides. */
export function movedRect({ x0, y0, x1, y1 }: Rect, [a, b, c, d, e, f]: AffineMatrix): Rect {
  const [ux, uy] = [a * x0 + b * y0 + c, d * x0 + e * y0 + f];
  const [vx, vy] = [a * x1 + b * y1 + c, d * x1 + e * y1 + f];
  return { x0: Math.min(ux, vx), y0: Math.min(uy, vy), x1: Math.max(ux, vx), y1: Math.max(uy, vy) };
}

/**
 * Moves boxes, polygons and keypoints where they stand, by a map along the axes.
 * @param as A step leaves keypoints that are not labelled, whose places mean nothing, and turns boxes with their corners;
 * another unit changes every number.
 */
export function movePlaces(packed: PackedLabels, matrix: AffineMatrix, as: 'step' | 'unit'): void {
  const { numbers } = packed;
  const [a, b, c, d, e, f] = matrix;
  const cursor = new PackedCursor(numbers, packed.many);
  while (cursor.nextLabel())
    while (cursor.nextShape()) {
      const { kind, from, to } = cursor;
      const each = kind === 'keypoints' ? 3 : 2;
      for (let at = from; at < to; at += each) {
        if (each === 3 && as === 'step' && numbers[at + 2] === 0) continue;
        const x = numbers[at]!;
        const y = numbers[at + 1]!;
        numbers[at] = a * x + b * y + c;
        numbers[at + 1] = d * x + e * y + f;
      }
      if (kind === 'box' && as === 'step') putRight(numbers, from);
    }
}

/** A box that a map has turned or mirrored, from its least to its most places again. */
function putRight(numbers: Float64Array, from: number): void {
  const [x0, y0, x1, y1] = [numbers[from]!, numbers[from + 1]!, numbers[from + 2]!, numbers[from + 3]!];
  if (x0 > x1) [numbers[from], numbers[from + 2]] = [x1, x0];
  if (y0 > y1) [numbers[from + 1], numbers[from + 3]] = [y1, y0];
}

/** No sum of whole numbers of these is 0: places in whole pixels that differ do not come to the same by chance. */
const [root2, root3, root5, root7, root11] = [Math.SQRT2, Math.sqrt(3), Math.sqrt(5), Math.sqrt(7), Math.sqrt(11)];

/** One image's labels, looked at one by one, but for their rings. */
class Look {
  extent: Rect = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  hasKeypoints = false;
  readonly #numbers: Float64Array<ArrayBuffer>;
  readonly #facts: CheckFacts;
  /** A number of each label, the same for those that say the same. */
  readonly #seen = new Set<number>();

  constructor(numbers: Float64Array<ArrayBuffer>, facts: CheckFacts) {
    this.#numbers = numbers;
    this.#facts = facts;
  }

  isRight(cursor: PackedCursor): boolean {
    const { class: index, shapes } = cursor;
    if (shapes === 0 || this.#facts.unnamed.has(index)) return false;
    let sum = index;
    while (cursor.nextShape()) {
      if (!this.#isShapeRight(cursor)) return false;
      const { from, to } = cursor;
      // What has no number has nothing to be told by.
      if (to - from < 2) return false;
      const numbers = this.#numbers;
      // The first place and the last numbers tell most labels apart.
      sum = sum * root11 + numbers[from]! * root2 + numbers[from + 1]! * root3;
      sum += numbers[to - 2]! * root5 + numbers[to - 1]! * root7;
    }
    const many = this.#seen.size;
    return this.#seen.add(sum).size > many;
  }

  #isShapeRight({ class: index, kind, from, to, rings }: PackedCursor): boolean {
    const numbers = this.#numbers;
    switch (kind) {
      case 'box':
        this.#reach(from, to, 2);
        return numbers[from + 2]! > numbers[from]! && numbers[from + 3]! > numbers[from + 1]!;
      case 'polygon':
        this.#reach(from, to, 2);
        return rings > 0;
      case 'keypoints': {
        const wanted = this.#facts.keypoints.get(index);
        this.hasKeypoints = true;
        this.#reach(from, to, 3);
        return wanted === undefined || to - from === 3 * wanted;
      }
      default:
        return false;
    }
  }

  /** @param each Numbers of a place; of three the last says whether it is labelled. */
  #reach(from: number, to: number, each: 2 | 3): void {
    const numbers = this.#numbers;
    let { x0, y0, x1, y1 } = this.extent;
    for (let at = from; at < to; at += each) {
      const x = numbers[at]!;
      const y = numbers[at + 1]!;
      // A place that means nothing is not looked at, unless it is none.
      if (each === 3 && numbers[at + 2] === 0 && Number.isFinite(x + y)) continue;
      // What is no number stays so, and is within no image.
      x0 = Math.min(x0, x);
      y0 = Math.min(y0, y);
      x1 = Math.max(x1, x);
      y1 = Math.max(y1, y);
    }
    this.extent = { x0, y0, x1, y1 };
  }
}

/** Whether each ring has three points, no sides that cross, and an area. */
function areRingsRight({ numbers, many }: PackedLabels): boolean {
  const cursor = new PackedCursor(numbers, many);
  while (cursor.nextLabel())
    while (cursor.nextShape()) {
      let start = cursor.from;
      for (let ring = 0; ring < cursor.rings; ring++) {
        const end = cursor.from + 2 * numbers[cursor.endsAt + ring]!;
        const points = numbers.subarray(start, end);
        if (points.length < 6 || crossingOf(points) !== null || signedArea(points) === 0) return false;
        start = end;
      }
    }
  return true;
}
