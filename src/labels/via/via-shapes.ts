import { shapeOf, type Label, type Shape, type ShapeKind } from '../../core/dataset/labels';
import { eachRing, ringsOf } from '../../core/geometry/rings';
import type { Loss } from '../../core/dataset/label-losses';
import { isRecord, numbersIn, shownJson } from '../text/json-values';
import { boxAround } from '../shapes/label-box';
import { oneOutline } from '../shapes/one-outline';
import { roundPolygon } from '../shapes/round-polygon';

/** The shape of a region's `shape_attributes`; a sentence where there is none. Angles of ellipses are radians. */
export function viaShapeIn(value: unknown): Shape | string {
  const all = isRecord(value) ? value : {};
  const numbers = (...names: string[]) => numbersIn(names.map((name) => all[name]));
  const wants = (what: string) => `Expected ${what} of a ${String(all['name'])}, received ${shownJson(value)}.`;
  switch (all['name']) {
    case 'rect': {
      const sides = numbers('x', 'y', 'width', 'height');
      if (!sides) return wants('x, y, width and height');
      const [x = 0, y = 0, width = 0, height = 0] = sides;
      return { kind: 'box', at: Float64Array.of(x, y, x + width, y + height) };
    }
    case 'circle':
    case 'ellipse': {
      const isCircle = all['name'] === 'circle';
      const sides = isCircle ? numbers('cx', 'cy', 'r', 'r') : numbers('cx', 'cy', 'rx', 'ry');
      if (!sides) return wants('a middle and radii');
      const [x = 0, y = 0, across = 0, down = 0] = sides;
      const [turned = 0] = numbers('theta') ?? [];
      return { kind: 'polygon', rings: ringsOf([roundPolygon({ x, y, across, down, turned })]) };
    }
    case 'polygon':
    case 'polyline': {
      const [xs, ys] = [numbersIn(all['all_points_x']), numbersIn(all['all_points_y'])];
      if (!xs || xs.length === 0 || xs.length !== ys?.length) return wants('as many x as y');
      const rings = ringsOf([xs.flatMap((x, at) => [x, ys[at] ?? 0])]);
      return all['name'] === 'polygon' ? { kind: 'polygon', rings } : { kind: 'polyline', lines: rings };
    }
    case 'point': {
      const place = numbers('cx', 'cy');
      return place ? { kind: 'keypoints', points: Float64Array.of(...place, 2) } : wants('cx and cy');
    }
    default:
      return `Expected a rect, circle, ellipse, polygon, polyline or point, received ${shownJson(all['name'])}.`;
  }
}

export interface ViaPlace {
  readonly kind: ShapeKind;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A label as `shape_attributes`, by its most exact shape; null where it has none that VIA could hold. */
export function viaPlaceOf(label: Label, lost: (loss: Loss) => void): ViaPlace | null {
  const outline = oneOutline(label, lost);
  if (outline)
    return { kind: shapeOf(label, 'polygon') ? 'polygon' : 'oriented', attributes: many('polygon', outline) };
  const points = shapeOf(label, 'keypoints')?.points;
  if (points?.length === 3 && points[2] !== 0 && !shapeOf(label, 'box'))
    return { kind: 'keypoints', attributes: { name: 'point', cx: points[0], cy: points[1] } };
  const box = boxAround(label);
  if (box) {
    const [x, y, x1, y1] = box;
    return { kind: 'box', attributes: { name: 'rect', x, y, width: x1 - x, height: y1 - y } };
  }
  const line = shapeOf(label, 'polyline');
  const [first, ...more] = line ? eachRing(line.lines) : [];
  more.forEach(() => lost('polyline-left-out'));
  return first ? { kind: 'polyline', attributes: many('polyline', first.points) } : null;
}

function many(name: string, points: Float64Array): Record<string, unknown> {
  const half = (odd: 0 | 1) => [...points].filter((_, at) => at % 2 === odd);
  return { name, all_points_x: half(0), all_points_y: half(1) };
}
