import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unmoved, wholeOf, type Geometry, type Rect, type Size } from '../geometry/geometry';
import { maskArea, maskOf } from '../geometry/mask';
import { areaOf, ringsOf } from '../geometry/rings';
import { flip } from '../operations/flip';
import { keepAll, type LabelRules } from './label-rules';
import { labelOf, noLabels, shapeOf, type ImageLabels, type Shape } from './labels';
import { arrive, depart, travel } from './travel';

const corpus = process.env['CORPUS'] ?? join(import.meta.dirname, '../../../../shared/corpus');
const tablesAt = join(corpus, 'ground-truth/tables/geometry.json');
interface Case {
  readonly in_: number[];
  readonly out: number[];
  readonly offset?: number[];
  readonly op?: string;
  readonly image?: [number, number];
}
interface Table {
  readonly cases: Case[];
  readonly image: [number, number];
}
const tables = existsSync(tablesAt)
  ? (JSON.parse(readFileSync(tablesAt, 'utf8')) as { tables: Record<string, Table> }).tables
  : null;
if (!tables) console.warn('The corpus is not there: its tables of geometry are not looked at.');
const casesOf = (name: string) =>
  (tables?.[name]?.cases ?? []).map((one) => ({ ...one, image: one.image ?? tables![name]!.image }));

const size = (width: number, height: number): Size => ({ width, height });
const boxShape = (...at: number[]): Shape => ({ kind: 'box', at: Float64Array.from(at) });
const image = (...shapes: Shape[]): ImageLabels => ({
  ...noLabels,
  labels: shapes.map((shape) => labelOf(0, [shape])),
});

function through(labels: ImageLabels, from: Size, steps: readonly Geometry[], rules: Partial<LabelRules> = {}) {
  const all = { ...keepAll, ...rules };
  const end = steps.reduce((before, step) => travel(before, step, all), depart(labels, from));
  return arrive(end, all);
}

const cut = (rect: Rect): Geometry => ({
  size: size(rect.x1 - rect.x0, rect.y1 - rect.y0),
  map: { kind: 'affine', matrix: [1, 0, -rect.x0, 0, 1, -rect.y0] },
  clip: rect,
  edge: 'constant',
});
const flipped = (from: Size, axis: 'horizontal' | 'vertical') => flip.geometry({ source: from, axis });
const shape = (result: ReturnType<typeof through>) => result.labels.labels[0]?.shapes[0];
const boxOf = (result: ReturnType<typeof through>) => {
  const [label] = result.labels.labels;
  return label && Array.from(shapeOf(label, 'box')?.at ?? []);
};

describe('tables of other projects', () => {
  it.each(casesOf('hflip_coco_4x4'))('mirrors a box of COCO as Albumentations does: $in_', ({ in_, out }) => {
    const [x = 0, y = 0, w = 0, h = 0] = in_;
    const [u0 = 0, v0 = 0, u1 = 0, v1 = 0] =
      boxOf(through(image(boxShape(x, y, x + w, y + h)), size(4, 4), [flipped(size(4, 4), 'horizontal')])) ?? [];
    expect([u0, v0, u1 - u0, v1 - v0]).toEqual(out);
  });

  it.each([...casesOf('clip_to_image'), ...casesOf('clip_boxes_1280x720')])(
    'cuts at the border of an image that two mirrors leave in place: $in_',
    ({ in_, out, image: [width, height] }) => {
      const whole = size(width, height);
      const twice = [flipped(whole, 'horizontal'), flipped(whole, 'horizontal')];
      expect(boxOf(through(image(boxShape(...in_)), whole, twice))).toEqual(out);
    },
  );

  it.each(casesOf('move_boxes'))(
    'moves a box by an offset, out of the image too: $offset',
    ({ in_, out, offset = [] }) => {
      const [dx = 0, dy = 0] = offset;
      const far = { x0: -1e3, y0: -1e3, x1: 1e3, y1: 1e3 };
      const moved: Geometry = { ...cut({ x0: -dx, y0: -dy, x1: 100 - dx, y1: 100 - dy }), clip: far };
      const end = through(image(boxShape(...in_)), size(100, 100), [moved]);
      expect(boxOf(end) ?? end.drops).toEqual((out[2] ?? 0) > 0 ? out : [{ at: 0, class: 0, reason: 'outside' }]);
    },
  );

  it.each(casesOf('keypoint_flip_3x3'))(
    'mirrors a keypoint, its index standing for its pixel’s centre: $op $in_',
    ({ op, in_, out }) => {
      const points = Float64Array.of((in_[0] ?? 0) + 0.5, (in_[1] ?? 0) + 0.5, 2);
      const axis = op === 'hflip' ? 'horizontal' : 'vertical';
      const end = shape(through(image({ kind: 'keypoints', points }), size(3, 3), [flipped(size(3, 3), axis)]));
      // Theirs is x → w − 1 − x on indexes of pixels; ours is x → w − x on places, the same thing half a pixel on.
      expect(end?.kind === 'keypoints' && Array.from(end.points)).toEqual([
        (out[0] ?? 0) + 0.5,
        (out[1] ?? 0) + 0.5,
        2,
      ]);
    },
  );
});

describe('labels on their way', () => {
  it('come back as the very same objects where no step moves anything, however far they stick out', () => {
    const labels = image(boxShape(-3, 5, 12.3456789012345, 99), {
      kind: 'polygon',
      rings: ringsOf([[0, 0, 200, 0, 5, 70]]),
    });
    const { labels: end, drops } = through(labels, size(10, 10), [unmoved(size(10, 10)), unmoved(size(10, 10))]);
    expect(end.labels).toEqual(labels.labels);
    expect(end.labels[0]).toBe(labels.labels[0]);
    expect(end.moved).toBe(false);
    expect(drops).toEqual([]);
  });

  it('stay fractions until a step moves them, and are pixels afterwards', () => {
    const labels: ImageLabels = { ...image(boxShape(0.25, 0.5, 0.75, 1)), unit: 'fraction' };
    expect(through(labels, size(40, 20), []).labels).toEqual(labels);
    const moved = through(labels, size(40, 20), [cut({ x0: 5, y0: 0, x1: 40, y1: 20 })]);
    expect(moved.labels).toMatchObject({ unit: 'px', stated: size(35, 20), moved: true });
    expect(boxOf(moved)).toEqual([5, 10, 25, 20]);
  });

  it('measure what is left of a box against its whole, step by step', () => {
    const labels = image(boxShape(0, 0, 10, 10));
    const half = [cut({ x0: 5, y0: 0, x1: 20, y1: 20 })];
    expect(through(labels, size(20, 20), half, { minVisibility: 0.5 }).drops).toEqual([]);
    expect(through(labels, size(20, 20), half, { minVisibility: 0.51 }).drops).toEqual([
      { at: 0, class: 0, reason: 'min-visibility' },
    ]);
    const quarter = [...half, cut({ x0: 0, y0: 5, x1: 15, y1: 20 })];
    expect(boxOf(through(labels, size(20, 20), quarter, { minVisibility: 0.25 }))).toEqual([0, 0, 5, 5]);
    expect(through(labels, size(20, 20), quarter, { minAreaPx: 26 }).drops).toEqual([
      { at: 0, class: 0, reason: 'min-area' },
    ]);
  });

  it('are dropped only when they left the image whole, or are said to be too small', () => {
    const window = [cut({ x0: 10, y0: 0, x1: 20, y1: 20 })];
    expect(through(image(boxShape(0, 0, 10, 10)), size(20, 20), window).drops).toEqual([
      { at: 0, class: 0, reason: 'outside' },
    ]);
    expect(boxOf(through(image(boxShape(0, 0, 10.001, 10)), size(20, 20), window))).toEqual([
      0,
      0,
      expect.closeTo(0.001),
      10,
    ]);
    // Without an area as read, and inside.
    expect(boxOf(through(image(boxShape(15, 3, 15, 9)), size(20, 20), window))).toEqual([5, 3, 5, 9]);
  });

  it('keep their whole extent where `clip` is off, but for those that left', () => {
    const window = [cut({ x0: 5, y0: 0, x1: 20, y1: 20 })];
    expect(boxOf(through(image(boxShape(0, 0, 10, 10)), size(20, 20), window, { clip: false }))).toEqual([
      -5, 0, 5, 10,
    ]);
    expect(through(image(boxShape(0, 0, 5, 10)), size(20, 20), window, { clip: false }).drops).toHaveLength(1);
  });

  it('box a turned box once, at the end', () => {
    const c = Math.SQRT1_2;
    const turn = (cx: number, a: number): Geometry => ({
      size: size(100, 100),
      map: { kind: 'affine', matrix: [c, -a, cx - c * cx + a * cx, a, c, cx - a * cx - c * cx] },
      clip: wholeOf(size(100, 100)),
      edge: 'constant',
    });
    const twice = boxOf(through(image(boxShape(40, 45, 60, 55)), size(100, 100), [turn(50, c), turn(50, -c)])) ?? [];
    [40, 45, 60, 55].forEach((value, at) => expect(twice[at]).toBeCloseTo(value, 9));
  });

  it('swap left and right keypoints in a mirror, and leave them in two', () => {
    const points = Float64Array.of(1, 1, 2, 9, 1, 1, 5, 5, 0);
    const flips = new Map([[0, [1, 0, 2]]]);
    const mirror = flipped(size(10, 10), 'horizontal');
    const once = shape(through(image({ kind: 'keypoints', points }), size(10, 10), [mirror], { flips }));
    expect(once?.kind === 'keypoints' && Array.from(once.points)).toEqual([1, 1, 1, 9, 1, 2, 5, 5, 0]);
    const twice = shape(through(image({ kind: 'keypoints', points }), size(10, 10), [mirror, mirror], { flips }));
    expect(twice?.kind === 'keypoints' && Array.from(twice.points)).toEqual(Array.from(points));
  });

  it('hide keypoints outside the image, or keep their place where asked', () => {
    const points = Float64Array.of(1, 1, 2, 9, 1, 1);
    const window = [cut({ x0: 5, y0: 0, x1: 10, y1: 10 })];
    const hidden = shape(through(image({ kind: 'keypoints', points }), size(10, 10), window));
    expect(hidden?.kind === 'keypoints' && Array.from(hidden.points)).toEqual([0, 0, 0, 4, 1, 1]);
    const kept = shape(through(image({ kind: 'keypoints', points }), size(10, 10), window, { keypoints: 'keep' }));
    expect(kept?.kind === 'keypoints' && Array.from(kept.points)).toEqual([-4, 1, 2, 4, 1, 1]);
  });

  it('cut a U-shaped polygon into two rings of one label', () => {
    const u = ringsOf([[0, 0, 2, 0, 2, 8, 8, 8, 8, 0, 10, 0, 10, 10, 0, 10]]);
    const end = shape(
      through(image({ kind: 'polygon', rings: u }), size(10, 10), [cut({ x0: 0, y0: 0, x1: 10, y1: 6 })]),
    );
    expect(end?.kind === 'polygon' && [end.rings.ends.length, areaOf(end.rings)]).toEqual([2, 24]);
  });

  it('keep the holes of a polygon that is cut through them', () => {
    const ring = ringsOf(
      [
        [0, 0, 10, 0, 10, 10, 0, 10],
        [2, 2, 8, 2, 8, 8, 2, 8],
        [3, 3, 7, 3, 7, 7, 3, 7],
      ],
      [false, true, false],
    );
    const whole = shape(
      through(image({ kind: 'polygon', rings: ring }), size(20, 20), [cut({ x0: 0, y0: 0, x1: 9, y1: 20 })]),
    );
    expect(whole?.kind === 'polygon' && [Array.from(whole.rings.holes), areaOf(whole.rings)]).toEqual([
      [0, 1, 0],
      90 - 36 + 16,
    ]);
  });

  it('keep a turned box turned, its corners in their order, and fit it again once it is cut', () => {
    const corners = Float64Array.of(10, 5, 15, 10, 10, 15, 5, 10);
    const stays = shape(
      through(image({ kind: 'oriented', corners }), size(20, 20), [flipped(size(20, 20), 'horizontal')]),
    );
    expect(stays?.kind === 'oriented' && Array.from(stays.corners)).toEqual([10, 5, 5, 10, 10, 15, 15, 10]);
    const cutAway = shape(
      through(image({ kind: 'oriented', corners }), size(20, 20), [cut({ x0: 0, y0: 0, x1: 10, y1: 20 })]),
    );
    // A half of the square is left: the triangle with corners (10, 5), (5, 10), (10, 15).
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = cutAway?.kind === 'oriented' ? cutAway.corners : [];
    expect(Math.abs(x1 - x0)).toBeCloseTo(Math.abs(y1 - y0), 9);
  });

  it('move masks pixel by pixel, and count what a clip took', () => {
    const mask = maskOf(size(8, 6), { at: { x0: 1, y0: 2, x1: 5, y1: 4 }, pixels: new Uint8Array(8).fill(1) });
    const mirrored = shape(through(image({ kind: 'mask', mask }), size(8, 6), [flipped(size(8, 6), 'horizontal')]));
    expect(mirrored?.kind === 'mask' && mirrored.mask).toEqual(
      maskOf(size(8, 6), { at: { x0: 3, y0: 2, x1: 7, y1: 4 }, pixels: new Uint8Array(8).fill(1) }),
    );
    const window = [cut({ x0: 2, y0: 0, x1: 8, y1: 6 })];
    const left = shape(through(image({ kind: 'mask', mask }), size(8, 6), window));
    expect(left?.kind === 'mask' && maskArea(left.mask)).toBe(6);
    expect(through(image({ kind: 'mask', mask }), size(8, 6), window, { minVisibility: 0.76 }).drops).toHaveLength(1);
    expect(through(image({ kind: 'mask', mask }), size(8, 6), window, { minVisibility: 0.75 }).drops).toHaveLength(0);
  });

  it('are cut where a projective map sends them beyond the horizon', () => {
    const tilted: Geometry = {
      size: size(100, 100),
      map: { kind: 'projective', matrix: [1, 0, 0, 0, 1, 0, 0.02, 0, 0.5] },
      clip: wholeOf(size(100, 100)),
      edge: 'constant',
    };
    const box = boxOf(through(image(boxShape(-60, 10, 20, 30)), size(100, 100), [tilted])) ?? [];
    expect(box.every(Number.isFinite)).toBe(true);
  });
});
