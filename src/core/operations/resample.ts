import type Vips from 'wasm-vips';
import type { Size } from '../geometry/geometry';
import { piped } from './handles';
import type { Kernel } from './operation';

/** libvips' interpolators for enlarging, by kernel: it has none for the larger kernels, and takes bicubic as `resize` does. */
const interpolators = {
  nearest: 'nearest',
  linear: 'bilinear',
  cubic: 'bicubic',
  mitchell: 'bicubic',
  lanczos2: 'bicubic',
  lanczos3: 'bicubic',
} as const satisfies Record<Kernel, string>;

/** Reads at least this many source pixels per kernel width before a box filter takes part of the work: libvips' default. */
export const gap = 2;

/**
 * Resamples the whole image to `scaled`, edges to edges: the centre of what was at `x` is at `x · scaled / source`.
 * libvips' own `resize` lands half a pixel off when it enlarges, and takes a shrunk decode's cut edge for the picture's.
 * @param image Of size `source`, or shrunk by decoding to a half, a quarter or an eighth of it, rounded down as libvips'
 *   loaders do: what is left of a last pixel is cut. Premultiplied where it has alpha, unless the kernel is `nearest`.
 * @returns a new handle.
 */
export function resample(vips: typeof Vips, image: Vips.Image, source: Size, scaled: Size, kernel: Kernel): Vips.Image {
  const shrink = shrinkOf(image, source);
  const across = { extent: source.width / shrink, length: scaled.width };
  const down = { extent: source.height / shrink, length: scaled.height };
  return piped(
    image,
    (one) => (reduces(down, kernel) ? reduceDown(one, down, kernel) : one.copy()),
    (one) => (reduces(across, kernel) ? reduceAcross(one, across, kernel) : one.copy()),
    (one) => (isDone(one, scaled) ? one.copy() : enlarge(vips, one, across, down, kernel)),
  );
}

/** One side: how many pixels of the image hold the source, a fraction where decoding cut its edge, and how many it becomes. */
interface Side {
  readonly extent: number;
  readonly length: number;
}

/** By how much decoding shrank the image: 1, 2, 4 or 8. */
export function shrinkOf(image: Vips.Image, source: Size): number {
  const found = [1, 2, 4, 8].find(
    (by) => image.width === Math.floor(source.width / by) && image.height === Math.floor(source.height / by),
  );
  if (found !== undefined) return found;
  throw new Error(
    `Expected an image of ${source.width} × ${source.height} px or shrunk by 2, 4 or 8, received ${image.width} × ${image.height}.`,
  );
}

const reduces = ({ extent, length }: Side, kernel: Kernel) => kernel !== 'nearest' && extent > length;

const isDone = (image: Vips.Image, { width, height }: Size) => image.width === width && image.height === height;

function reduceDown(image: Vips.Image, side: Side, kernel: Kernel): Vips.Image {
  const { padded, factor } = aligned(side, image.height);
  return piped(
    image,
    (one) => (padded > one.height ? one.embed(0, 0, one.width, padded, { extend: 'copy' }) : one.copy()),
    (one) => one.reducev(factor, { kernel, gap }),
    (one) => (one.height > side.length ? one.extractArea(0, 0, one.width, side.length) : one.copy()),
  );
}

function reduceAcross(image: Vips.Image, side: Side, kernel: Kernel): Vips.Image {
  const { padded, factor } = aligned(side, image.width);
  return piped(
    image,
    (one) => (padded > one.width ? one.embed(0, 0, padded, one.height, { extend: 'copy' }) : one.copy()),
    (one) => one.reduceh(factor, { kernel, gap }),
    (one) => (one.width > side.length ? one.extractArea(0, 0, side.length, one.height) : one.copy()),
  );
}

/** Pixels of the result that an edge may lie off; what is asked for by `aligned`, not what is reached on the mean. */
export const tolerancePx = 0.002;

/**
 * `reduceh` and `reducev` lay their result in the middle of the image: where the factor does not divide it, both ends
 * lie off. So the image is drawn out to the right (the bottom) until the factor does divide it, and the result cut again.
 * That costs nothing: libvips computes only what is asked for.
 */
function aligned({ extent, length }: Side, pixels: number): { padded: number; factor: number } {
  const factor = extent / length;
  let best = { padded: pixels, off: Infinity };
  for (let more = pixels === extent ? 0 : 1; more < 2048; more++) {
    const exact = factor * (length + more);
    const padded = Math.round(exact);
    if (padded < pixels) continue;
    // Half of what is too much or too little falls on each side.
    const off = Math.abs(exact - padded) / 2 / factor;
    if (off < best.off) best = { padded, off };
    if (off <= tolerancePx) break;
  }
  return { padded: best.padded, factor };
}

/** A centre between two source pixels counts as the later one's, as in Pillow; doubles alone would fall to either side. */
const laterPx = 1e-6;

/** Sides that shrank already are left as they are. `nearest` comes here for shrinking too: it takes what lies under the centre. */
function enlarge(vips: typeof Vips, image: Vips.Image, across: Side, down: Side, kernel: Kernel): Vips.Image {
  const x = image.width === across.length ? { extent: across.length, length: across.length } : across;
  const y = image.height === down.length ? { extent: down.length, length: down.length } : down;
  return enlarged(vips, image, { start: 0, ...x }, { start: 0, ...y }, kernel);
}

/** A side of a window, which begins at `start`. */
export interface Axis extends Side {
  readonly start: number;
}

/** A window of the image, edges to edges, where no side gets smaller, or the kernel is `nearest`. @returns a new handle. */
export function enlarged(vips: typeof Vips, image: Vips.Image, across: Axis, down: Axis, kernel: Kernel): Vips.Image {
  const a = across.length / across.extent;
  const d = down.length / down.extent;
  // affine counts in pixel indexes, whose centres are half a pixel on; its `nearest` rounds down, which is edges already.
  const half = kernel === 'nearest' ? -laterPx : 0.5;
  const interpolate = vips.Interpolate.newFromName(interpolators[kernel]);
  try {
    return image.affine([a, 0, 0, d], {
      interpolate,
      idx: half,
      idy: half,
      odx: -0.5 - a * across.start,
      ody: -0.5 - d * down.start,
      oarea: [0, 0, across.length, down.length],
      extend: 'copy',
      premultiplied: true,
    });
  } finally {
    interpolate.delete();
  }
}
