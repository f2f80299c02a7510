import { describe, expect, it } from 'vitest';
import type { Step } from '../core/operations/operation';
import { plainSets, type Place } from '../labels/testing/source-places';
import type { Found } from '../labels/testing/strict/check';
import { strictReaders } from '../labels/testing/strict/readers';
import { converted, isThere, rootOf, writtenIn } from './testing/corpus-set';

if (!isThere) console.warn('The corpus is not there: places in what is written of its labelled sets are not measured.');

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where a point of an image goes, and the window of the source that is still seen, x0, y0, x1, y1. */
interface Way {
  readonly steps: readonly Step[];
  readonly map: (size: Size) => (x: number, y: number) => [number, number];
  readonly seen: (size: Size) => readonly [number, number, number, number];
}

const whole = ({ width, height }: Size) => [0, 0, width, height] as const;

/** Steps that leave upright boxes upright, each with its map as arithmetic of its own. */
const ways = {
  copied: { steps: [], map: () => (x, y) => [x, y], seen: () => [-Infinity, -Infinity, Infinity, Infinity] },
  fitted: {
    steps: [
      { op: 'flip', axis: 'horizontal' },
      { op: 'letterbox', width: 320, height: 192 },
    ],
    seen: whole,
    map: ({ width, height }) => {
      const scale = Math.min(320 / width, 192 / height);
      const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
      const [left, top] = [Math.floor((320 - across) / 2), Math.floor((192 - down) / 2)];
      return (x, y) => [left + ((width - x) * across) / width, top + (y * down) / height];
    },
  },
  cut: {
    steps: [
      { op: 'resize', width: 400, height: 240, fit: 'stretch' },
      { op: 'flip', axis: 'vertical' },
      { op: 'crop', left: 50, top: 30, width: 320, height: 192 },
    ],
    // From row 240 − 30 − 192 = 18 of the upright picture on.
    seen: ({ width, height }) => [(50 * width) / 400, (18 * height) / 240, (370 * width) / 400, (210 * height) / 240],
    map:
      ({ width, height }) =>
      (x, y) => [(x * 400) / width - 50, 240 - (y * 240) / height - 30],
  },
} satisfies Record<string, Way>;

/** What each format has of a box and of a polygon, as the table of docs/labels.md says; nothing where it holds none. */
const holds: Readonly<Record<string, { readonly box?: Found['kind']; readonly polygon?: Found['kind'] }>> = {
  'yolo-detect': { box: 'box', polygon: 'box' },
  'yolo-segment': { box: 'box', polygon: 'polygon' },
  'yolo-pose': { box: 'box', polygon: 'box' },
  'yolo-obb': { box: 'oriented', polygon: 'oriented' },
  coco: { box: 'box', polygon: 'polygon' },
  voc: { box: 'box', polygon: 'box' },
  'labelme-xml': { box: 'polygon', polygon: 'polygon' },
  'labelme-json': { box: 'box', polygon: 'polygon' },
  cvat: { box: 'box', polygon: 'polygon' },
  kitti: { box: 'box', polygon: 'box' },
  createml: { box: 'box', polygon: 'box' },
  datumaro: { box: 'box', polygon: 'polygon' },
  'label-studio': { box: 'box', polygon: 'polygon' },
  via: { box: 'box', polygon: 'polygon' },
  'tensorflow-csv': { box: 'box', polygon: 'box' },
  'open-images': { box: 'box', polygon: 'box' },
  imagefolder: { box: 'box', polygon: 'box' },
  cityscapes: { polygon: 'polygon' },
};

/** x0, y0, x1, y1 around points. */
function around(points: readonly number[]): number[] {
  const [xs, ys] = [0, 1].map((odd) => points.filter((_, at) => at % 2 === odd)) as [number[], number[]];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** A label where the steps bring it; null where nothing of it is seen any more. */
function arrived({ kind, numbers, ...rest }: Place, size: Size, { map, seen }: Way): Omit<Place, 'image'> | null {
  const to = map(size);
  const [left, top, right, bottom] = seen(size);
  const held = numbers.map((one, at) => (at % 2 === 0 ? Math.min(right, Math.max(left, one)) : Math.min(bottom, Math.max(top, one)))); // prettier-ignore
  const [x0, y0, x1, y1] = around(held) as [number, number, number, number];
  if (x0 >= x1 || y0 >= y1) return null;
  const points = held.flatMap((x, at) => (at % 2 === 0 ? to(x, held[at + 1]!) : []));
  return { ...rest, kind, numbers: kind === 'box' ? around(points) : points };
}

/** Formats are written with six decimals of a fraction at least: thousandths of pixels. */
const near = (one: readonly number[], other: readonly number[]) =>
  one.length === other.length && one.every((value, at) => Math.abs(value - other[at]!) < 1e-3);

/** Of a ring in either direction, from any of its points on. */
function sameRing(one: readonly number[], other: readonly number[]): boolean {
  const points = (all: readonly number[]) => all.flatMap((x, at) => (at % 2 === 0 ? [[x, all[at + 1]!] as const] : []));
  const back = points(other).toReversed().flat();
  return Array.from({ length: other.length / 2 }, (_, from) =>
    [other, back].some((ring) => near(one, [...ring.slice(2 * from), ...ring.slice(0, 2 * from)])),
  ).some(Boolean);
}

/** Whether what others read is the label, class and place. */
function isSame(found: Found, place: Omit<Place, 'image'>, kind: Found['kind']): boolean {
  if (found.class !== place.class) return false;
  const { numbers } = [found, ...(found.beside ?? [])].find((shape) => shape.kind === kind) ?? {};
  if (!numbers) return false;
  if (kind === 'polygon' && place.kind === 'polygon') return sameRing(numbers, place.numbers);
  if (kind === 'oriented' && place.kind === 'polygon') return holdsAll(numbers, place.numbers);
  return near(around(numbers), around(place.numbers));
}

/** Whether a rectangle holds all points, and has one on each of its sides. */
function holdsAll(corners: readonly number[], points: readonly number[]): boolean {
  const turn = Math.sign(areaOf(corners));
  const sides = [0, 2, 4, 6].map((at) => {
    const [ax = 0, ay = 0, bx = 0, by = 0] = [...corners, ...corners].slice(at, at + 4);
    const length = Math.hypot(bx - ax, by - ay) || 1;
    return points.flatMap((x, of) => (of % 2 === 0 ? [(turn * ((bx - ax) * (points[of + 1]! - ay) - (by - ay) * (x - ax))) / length] : [])); // prettier-ignore
  });
  return sides.every((distances) => Math.abs(Math.min(...distances)) < 1e-2);
}

function areaOf(ring: readonly number[]): number {
  return ring.reduce((sum, x, at) => (at % 2 === 0 ? sum + x * ring[(at + 3) % ring.length]! - ring[(at + 2) % ring.length]! * ring[at + 1]! : sum), 0); // prettier-ignore
}

const cases = plainSets.flatMap(({ read, ...set }) =>
  Object.entries(ways).flatMap(([name, way]) =>
    // What a window leaves of a polygon is no arithmetic of a line.
    name === 'cut' && read === 'yolo-segment' ? [] : [{ ...set, read, name, way }],
  ),
);

describe.skipIf(!isThere)('what the strict reader of each format reads', () => {
  it.each(cases)('of $folder, read as $read and $name, is where its own files and the steps put it', async (one) => {
    const { folder, read, places, way } = one;
    const set = await converted(folder, read, way.steps);
    const expected = new Map<string, Omit<Place, 'image'>[]>();
    for (const place of places(rootOf(folder), (image) => set.sources.get(image)!.size)) {
      const { size, path } = set.sources.get(place.image)!;
      const there = arrived(place, size, way);
      if (there) expected.set(path, [...(expected.get(path) ?? []), there]);
    }
    const many = [...expected.values()].flat().length;
    expect(many).toBeGreaterThan(100);
    const wrong: string[] = [];
    for (const [id, kinds] of Object.entries(holds)) {
      const { written, report } = await writtenIn(set, folder, id);
      expect(report.outputs.labels, id).toBe(many);
      const rows = strictReaders[id]!(written, set);
      const kept = [...expected].flatMap(([image, all]) => all.flatMap((place) => (kinds[place.kind] ? [{ image, place }] : []))); // prettier-ignore
      if (rows.length !== kept.length) wrong.push(`${id}: ${rows.length} rows of ${kept.length} labels`);
      const left = [...rows];
      for (const { image, place } of kept) {
        const own = id === 'kitti' ? { ...place, class: place.class.replaceAll(' ', '_') } : place;
        const at = left.findIndex((row) => row.image === image && isSame(row, own, kinds[place.kind]!));
        if (at >= 0) left.splice(at, 1);
        else wrong.push(`${id}: no ${place.class} at ${place.numbers.slice(0, 8).join()} of ${image}`);
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
  });
});
