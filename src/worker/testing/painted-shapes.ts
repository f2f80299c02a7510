import fc from 'fast-check';
import type { Rect, Size } from '../../core/geometry/geometry';
import { bitmapOf, maskOf } from '../../core/geometry/mask';
import { cornersOf, ringsOf } from '../../core/geometry/rings';
import { labelOf, noLabels, shapeOf, type ImageLabels } from '../../core/dataset/labels';
import type { Step } from '../../core/operations/operation';
import { moving } from './painted';
import { drawn, type Raster } from './raster';
import { asymmetryOf, bright, dark, inRing, maskOverlap, outlineOverlap, shareAt } from './seen';

/**
 * An image of three objects, each alone in its band: a rectangle in red, a shape with dents in green, a dot in blue. Their
 * labels are known because they were drawn by them.
 */
export interface PaintedShapes {
  readonly size: Size;
  readonly rectangle: Rect;
  readonly ring: Float64Array;
  readonly dot: readonly [number, number];
  readonly steps: readonly Step[];
}

const look = { fill: fc.constant('#3c3c3c'), kernel: fc.constantFrom('linear', 'cubic') };
const degrees = (most: number) => fc.integer({ min: -most, max: most });
const step = (op: string, params: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(params).map((given): Step => ({ op, ...given }));

/** Operations whose maps are not along the axes, each with parameters that leave enough to be measured. */
export const warping = {
  rotate: step('rotate', { angle: degrees(180), expand: fc.boolean(), ...look }),
  affine: step('affine', {
    angle: degrees(60),
    scale: fc.constantFrom(1, 0.9, [0.9, 1.3]),
    shearX: degrees(20),
    shearY: degrees(20),
    translateX: fc.constantFrom(0, [-0.15, 0.15]),
    translateY: fc.constantFrom(0, 0.07),
    ...look,
  }),
  perspective: step('perspective', { distortion: fc.constantFrom(0.2, [0, 0.4]), ...look }),
  elastic: step('elastic', { magnitude: fc.constantFrom(4, [0, 8]), cell: fc.constantFrom(40, 64), ...look }),
};

const anyWarp = fc.oneof(...Object.values(warping));
const [sides, corner] = [fc.integer({ min: 120, max: 190 }), fc.integer({ min: 15, max: 45 })];

/** @param steps Drawn with each picture. */
export function paintedShapes(steps: fc.Arbitrary<readonly Step[]>): fc.Arbitrary<PaintedShapes> {
  return fc
    .record({
      size: fc.record({ width: sides, height: sides }),
      corner: fc.tuple(corner, corner),
      extent: fc.tuple(fc.integer({ min: 45, max: 75 }), fc.integer({ min: 45, max: 75 })),
      radii: fc.array(fc.double({ min: 26, max: 48, noNaN: true }), { minLength: 7, maxLength: 11 }),
      dot: fc.tuple(fc.double({ min: 0.25, max: 0.75, noNaN: true }), fc.double({ min: 0.25, max: 0.75, noNaN: true })),
      steps,
    })
    .map(({ size, corner: [x0, y0], extent: [width, height], radii, dot: [u, v], steps: drawnSteps }) => ({
      size,
      rectangle: { x0, y0, x1: x0 + width, y1: y0 + height },
      ring: Float64Array.from(
        radii.flatMap((radius, index) => {
          const angle = (2 * Math.PI * index) / radii.length;
          return [size.width / 2 + radius * Math.cos(angle), size.height / 2 + radius * Math.sin(angle)];
        }),
      ),
      dot: [u * size.width, v * size.height] as const,
      steps: drawnSteps,
    }));
}

/** Up to five steps, one at least of which is not along the axes. */
export const anyWarpChain: fc.Arbitrary<readonly Step[]> = fc
  .tuple(fc.array(fc.oneof(moving, anyWarp), { maxLength: 4 }), anyWarp, fc.nat())
  .map(([others, one, place]) => others.toSpliced(place % (others.length + 1), 0, one));

const dotRadius = 6;

/** By coverage: the share of each pixel that an object fills, by 4 × 4 places in it. */
export function shapesPicture({ size, rectangle, ring, dot: [dx, dy] }: PaintedShapes): Raster {
  const isIn = [
    (x: number, y: number) => x >= rectangle.x0 && x < rectangle.x1 && y >= rectangle.y0 && y < rectangle.y1,
    // In whole pixels, as its mask has it.
    (x: number, y: number) => inRing(ring, Math.floor(x) + 0.5, Math.floor(y) + 0.5),
    (x: number, y: number) => (x - dx) ** 2 + (y - dy) ** 2 < dotRadius ** 2,
  ];
  return drawn({ ...size, bands: 3, depth: 8 }, (x, y, band) => {
    let share = 0;
    for (let place = 0; place < 16; place++)
      if (isIn[band]!(x + ((place & 3) + 0.5) / 4, y + ((place >> 2) + 0.5) / 4)) share += 1 / 16;
    return dark + (bright - dark) * share;
  });
}

export function shapesLabels({ size, rectangle, ring, dot: [x, y] }: PaintedShapes): ImageLabels {
  const at = { x0: 0, y0: 0, x1: size.width, y1: size.height };
  const pixels = new Uint8Array(size.width * size.height);
  for (let row = 0; row < size.height; row++)
    for (let column = 0; column < size.width; column++)
      if (inRing(ring, column + 0.5, row + 0.5)) pixels[row * size.width + column] = 1;
  const { x0, y0, x1, y1 } = rectangle;
  return {
    ...noLabels,
    labels: [
      labelOf(0, [{ kind: 'box', at: Float64Array.of(x0, y0, x1, y1) }]),
      labelOf(0, [{ kind: 'polygon', rings: ringsOf([cornersOf(rectangle)]) }]),
      labelOf(1, [{ kind: 'polygon', rings: ringsOf([ring]) }]),
      labelOf(1, [{ kind: 'mask', mask: maskOf(size, { at, pixels }) }]),
      labelOf(2, [{ kind: 'keypoints', points: Float64Array.of(x, y, 2) }]),
    ],
  };
}

/** How far labels are from the colours of the result; null for what is too small there, or gone, to be measured. */
export interface Measured {
  /** Pixels between the box and the rectangle's outermost pixels. */
  readonly box: number | null;
  /** Intersection over union with the pixels of the object. */
  readonly rectangle: number | null;
  readonly polygon: number | null;
  readonly mask: number | null;
  /** Pixels between the keypoint and the dot's centre. */
  readonly keypoint: number | null;
}

/** Smaller is too little to measure: one row of pixels along its border is much of it. */
const leastArea = 400;
/** The green one is drawn in whole pixels, as its mask is: about a seventh of a pixel off all along its border. */
const leastGreen = 1000;

export function measured(raster: Raster, { labels }: ImageLabels): Measured {
  const of = <K extends 'polygon' | 'mask' | 'box' | 'keypoints'>(kind: K, of: number) =>
    labels.flatMap((label) => (label.class === of ? (shapeOf(label, kind) ?? []) : [])).at(0) ?? null;
  const [red, green] = [areaSeen(raster, 0), areaSeen(raster, 1)];
  const [box, outline, polygon] = [of('box', 0), of('polygon', 0), of('polygon', 1)];
  const [mask, keypoints] = [of('mask', 1), of('keypoints', 2)];
  return {
    box: red < leastArea ? null : box ? boxOff(box.at, raster) : Infinity,
    rectangle: red < leastArea ? null : outlineOverlap(raster, 0, outline?.rings ?? null),
    polygon: green < leastGreen ? null : outlineOverlap(raster, 1, polygon?.rings ?? null),
    mask: green < leastGreen ? null : maskOverlap(raster, 1, pixelsOf(mask ? bitmapOf(mask.mask) : null)),
    keypoint: keypointOff(raster, keypoints?.points ?? null),
  };
}

/** How many pixels are more than half the object's. */
function areaSeen(raster: Raster, band: number): number {
  let area = 0;
  for (let y = 0; y < raster.height; y++)
    for (let x = 0; x < raster.width; x++) if (shareAt(raster, x, y, band) > 0.5) area++;
  return area;
}

/** Around the pixels of the rectangle, more than `share` of each of which is its own. */
function boundsOfSeen(raster: Raster, share: number): readonly number[] {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let y = 0; y < raster.height; y++)
    for (let x = 0; x < raster.width; x++)
      if (shareAt(raster, x, y, 0) > share)
        [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x + 1), Math.max(y1, y + 1)];
  return [x0, y0, x1, y1];
}

/**
 * How far a box is from where the rectangle ends: an edge along the axes ends with the pixels that are half its own, the
 * tip of a corner with those that show a little of it.
 */
function boxOff(box: ArrayLike<number>, raster: Raster): number {
  const [inner, outer] = [boundsOfSeen(raster, 0.5), boundsOfSeen(raster, 0.2)];
  return Math.max(
    ...inner.map((value, side) => {
      const [low, high] = [Math.min(value, outer[side]!), Math.max(value, outer[side]!)];
      const edge = box[side] ?? NaN;
      return Math.max(low - edge, edge - high, 0);
    }),
  );
}

/** Of a dot: more has been cut, or bent. */
const mostAsymmetry = 0.1;

function keypointOff(raster: Raster, points: Float64Array | null): number | null {
  const { width, height } = raster;
  let [mass, x, y, touches] = [0, 0, 0, false];
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const share = shareAt(raster, column, row, 2);
      if (share < 0.1) continue;
      [mass, x, y] = [mass + share, x + share * (column + 0.5), y + share * (row + 0.5)];
      if (row < 2 || column < 2 || row >= height - 2 || column >= width - 2) touches = true;
    }
  // A dot that was cut has its centre elsewhere, at the border or at that of a step before.
  if (mass < 20 || touches || asymmetryOf(raster, 2, [x / mass, y / mass]) > mostAsymmetry) return null;
  // One that was cut through its middle and padded since has lost its keypoint, and less than half of it is left.
  if (!points) return mass > 0.75 * Math.PI * dotRadius ** 2 ? Infinity : null;
  const [u = NaN, v = NaN] = points;
  return Math.hypot(x / mass - u, y / mass - v);
}

function pixelsOf(bitmap: ReturnType<typeof bitmapOf>): (x: number, y: number) => boolean {
  if (!bitmap) return () => false;
  const { at: part, pixels } = bitmap;
  return (x, y) =>
    x >= part.x0 &&
    x < part.x1 &&
    y >= part.y0 &&
    y < part.y1 &&
    pixels[(y - part.y0) * (part.x1 - part.x0) + x - part.x0] === 1;
}
