import { assertNever } from '../../core/assert-never';
import type { Label, Shape } from '../../core/dataset/labels';
import { maskBounds } from '../../core/geometry/mask';
import { boundsOf, eachRing, ringsOf, type Rings } from '../../core/geometry/rings';

/** A label as SVG draws it, in pixels of its picture. */
export interface Drawing {
  /** Of SVG's `path`: outlines, and lines that are open. Empty for masks, which are no lines. */
  readonly path: string;
  /** Whether the path has an inside. */
  readonly isFilled: boolean;
  readonly points: readonly { readonly x: number; readonly y: number; readonly isHidden: boolean }[];
  /** The smallest rectangle around it, for its name and the list: `[x0, y0, x1, y1]`; null where it has no place. */
  readonly bounds: readonly [number, number, number, number] | null;
}

/** Every shape of a label in one. A box around a more exact shape is drawn all the same: it is written too. */
export function drawingOf({ shapes }: Label): Drawing {
  const points = shapes.flatMap((shape) => (shape.kind === 'keypoints' ? keypoints(shape.points) : []));
  const corners = shapes.flatMap((shape) => cornersIn(shape));
  const { x0, y0, x1, y1 } = boundsOf(Float64Array.from(corners));
  return {
    path: shapes.map(pathOf).join(''),
    isFilled: shapes.some(({ kind }) => kind === 'polygon' || kind === 'oriented'),
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

/** Visibility 0 is no place. */
function keypoints(points: Float64Array): Drawing['points'] {
  return Array.from({ length: points.length / 3 }, (_, at) => ({
    x: points[3 * at] ?? 0,
    y: points[3 * at + 1] ?? 0,
    visibility: points[3 * at + 2] ?? 0,
  })).flatMap(({ x, y, visibility }) => (visibility > 0 ? [{ x, y, isHidden: visibility === 1 }] : []));
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
