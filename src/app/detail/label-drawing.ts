import { assertNever } from '../../core/assert-never';
import type { Skeleton } from '../../core/dataset/label-set';
import type { Label, Shape } from '../../core/dataset/labels';
import { maskBounds } from '../../core/geometry/mask';
import { boundsOf, eachRing, ringsOf, type Rings } from '../../core/geometry/rings';

/** A label as SVG draws it, in pixels of its picture. */
export interface Drawing {
  /** Of SVG's `path`: outlines, and lines that are open. Empty for masks, which are no lines. */
  readonly path: string;
  /** Whether the path has an inside. */
  readonly isFilled: boolean;
  /** What joins keypoints of a skeleton: lines of SVG's `path`, those that end at a hidden one apart. */
  readonly bones: readonly { readonly path: string; readonly isHidden: boolean }[];
  readonly points: readonly { readonly x: number; readonly y: number; readonly isHidden: boolean }[];
  /** The smallest rectangle around it, for its name and the list: `[x0, y0, x1, y1]`; null where it has no place. */
  readonly bounds: readonly [number, number, number, number] | null;
}

/** By class: which of its keypoints are joined. */
export type Bones = ReadonlyMap<number, Skeleton['edges']>;

/**
 * Every shape of a label in one. A box around a more exact shape is drawn all the same: it is written too.
 * @param joined Pairs of keypoints, of which those are drawn that have both a place.
 */
export function drawingOf({ shapes }: Label, joined: Skeleton['edges'] = []): Drawing {
  const points = shapes.flatMap((shape) => (shape.kind === 'keypoints' ? keypoints(shape.points) : []));
  const lines = shapes.flatMap((shape) => (shape.kind === 'keypoints' ? bonesOf(shape.points, joined) : []));
  const corners = shapes.flatMap((shape) => cornersIn(shape));
  const { x0, y0, x1, y1 } = boundsOf(Float64Array.from(corners));
  return {
    path: shapes.map(pathOf).join(''),
    isFilled: shapes.some(({ kind }) => kind === 'polygon' || kind === 'oriented'),
    bones: [false, true].flatMap((isHidden) => {
      const path = lines.flatMap((bone) => (bone.isHidden === isHidden ? bone.path : [])).join('');
      return path ? [{ path, isHidden }] : [];
    }),
    points,
    bounds: x1 >= x0 ? [x0, y0, x1, y1] : null,
  };
}

function pathOf(shape: Shape): string {
  switch (shape.kind) {
    case 'box': {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = shape.at;
      return `M${x0} ${y0}H${x1}V${y1}H${x0}Z`;
    }
    case 'oriented':
      return lines(ringsOf([shape.corners]), 'Z');
    case 'polygon':
      return lines(shape.rings, 'Z');
    case 'polyline':
      return lines(shape.lines, '');
    case 'mask':
    case 'keypoints':
      return '';
    default:
      return assertNever(shape);
  }
}

function lines(rings: Rings, end: 'Z' | ''): string {
  return eachRing(rings)
    .map(({ points }) => `M${points.join(' ')}${end}`)
    .join('');
}

function keypoints(points: Float64Array): Drawing['points'] {
  return Array.from({ length: points.length / 3 }, (_, at) => at).flatMap((at) => keypoint(points, at) ?? []);
}

/** Null where it has no place: by its visibility of 0, or as a skeleton names more than there are. */
function keypoint(points: Float64Array, at: number): Drawing['points'][number] | null {
  const [x = 0, y = 0, visibility = 0] = at < 0 ? [] : points.subarray(3 * at, 3 * at + 3);
  return visibility > 0 ? { x, y, isHidden: visibility === 1 } : null;
}

function bonesOf(points: Float64Array, joined: Skeleton['edges']): Drawing['bones'] {
  return joined.flatMap(([one, other]) => {
    const [from, to] = [keypoint(points, one), keypoint(points, other)];
    if (!from || !to) return [];
    return [{ path: `M${from.x} ${from.y}L${to.x} ${to.y}`, isHidden: from.isHidden || to.isHidden }];
  });
}

function cornersIn(shape: Shape): number[] {
  switch (shape.kind) {
    case 'box':
      return [...shape.at];
    case 'oriented':
      return [...shape.corners];
    case 'polygon':
      return [...shape.rings.points];
    case 'polyline':
      return [...shape.lines.points];
    case 'keypoints':
      return keypoints(shape.points).flatMap(({ x, y }) => [x, y]);
    case 'mask': {
      const bounds = maskBounds(shape.mask);
      return bounds ? [bounds.x0, bounds.y0, bounds.x1, bounds.y1] : [];
    }
    default:
      return assertNever(shape);
  }
}
