import fc from 'fast-check';
import type { LabelRules } from '../../core/dataset/label-rules';
import { labelOf, noLabels, shapeOf, type ImageLabels } from '../../core/dataset/labels';
import { maskBounds, maskOf } from '../../core/geometry/mask';
import { boundsOf, cornersOf, ringsOf } from '../../core/geometry/rings';
import type { Rect, Size } from '../../core/geometry/geometry';
import type { Orientation } from '../../core/header/header';
import type { Step } from '../../core/operations/operation';
import { at, drawn, type Raster } from './raster';

/** An image with one bright blob, whose labels are known because it was drawn by them. */
export interface Painted {
  readonly size: Size;
  readonly blob: Rect;
  readonly orientation: Orientation;
  readonly steps: readonly Step[];
}

/** Far enough from black and white that no kernel's overshoot is cut. */
const [dark, bright] = [60, 200];
const fill = '#3c3c3c';
const side = fc.integer({ min: 40, max: 110 });
const kernel = fc.constantFrom('linear', 'cubic', 'mitchell', 'lanczos2', 'lanczos3');
const align = fc.constantFrom('center', 'top-left', 'bottom-right');
const border = fc.integer({ min: 0, max: 25 });
const step = (op: string, params: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(params).map((given): Step => ({ op, ...given }));
const looks = { width: side, height: side, kernel };

/** Operations whose maps keep the axes, each with parameters that leave enough to be measured. */
export const alongAxes = {
  resize: step('resize', {
    ...looks,
    fit: fc.constantFrom('inside', 'outside', 'cover', 'contain', 'stretch'),
    enlarge: fc.boolean(),
    fill: fc.constant(fill),
  }),
  letterbox: step('letterbox', { ...looks, align, fill: fc.constant(fill), enlarge: fc.boolean() }),
  crop: step('crop', { width: side, height: side, align }),
  'random-crop': step('random-crop', {
    ...looks,
    scale: fc.constantFrom(0.5, 0.8),
    ratio: fc.constantFrom(1, [3 / 4, 4 / 3]),
  }),
  pad: step('pad', { left: border, top: border, right: border, bottom: border, fill: fc.constant(fill) }),
  flip: step('flip', { axis: fc.constantFrom('horizontal', 'vertical') }),
};

/** Every operation that moves places along the axes. */
export const moving: fc.Arbitrary<Step> = fc.oneof(
  step('auto-orient', {}),
  ...Object.values(alongAxes),
  step('rotate', { angle: fc.constantFrom(90, 180, 270) }),
);

export const anyPainted: fc.Arbitrary<Painted> = fc
  .record({
    size: fc.record({ width: side, height: side }),
    corner: fc.tuple(fc.integer({ min: 0, max: 25 }), fc.integer({ min: 0, max: 25 })),
    sides: fc.tuple(fc.integer({ min: 8, max: 60 }), fc.integer({ min: 8, max: 60 })),
    orientation: fc.constantFrom<Orientation>(1, 1, 1, 3, 6, 7),
    steps: fc.array(moving, { minLength: 1, maxLength: 5 }),
  })
  .map(({ size, corner: [x0, y0], sides: [width, height], orientation, steps }) => ({
    size,
    blob: { x0, y0, x1: Math.min(size.width, x0 + width), y1: Math.min(size.height, y0 + height) },
    orientation,
    steps,
  }));

export function pictureOf({ size, blob: { x0, y0, x1, y1 } }: Painted): Raster {
  return drawn({ ...size, bands: 1, depth: 8 }, (x, y) => (x >= x0 && x < x1 && y >= y0 && y < y1 ? bright : dark));
}

/** The blob as a box, a polygon and a mask. */
export function labelsOf({ size, blob }: Painted): ImageLabels {
  const { x0, y0, x1, y1 } = blob;
  const pixels = new Uint8Array((x1 - x0) * (y1 - y0)).fill(1);
  const shapes = [
    { kind: 'box', at: Float64Array.of(x0, y0, x1, y1) },
    { kind: 'polygon', rings: ringsOf([cornersOf(blob)]) },
    { kind: 'mask', mask: maskOf(size, { at: blob, pixels }) },
  ] as const;
  return { ...noLabels, labels: shapes.map((shape) => labelOf(0, [shape])) };
}

/** The bounds of each kind of label; null for one that is gone. */
export function boundsIn({ labels }: ImageLabels): Record<'box' | 'polygon' | 'mask', Rect | null> {
  const of = <T>(find: (label: (typeof labels)[number]) => T | null) =>
    labels.map(find).find((one) => one !== null) ?? null;
  const box = of((label) => shapeOf(label, 'box'));
  const polygon = of((label) => shapeOf(label, 'polygon'));
  const mask = of((label) => shapeOf(label, 'mask'));
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box?.at ?? [];
  return {
    box: box && { x0, y0, x1, y1 },
    polygon: polygon && boundsOf(polygon.rings.points),
    mask: mask && maskBounds(mask.mask),
  };
}

/**
 * Where the blob is, by coverage: its share of all pixels adds up to its area, and their mean lies in its middle, whatever
 * a kernel's overshoot does to single pixels. Each side is the area divided by the other side as labelled, so that either
 * label being off is seen. Null where there is none.
 */
export function seenIn(raster: Raster, labelled: Rect): Rect | null {
  let [area, x, y] = [0, 0, 0];
  for (let row = 0; row < raster.height; row++)
    for (let column = 0; column < raster.width; column++) {
      const share = (at(raster, column, row) - dark) / (bright - dark);
      area += share;
      x += share * (column + 0.5);
      y += share * (row + 0.5);
    }
  // Less is the halo of what lies outside.
  if (area < (labelled.x1 > labelled.x0 ? 1 : 100)) return null;
  const across = area / (labelled.y1 - labelled.y0) / 2;
  const down = area / (labelled.x1 - labelled.x0) / 2;
  return { x0: x / area - across, x1: x / area + across, y0: y / area - down, y1: y / area + down };
}

/** How far two rectangles' edges are apart at most. */
export function apart(one: Rect, other: Rect): number {
  return Math.max(
    Math.abs(one.x0 - other.x0),
    Math.abs(one.y0 - other.y0),
    Math.abs(one.x1 - other.x1),
    Math.abs(one.y1 - other.y1),
  );
}

export const paintRules: LabelRules = {
  clip: true,
  minVisibility: 0,
  minAreaPx: 0,
  keypoints: 'hide',
  flips: new Map(),
};
