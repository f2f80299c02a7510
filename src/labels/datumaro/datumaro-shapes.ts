import type { Json } from '../../core/dataset/json';
import { labelOf, type Flag, type Label, type Shape } from '../../core/dataset/labels';
import { ringsOf } from '../../core/geometry/rings';
import { expandRuns, fills } from '../coco/coco-rle';
import { isRecord, numbersIn, shownJson, whole } from '../text/json-values';
import { roundPolygon } from '../shapes/round-polygon';

/** What Datumaro's own readers call our flags, among the attributes. */
export const datumaroFlags: readonly (readonly [name: string, flag: Flag])[] = [
  ['is_crowd', 'crowd'],
  ['ignore', 'ignore'],
  ['difficult', 'difficult'],
  ['occluded', 'occluded'],
  ['truncated', 'truncated'],
];

/** An annotation as a label; a sentence where it is none. */
export function labelIn(value: Readonly<Record<string, unknown>>, classIndex: number, format: string): Label | string {
  const shape = shapeIn(value);
  if (typeof shape === 'string') return shape;
  const { id, group } = value;
  const all = isRecord(value['attributes']) ? value['attributes'] : {};
  const set = datumaroFlags.filter(([name]) => all[name] === true);
  const attributes = Object.entries(all).filter(
    ([name]) => name !== 'score' && !datumaroFlags.some(([flag]) => flag === name),
  ) as [string, Json][];
  return labelOf(classIndex, [shape], {
    id: Number.isSafeInteger(id) ? (id as number) : null,
    // 0 stands for none.
    group: whole(group) ? group : null,
    flags: set.map(([, flag]) => flag),
    score: typeof all['score'] === 'number' ? all['score'] : null,
    attributes: attributes.length > 0 ? new Map(attributes) : null,
    kept: { format, value: value as Json },
  });
}

function shapeIn(value: Readonly<Record<string, unknown>>): Shape | string {
  const { type } = value;
  const points = numbersIn(value['points']);
  const wantsPoints = () => `Expected points of the ${String(type)}, received ${shownJson(value['points'])}.`;
  const isEven = points !== null && points.length > 0 && points.length % 2 === 0;
  switch (type) {
    case 'bbox':
      return boxIn(value['bbox']);
    case 'polygon':
      return isEven ? { kind: 'polygon', rings: ringsOf([points]) } : wantsPoints();
    case 'polyline':
      return isEven ? { kind: 'polyline', lines: ringsOf([points]) } : wantsPoints();
    case 'ellipse': {
      if (points?.length !== 4) return wantsPoints();
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = points;
      const round = { x: (x0 + x1) / 2, y: (y0 + y1) / 2, across: (x1 - x0) / 2, down: (y1 - y0) / 2 };
      return { kind: 'polygon', rings: ringsOf([roundPolygon(round)]) };
    }
    case 'points':
      return isEven ? keypointsIn(points, value['visibility']) : wantsPoints();
    case 'skeleton':
      if (points === null || points.length === 0 || points.length % 3 !== 0) return wantsPoints();
      return { kind: 'keypoints', points: Float64Array.from(points) };
    case 'mask':
      return maskIn(value['rle']);
    default:
      return `Expected a type of label, bbox, polygon, polyline, ellipse, points, skeleton or mask, received ${shownJson(type)}.`;
  }
}

function boxIn(bbox: unknown): Shape | string {
  const numbers = numbersIn(bbox);
  if (numbers?.length !== 4) return `Expected a bbox of four numbers, received ${shownJson(bbox)}.`;
  const [x = 0, y = 0, width = 0, height = 0] = numbers;
  return { kind: 'box', at: Float64Array.of(x, y, x + width, y + height) };
}

/** Its visibility has COCO's numbers; without it all are seen. */
function keypointsIn(points: readonly number[], visibility: unknown): Shape | string {
  const seen = visibility === undefined ? points.slice(points.length / 2).map(() => 2) : numbersIn(visibility);
  if (seen?.length !== points.length / 2 || !seen.every((one) => [0, 1, 2].includes(one)))
    return `Expected a visibility of 0, 1 or 2 for each of ${points.length / 2} points, received ${shownJson(visibility)}.`;
  const places = seen.flatMap((one, at) => [points[2 * at] ?? 0, points[2 * at + 1] ?? 0, one]);
  return { kind: 'keypoints', points: Float64Array.from(places) };
}

/** COCO's compressed runs; its size is height, width. */
function maskIn(rle: unknown): Shape | string {
  const { counts, size } = isRecord(rle) ? rle : {};
  const [height, width] = numbersIn(size) ?? [];
  const runs = typeof counts === 'string' ? expandRuns(counts) : null;
  if (!runs || !whole(width) || !whole(height))
    return `Expected an rle of counts and a size, received ${shownJson(rle)}.`;
  const mask = { size: { width, height }, runs };
  return fills(mask)
    ? { kind: 'mask', mask }
    : `Expected counts that fill ${width} × ${height} pixels, received others.`;
}
