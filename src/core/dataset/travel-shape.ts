import { assertNever } from '../assert-never';
import { clipLines } from '../geometry/clip-lines';
import { clipRings } from '../geometry/clip-rings';
import { wholeOf, type Geometry, type Rect } from '../geometry/geometry';
import { mapPoints } from '../geometry/map-points';
import { maskArea, type Mask } from '../geometry/mask';
import { moveMask, type MovedMask } from '../geometry/move-mask';
import { rectAlong, smallestRect } from '../geometry/oriented-rect';
import { areaOf, boundsOf, cornersOf, eachRing, lengthOf, ringsOf, withPoints, type Rings } from '../geometry/rings';
import type { LabelRules } from './label-rules';
import type { Shape } from './labels';

/**
 * A shape on its way. A box travels as its four corners and is boxed once, at the end. `whole` is the same shape mapped
 * unclipped: what is left is measured against it.
 */
export type Carried =
  | { readonly kind: 'box' | 'polygon' | 'polyline'; readonly seen: Rings; readonly whole: Rings }
  | {
      readonly kind: 'oriented';
      readonly seen: Rings;
      readonly whole: Rings;
      /** Whether it is a parallelogram still, so that its sides say how it lies. */
      readonly isStraight: boolean;
    }
  /** As read, with the steps that it goes through at the end, at once. */
  | { readonly kind: 'mask'; readonly mask: Mask; readonly way: readonly Geometry[] }
  | { readonly kind: 'keypoints'; readonly points: Float64Array; readonly wereAny: boolean };

export function departed(shape: Shape): Carried {
  switch (shape.kind) {
    case 'box': {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = shape.at;
      const rings = ringsOf([cornersOf({ x0, y0, x1, y1 })]);
      return { kind: 'box', seen: rings, whole: rings };
    }
    case 'oriented': {
      const rings = ringsOf([shape.corners]);
      return { kind: 'oriented', seen: rings, whole: rings, isStraight: true };
    }
    case 'polygon':
      return { kind: 'polygon', seen: shape.rings, whole: shape.rings };
    case 'polyline':
      return { kind: 'polyline', seen: shape.lines, whole: shape.lines };
    case 'mask':
      return { kind: 'mask', mask: shape.mask, way: [] };
    case 'keypoints':
      return { kind: 'keypoints', points: shape.points, wereAny: hasAny(shape.points) };
    default:
      return assertNever(shape);
  }
}

function hasAny(points: Float64Array): boolean {
  return points.some((value, at) => at % 3 === 2 && value !== 0);
}

export interface MoveOptions {
  /** Which keypoint takes whose place; null where left stays left. */
  readonly flip: readonly number[] | null;
  readonly keypoints: LabelRules['keypoints'];
}

/** A step's clip, its map and the result's border, in this order. */
export function movedShape(shape: Carried, geometry: Geometry, options: MoveOptions): Carried {
  const { map, clip, size } = geometry;
  const border = wholeOf(size);
  switch (shape.kind) {
    case 'polyline': {
      const move = (lines: Rings) => withPoints(lines, (points) => mapPoints(map, points, 'line'));
      return { ...shape, seen: clipLines(move(clipLines(shape.seen, clip)), border), whole: move(shape.whole) };
    }
    case 'box':
    case 'polygon':
    case 'oriented': {
      const move = (rings: Rings) => withPoints(rings, (points) => mapPoints(map, points, 'ring'));
      const left = clipRings(shape.seen, clip);
      const whole = move(shape.whole);
      // What was never cut is moved once.
      const seen = clipRings(left === shape.whole ? whole : move(left), border);
      if (shape.kind !== 'oriented') return { ...shape, seen, whole };
      const isStraight = shape.isStraight && (map.kind === 'affine' || map.kind === 'identity');
      return { ...shape, seen, whole, isStraight };
    }
    case 'mask':
      return { ...shape, way: [...shape.way, geometry] };
    case 'keypoints':
      return { ...shape, points: flipped(movedKeypoints(shape.points, geometry, options.keypoints), options.flip) };
    default:
      return assertNever(shape);
  }
}

/** Borders belong to the image: a keypoint on its right edge is in it. A place that is not labelled stays as it is. */
function movedKeypoints(points: Float64Array, { map, clip, size }: Geometry, outside: LabelRules['keypoints']) {
  const moved = Float64Array.from(points);
  const border = wholeOf(size);
  for (let at = 0; at < points.length; at += 3) {
    const [x = NaN, y = NaN, visibility = 0] = points.subarray(at, at + 3);
    if (visibility === 0) continue;
    const [u = NaN, v = NaN] = mapPoints(map, Float64Array.of(x, y), 'points');
    const isIn = isInside(clip, x, y) && isInside(border, u, v);
    // A projective map has no place for what lies behind the eye.
    const isKept = isIn || (outside === 'keep' && Number.isFinite(u + v));
    moved.set(isKept ? [u, v] : [0, 0, 0], at);
  }
  return moved;
}

function isInside({ x0, y0, x1, y1 }: Rect, x: number, y: number): boolean {
  return x >= x0 && x <= x1 && y >= y0 && y <= y1;
}

function flipped(points: Float64Array, flip: readonly number[] | null): Float64Array {
  if (!flip || flip.length * 3 !== points.length) return points;
  return Float64Array.from(flip.flatMap((from) => Array.from(points.subarray(3 * from, 3 * from + 3))));
}

/** What is left of it: `visible` and `area` are null where there is nothing to measure. */
export function stateOf(shape: Carried): {
  readonly isGone: boolean;
  readonly visible: number | null;
  readonly area: number | null;
} {
  switch (shape.kind) {
    case 'polyline': {
      const [left, all] = [lengthOf(shape.seen), lengthOf(shape.whole)];
      return {
        isGone: shape.seen.ends.length === 0 || isLost(left, all),
        visible: all > 0 ? left / all : null,
        area: null,
      };
    }
    case 'mask': {
      const { mask, visible } = masked(shape);
      // One that fell between the centres of smaller pixels is empty, and there all the same.
      return { isGone: visible === 0, visible, area: maskArea(mask) };
    }
    case 'keypoints':
      return { isGone: shape.wereAny && !hasAny(shape.points), visible: null, area: null };
    case 'box':
    case 'oriented':
    case 'polygon': {
      const all = areaOf(shape.whole);
      const left = shape.seen === shape.whole ? all : areaOf(shape.seen);
      // What has no area as read may lose none.
      return {
        isGone: shape.seen.ends.length === 0 || isLost(left, all),
        visible: all > 0 ? left / all : null,
        area: left,
      };
    }
    default:
      return assertNever(shape);
  }
}

/** What has gone through its steps is asked for twice: for what is left of it, and as it is. */
const gone = new WeakMap<Carried, MovedMask>();

function masked(shape: Extract<Carried, { kind: 'mask' }>): MovedMask {
  if (shape.way.length === 0) return { mask: shape.mask, visible: 1 };
  const found = gone.get(shape) ?? moveMask(shape.mask, shape.way);
  gone.set(shape, found);
  return found;
}

/** A sliver along the border is none of it: what a border touches is all but zero by rounding alone. */
function isLost(left: number, all: number): boolean {
  return all > 0 && left <= all * 1e-12;
}

/** The shape at the end; null where nothing of it is left. @param isClipped Else it is given whole, as if nothing had cut it. */
export function arrivedShape(shape: Carried, isClipped: boolean): Shape | null {
  // Keypoints beside a box stay, hidden: their number belongs to the class.
  if (shape.kind !== 'keypoints' && stateOf(shape).isGone) return null;
  switch (shape.kind) {
    case 'box': {
      const { x0, y0, x1, y1 } = boundsOf((isClipped ? shape.seen : shape.whole).points);
      return { kind: 'box', at: Float64Array.of(x0, y0, x1, y1) };
    }
    case 'polygon':
      return { kind: 'polygon', rings: isClipped ? shape.seen : shape.whole };
    case 'polyline':
      return { kind: 'polyline', lines: isClipped ? shape.seen : shape.whole };
    case 'oriented':
      return { kind: 'oriented', corners: orientedOf(shape, isClipped) };
    case 'mask':
      return { kind: 'mask', mask: masked(shape).mask };
    case 'keypoints':
      return { kind: 'keypoints', points: shape.points };
    default:
      return assertNever(shape);
  }
}

/** As it lies, as long as its sides say so; else the smallest rectangle around it. */
function orientedOf(shape: Extract<Carried, { kind: 'oriented' }>, isClipped: boolean): Float64Array {
  const [whole] = eachRing(shape.whole);
  const points = isClipped ? shape.seen.points : shape.whole.points;
  if (!shape.isStraight || !whole) return smallestRect(points);
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0] = whole.points;
  const [dx, dy, ex, ey] = [x1 - x0, y1 - y0, x2 - x1, y2 - y1];
  const isWhole = points.length === 8 && points.every((value, at) => value === whole.points[at]);
  const square = Math.abs(dx * ex + dy * ey) <= 1e-9 * Math.sqrt((dx * dx + dy * dy) * (ex * ex + ey * ey));
  if (isWhole && square) return whole.points;
  const along = rectAlong(points, dx, dy);
  if (square) return along;
  // A shear leaves no right angle: the smaller of the rectangles along either pair of sides.
  const other = rectAlong(points, ex, ey);
  const area = (corners: Float64Array) => areaOf(ringsOf([corners]));
  return area(along) <= area(other) ? along : other;
}
