import { assertNever } from '../assert-never';
import type { Rings } from '../geometry/rings';
import { flagNames, type Flags, type Shape } from './labels';

/** In the order of their numbers, where labels are kept as numbers. */
export const kindNumbers = [
  'box',
  'oriented',
  'polygon',
  'mask',
  'keypoints',
  'polyline',
] as const satisfies Shape['kind'][];

/** What a shape says of places, in whatever order its kind has; a mask's runs. */
export function numbersOf(shape: Exclude<Shape, { kind: 'mask' }>): Float64Array;
export function numbersOf(shape: Shape): Float64Array | Uint32Array;
export function numbersOf(shape: Shape): Float64Array | Uint32Array {
  switch (shape.kind) {
    case 'box':
      return shape.at;
    case 'oriented':
      return shape.corners;
    case 'polygon':
      return shape.rings.points;
    case 'polyline':
      return shape.lines.points;
    case 'keypoints':
      return shape.points;
    case 'mask':
      return shape.mask.runs;
    default:
      return assertNever(shape);
  }
}

/** x and y of the keypoints that are labelled: the others have no place. */
export function placesOf(points: Float64Array): Float64Array<ArrayBuffer> {
  return points.filter((_, at) => at % 3 < 2 && points[at - (at % 3) + 2] !== 0);
}

/** Null for what has none. */
export function ringsIn(shape: Shape): Rings | null {
  return shape.kind === 'polygon' ? shape.rings : shape.kind === 'polyline' ? shape.lines : null;
}

/** NaN stands for what a label does not have. */
export function nullable(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

export function bitsOf(flags: Flags): number {
  return flags.reduce((bits, flag) => bits | (1 << flagNames.indexOf(flag)), 0);
}

/** One list for each set of flags: most labels have none. */
const lists: Flags[] = [];

export function flagsOf(bits: number): Flags {
  return (lists[bits] ??= flagNames.filter((_, index) => bits & (1 << index)));
}
