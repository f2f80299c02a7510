import { boxOf } from '../core/geometry/fuse';
import type { Rect, Size } from '../core/geometry/geometry';
import type { Pass, Turn } from '../core/geometry/pass';
import type { Fill } from '../core/operations/operation';
import type { Kernels } from './kernels';
import { bandsOf, chromaOf, type Packed, type Pixels, type Plane, type Planes, type Sampling } from './pixels';

/**
 * Runs a pass on pixels in the kernels' memory.
 * @param shrunk By how much the decoder made the source smaller: 1 for not at all, 0.5 for half the sides.
 * @param want What planes become; packed pixels stay packed, in their layout.
 * @returns new pixels; the source is left as it was.
 */
export function runPass(kernels: Kernels, pixels: Pixels, pass: Pass, shrunk: number, want: Sampling): Pixels {
  const scaled = { ...pass, bounds: times(pass.bounds, shrunk, shrunk), box: times(pass.box, shrunk, shrunk) };
  return pixels.kind === 'packed' ? packed(kernels, pixels, scaled) : planes(kernels, pixels, scaled, want);
}

function packed(kernels: Kernels, source: Packed, pass: Pass): Packed {
  const bands = bandsOf(source.layout);
  const canvas = planeOf(kernels, pass.size, bands);
  for (const { rect, fill } of pass.paints)
    kernels.fill(part(canvas, rect, bands), bands, bytesOf(fill, source.layout));
  const mixes = source.layout === 'rgba' && pass.kernel !== 'nearest';
  const mark = kernels.mark();
  try {
    const at = part(canvas, pass.at, bands);
    if (mixes) {
      const seen = outward(pass.bounds, source);
      const [bounds, box] = [pass.bounds, pass.box].map((rect) => moved(rect, seen)) as [Rect, Rect]; // Two of two.
      lay(kernels, premultiplied(kernels, part(source, seen, bands)), bands, { ...pass, bounds, box }, at);
      kernels.unpremultiply(at);
    } else lay(kernels, source, bands, pass, at);
  } finally {
    kernels.release(mark);
  }
  return { kind: 'packed', layout: source.layout, ...canvas };
}

/** A copy, so that the source stays straight for whoever comes next. */
function premultiplied(kernels: Kernels, source: Plane): Plane {
  const copy = planeOf(kernels, source, 4);
  kernels.copy(source, copy, 4);
  kernels.premultiply(copy);
  return copy;
}

function planes(kernels: Kernels, source: Planes, pass: Pass, want: Sampling): Planes {
  const y = planeOf(kernels, pass.size, 1);
  const [level, blue, red] = [0, 1, 2].map((i) => pass.paints.map(({ fill }) => ycc(fill)[i]!)) as [
    number[],
    number[],
    number[],
  ]; // Three of three.
  pass.paints.forEach(({ rect }, i) => kernels.fill(part(y, rect, 1), 1, [level[i]!]));
  lay(kernels, source.y, 1, pass, part(y, pass.at, 1));
  return {
    kind: 'planes',
    sampling: want,
    width: pass.size.width,
    height: pass.size.height,
    y,
    cb: chroma(kernels, source.cb, source.sampling, pass, want, blue),
    cr: chroma(kernels, source.cr, source.sampling, pass, want, red),
  };
}

/** Chroma's samples lie in the middle of the pixels that they stand for (JFIF), so edges of halves are halves of edges. */
function chroma(
  kernels: Kernels,
  source: Plane,
  from: Sampling,
  pass: Pass,
  want: Sampling,
  levels: readonly number[],
): Plane {
  const here = chromaOf(from);
  const there = chromaOf(want);
  const size = { width: Math.ceil(pass.size.width / there.x), height: Math.ceil(pass.size.height / there.y) };
  const canvas = planeOf(kernels, size, 1);
  pass.paints.forEach(({ rect }, i) =>
    kernels.fill(part(canvas, outward(over(rect, there), size), 1), 1, [levels[i]!]),
  );
  const at = outward(over(pass.at, there), size);
  // Where the picture begins between two chroma samples, the box begins as much before it.
  const whole = { x0: at.x0 * there.x, y0: at.y0 * there.y, x1: at.x1 * there.x, y1: at.y1 * there.y };
  const box = over(boxOf(pass.box, pass.turn, pass.at, whole), here);
  const isStill = pass.kernel === 'nearest';
  lay(
    kernels,
    source,
    1,
    // Chroma alone may change its scale; its samples are averages, so it is never taken by the nearest.
    { ...pass, box, bounds: over(pass.bounds, here), kernel: isStill ? 'linear' : pass.kernel },
    part(canvas, at, 1),
  );
  blendBorder(kernels, canvas, at, pass, there, levels.at(-1));
  return canvas;
}

/** A sample that stands for pixels of both the picture and its border is the mean of both. */
function blendBorder(
  kernels: Kernels,
  canvas: Plane,
  at: Rect,
  { at: picture, size }: Pass,
  { x, y }: { readonly x: number; readonly y: number },
  level: number | undefined,
): void {
  if (level === undefined) return;
  const bytes = kernels.bytes(canvas.at, canvas.stride * canvas.height);
  const blend = (column: number, row: number) => {
    const i = row * canvas.stride + column;
    bytes[i] = (bytes[i]! + level + 1) >> 1;
  };
  const columns = [
    ...(at.x0 * x < picture.x0 ? [at.x0] : []),
    ...(at.x1 * x > picture.x1 && picture.x1 < size.width ? [at.x1 - 1] : []),
  ];
  const rows = [
    ...(at.y0 * y < picture.y0 ? [at.y0] : []),
    ...(at.y1 * y > picture.y1 && picture.y1 < size.height ? [at.y1 - 1] : []),
  ];
  for (const column of columns) for (let row = at.y0; row < at.y1; row++) blend(column, row);
  for (const row of rows) for (let column = at.x0; column < at.x1; column++) blend(column, row);
}

/** The picture of a pass, of one plane, into its place. */
function lay(
  kernels: Kernels,
  source: Plane,
  bands: 1 | 3 | 4,
  { bounds, box, turn, kernel }: Pick<Pass, 'bounds' | 'box' | 'turn' | 'kernel'>,
  target: Plane,
): void {
  const seen = outward(bounds, source);
  const view = part(source, seen, bands);
  const within = moved(box, seen);
  if (!turn.transposed) return kernels.resample({ source: view, bands, box: within, target, kernel, ...flips(turn) });
  const mark = kernels.mark();
  try {
    // Scaled first, since that mostly leaves less to turn; mirrored so that it lies right once it is turned.
    const lying = planeOf(kernels, { width: target.height, height: target.width }, bands);
    const turned = { flipX: turn.flipY, flipY: turn.flipX };
    kernels.resample({ source: view, bands, box: within, target: lying, kernel, ...turned });
    kernels.transpose(lying, bands, target);
  } finally {
    kernels.release(mark);
  }
}

const flips = ({ flipX, flipY }: Turn) => ({ flipX, flipY });

function planeOf(kernels: Kernels, { width, height }: Size, bands: 1 | 3 | 4): Plane {
  const stride = width * bands;
  return { at: kernels.alloc(stride * height), stride, width, height };
}

/** A rectangle of a plane, in whole pixels. */
function part({ at, stride }: Plane, { x0, y0, x1, y1 }: Rect, bands: number): Plane {
  return { at: at + y0 * stride + x0 * bands, stride, width: x1 - x0, height: y1 - y0 };
}

/** Whole pixels around a rectangle, within the plane. A millionth of a pixel over an edge is on it. */
function outward({ x0, y0, x1, y1 }: Rect, { width, height }: Size): Rect {
  const tiny = 1e-6;
  return {
    x0: Math.max(0, Math.min(width - 1, Math.floor(x0 + tiny))),
    y0: Math.max(0, Math.min(height - 1, Math.floor(y0 + tiny))),
    x1: Math.max(1, Math.min(width, Math.ceil(x1 - tiny))),
    y1: Math.max(1, Math.min(height, Math.ceil(y1 - tiny))),
  };
}

function times({ x0, y0, x1, y1 }: Rect, x: number, y: number): Rect {
  return { x0: x0 * x, y0: y0 * y, x1: x1 * x, y1: y1 * y };
}

function over(rect: Rect, { x, y }: { readonly x: number; readonly y: number }): Rect {
  return times(rect, 1 / x, 1 / y);
}

/** The same rectangle, told from another's corner. */
function moved({ x0, y0, x1, y1 }: Rect, origin: Rect): Rect {
  return { x0: x0 - origin.x0, y0: y0 - origin.y0, x1: x1 - origin.x0, y1: y1 - origin.y0 };
}

/** A fill as one pixel's bytes. */
function bytesOf([red, green, blue, alpha]: Fill, layout: Packed['layout']): readonly number[] {
  const [r, g, b, a] = [red, green, blue, alpha].map((part) => Math.round(part * 255)) as [
    number,
    number,
    number,
    number,
  ]; // Four of four.
  switch (layout) {
    case 'grey':
      return [r];
    case 'rgb':
      return [r, g, b];
    case 'bgrx':
      return [b, g, r, 255];
    case 'rgba':
      return [r, g, b, a];
    case 'rgbx':
      return [r, g, b, 255];
  }
}

/** JFIF 1.02, section 7. */
function ycc([red, green, blue]: Fill): readonly [number, number, number] {
  const [r, g, b] = [red * 255, green * 255, blue * 255];
  const level = (value: number) => Math.max(0, Math.min(255, Math.floor(value + 0.5)));
  return [
    level(0.299 * r + 0.587 * g + 0.114 * b),
    level(128 - 0.168736 * r - 0.331264 * g + 0.5 * b),
    level(128 + 0.5 * r - 0.418688 * g - 0.081312 * b),
  ];
}
