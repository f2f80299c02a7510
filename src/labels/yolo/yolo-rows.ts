import { placesOf } from '../../core/dataset/label-numbers';
import { labelOf, shapeOf, type Label, type Shape } from '../../core/dataset/labels';
import { boundsOf, ringsOf, type Rings } from '../../core/geometry/rings';
import { smallestRect } from '../../core/geometry/oriented-rect';
import { joinedToOne } from '../shapes/bridge';
import type { Loss } from '../../core/dataset/label-losses';
import { numberOf, quoted } from '../text/text';
import { tellHidden, tellIdentity } from '../told';
import type { NumberRows } from '../text/number-rows';

/** What a row of YOLO's says beside the class. */
export type YoloKind = 'detect' | 'segment' | 'pose' | 'obb';

export interface YoloRow {
  readonly classId: number;
  readonly shapes: readonly Shape[];
  readonly score: number | null;
}

export interface PoseShape {
  readonly points: number;
  /** Numbers per keypoint: with 2 all are seen. */
  readonly values: 2 | 3;
}

/** One row, in fractions of the image's sides; what is wrong with it as "… , received …" where it is none. */
export function rowOf(line: string, kind: YoloKind, pose: PoseShape | null): YoloRow | string {
  const words = line.split(/[\s,]+/);
  const numbers: number[] = [];
  for (const [at, word] of words.entries()) {
    const value = numberOf(word);
    if (value === null) return `Expected numbers, received ${quoted(word)} as value ${at + 1}.`;
    numbers.push(value);
  }
  const [classId = NaN, ...rest] = numbers;
  if (!Number.isInteger(classId) || classId < 0 || classId > 0xffff)
    return `Expected the number of a class first, received ${quoted(words[0] ?? '')}.`;
  const row = shapesOf(rest, kind, pose);
  return typeof row === 'string' ? row : { classId, ...row };
}

function shapesOf(
  values: readonly number[],
  kind: YoloKind,
  pose: PoseShape | null,
): Omit<YoloRow, 'classId'> | string {
  const many = values.length;
  const wrong = (wanted: string) => `Expected ${wanted} after the class, received ${many}.`;
  switch (kind) {
    case 'detect':
      if (many === 4 || many === 5) return { shapes: [boxOf(values)], score: values[4] ?? null };
      return wrong('4 values');
    case 'segment':
      // A row of four is a box among the polygons, as its readers take it.
      if (many === 4) return { shapes: [boxOf(values)], score: null };
      if (many >= 6 && many % 2 === 0) return { shapes: [{ kind: 'polygon', rings: ringsOf([values]) }], score: null };
      if (many >= 7)
        return { shapes: [{ kind: 'polygon', rings: ringsOf([values.slice(0, -1)]) }], score: values.at(-1) ?? null };
      return wrong('4 values, or 3 points or more');
    case 'obb':
      if (many === 8 || many === 9)
        return {
          shapes: [{ kind: 'oriented', corners: Float64Array.from(values.slice(0, 8)) }],
          score: values[8] ?? null,
        };
      return wrong('4 corners');
    case 'pose': {
      const shape = pose ?? { points: Math.floor((many - 4) / 3), values: 3 };
      const wanted = 4 + shape.points * shape.values;
      if (many !== wanted && many !== wanted + 1) return wrong(`${wanted} values`);
      const points = new Float64Array(3 * shape.points);
      for (let at = 0; at < shape.points; at++) {
        const [x = 0, y = 0, seen = x === 0 && y === 0 ? 0 : 2] = values.slice(
          4 + at * shape.values,
          4 + (at + 1) * shape.values,
        );
        points.set([x, y, seen], 3 * at);
      }
      return {
        shapes: shape.points > 0 ? [boxOf(values), { kind: 'keypoints', points }] : [boxOf(values)],
        score: many > wanted ? (values.at(-1) ?? null) : null,
      };
    }
  }
}

/** The middle and the sides. */
function boxOf([x = 0, y = 0, width = 0, height = 0]: readonly number[]): Shape {
  return { kind: 'box', at: Float64Array.of(x - width / 2, y - height / 2, x + width / 2, y + height / 2) };
}

export function labelOfRow({ shapes, score }: YoloRow, classIndex: number): Label {
  return labelOf(classIndex, shapes, { score });
}

interface RowOptions {
  readonly kind: YoloKind;
  readonly pose: PoseShape | null;
  /** What makes fractions of the label's places. */
  readonly by: { readonly x: number; readonly y: number };
  lost(loss: Loss): void;
}

/** Puts a label down as a row; one that this kind cannot hold is told, and left out. */
export function putRow(rows: NumberRows, label: Label, classId: number, options: RowOptions): void {
  const { kind, pose, by, lost } = options;
  const values = valuesOf(label, options);
  if (!values) return;
  if (label.attributes) lost('attributes-left-out');
  if (label.flags.length > 0) lost('flags-left-out');
  // A sixth value would be a confidence: trainers read labels without.
  if (label.score !== null) lost('score-left-out');
  tellIdentity(label, {}, lost);
  if (kind === 'pose') rows.add(classId, poseBy(values, pose?.values ?? 3, by));
  else rows.add(classId, values, by);
}

/** What stands behind the class, in the unit of the label; x and y in turn, but in a pose, whose points have a third. */
function valuesOf(label: Label, { kind, pose, lost }: RowOptions): ArrayLike<number> | null {
  const polygon = shapeOf(label, 'polygon');
  const oriented = shapeOf(label, 'oriented');
  const keypoints = shapeOf(label, 'keypoints');
  if (shapeOf(label, 'mask')) lost('mask-left-out');
  if (shapeOf(label, 'polyline')) lost('polyline-left-out');
  if (keypoints && kind !== 'pose') lost('keypoints-left-out');
  if (polygon && kind === 'segment') return polygonOf(polygon.rings, lost);
  const labelled = boxIn(label);
  // A pose has a box in its row, whether or not one was drawn.
  const box = labelled ?? (kind === 'pose' ? boxAroundPoints(keypoints?.points) : null);
  if (box && !labelled) lost('box-from-keypoints');
  if (!box && !polygon && !oriented) {
    lost('no-shape-left-out');
    return null;
  }
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box ?? [];
  const middle = [(x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0];
  switch (kind) {
    case 'detect':
      if (polygon) lost('polygon-left-out');
      if (oriented) lost('oriented-as-box');
      return middle;
    case 'segment':
      if (!oriented) return middle;
      lost('oriented-as-polygon');
      return oriented.corners;
    case 'obb':
      if (oriented) return oriented.corners;
      if (polygon) {
        lost('polygon-as-box');
        return smallestRect(polygon.rings.points);
      }
      lost('box-as-oriented');
      return [x0, y0, x1, y0, x1, y1, x0, y1];
    case 'pose': {
      if (polygon) lost('polygon-left-out');
      if (oriented) lost('oriented-as-box');
      const { points: many = 0, values = 3 } = pose ?? {};
      const points = keypoints?.points ?? new Float64Array();
      if (points.some((seen, at) => at % 3 === 2 && at >= 3 * many && seen > 0)) lost('keypoints-left-out');
      if (values === 2) tellHidden(points, lost);
      const places = Array.from({ length: many * values }, (_, at) => {
        const first = 3 * Math.floor(at / values);
        // Of two values, both 0 alone say that a keypoint is not labelled.
        return values === 2 && points[first + 2] === 0 ? 0 : (points[first + (at % values)] ?? 0);
      });
      return [...middle, ...places];
    }
  }
}

function polygonOf(rings: Rings, lost: RowOptions['lost']): ArrayLike<number> | null {
  if (rings.ends.length > 1) {
    if (rings.holes.includes(1)) lost('holes-joined');
    if (rings.holes.filter((hole) => hole === 0).length > 1) lost('parts-joined');
  }
  return joinedToOne(rings);
}

/** A pose's values with its places multiplied. */
function poseBy(values: ArrayLike<number>, each: 2 | 3, { x, y }: RowOptions['by']): readonly number[] {
  return Array.from(values, (value, at) => {
    const place = at < 4 ? at % 2 : (at - 4) % each;
    return value * ([x, y][place] ?? 1);
  });
}

/** The box as it is labelled, else the smallest around what is. */
function boxIn(label: Label): Iterable<number> | null {
  const box = shapeOf(label, 'box');
  if (box) return box.at;
  const points = shapeOf(label, 'polygon')?.rings.points ?? shapeOf(label, 'oriented')?.corners;
  if (!points) return null;
  const { x0, y0, x1, y1 } = boundsOf(points);
  return [x0, y0, x1, y1];
}

/** Around the keypoints that are labelled; null where there are none. */
function boxAroundPoints(points: Float64Array = new Float64Array()): Iterable<number> | null {
  const places = placesOf(points);
  if (places.length === 0) return null;
  const { x0, y0, x1, y1 } = boundsOf(places);
  return [x0, y0, x1, y1];
}
