import { assertNever } from '../core/assert-never';
import type { Edge, GeometryMap, Rect } from '../core/geometry/geometry';
import type { Move } from '../core/geometry/pass';
import type { Kernels } from './kernels';
import { bandsOf, type Packed } from './pixels';

/**
 * A step that is its geometry and nothing else, whatever its map and edge: each pixel of the result is taken from where
 * its centre comes from, the nearest, a mean of four (`linear`) or of sixteen, by Catmull and Rom, as libvips' `bicubic`
 * (every other kernel). Slow, and right: the kernels do what most steps are.
 * @param pixels Grey, RGB or RGBA.
 * @returns new pixels; the source is left as it was.
 */
export function gathered(kernels: Kernels, pixels: Packed, { geometry, kernel, fill }: Move): Packed {
  const { size, clip, edge } = geometry;
  const bands = bandsOf(pixels.layout);
  const at = kernels.alloc(size.width * size.height * bands);
  const to = kernels.bytes(at, size.width * size.height * bands);
  const from = kernels.bytes(pixels.at, pixels.stride * pixels.height);
  const back = inverse(geometry.map);
  const ground = fill.map((part) => Math.round(part * 255));
  const source: Source = { from, stride: pixels.stride, bands, clip, ground: edge === 'constant' ? ground : null };
  const take = kernel === 'nearest' ? nearest(source) : mixed(source, kernel === 'linear' ? linear : cubic);
  for (let y = 0, i = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++, i += bands) {
      const [sx, sy] = back(x + 0.5, y + 0.5);
      if (edge === 'constant') take(sx, sy, to, i);
      else take(folded(sx, clip.x0, clip.x1, edge), folded(sy, clip.y0, clip.y1, edge), to, i);
    }
  return { kind: 'packed', layout: pixels.layout, at, stride: size.width * bands, ...size };
}

type Places = (x: number, y: number) => readonly [number, number];

/** Places of the result to places of the source. */
function inverse(map: GeometryMap): Places {
  switch (map.kind) {
    case 'identity':
      return (x, y) => [x, y];
    case 'affine': {
      const [a, b, c, d, e, f] = map.matrix;
      const det = a * e - b * d;
      return (x, y) => [(e * (x - c) - b * (y - f)) / det, (a * (y - f) - d * (x - c)) / det];
    }
    case 'projective': {
      // The adjugate: its factor falls out of the quotients, but for its sign.
      const [a, b, c, d, e, f, g, h, i] = map.matrix;
      const sign = Math.sign(a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g));
      return (x, y) => {
        const w = (d * h - e * g) * x + (b * g - a * h) * y + (a * e - b * d);
        // What lies behind the eye is nowhere.
        if (w * sign <= 0) return [NaN, NaN];
        return [
          ((e * i - f * h) * x + (c * h - b * i) * y + (b * f - c * e)) / w,
          ((f * g - d * i) * x + (a * i - c * g) * y + (c * d - a * f)) / w,
        ];
      };
    }
    case 'dense':
      return map.backward;
    default:
      return assertNever(map);
  }
}

/** Mirrored with the border pixel repeated (`cba|abc`), or drawn out. */
function folded(at: number, from: number, to: number, edge: Exclude<Edge, 'constant'>): number {
  if (at >= from && at < to) return at;
  if (edge === 'replicate') return Math.max(from, Math.min(to - 0.5, at));
  const length = to - from;
  const turn = (((at - from) % (2 * length)) + 2 * length) % (2 * length);
  return from + Math.min(turn < length ? turn : 2 * length - turn, length - 1e-9);
}

interface Source {
  readonly from: Uint8Array;
  readonly stride: number;
  readonly bands: number;
  readonly clip: Rect;
  /** What stands outside of `clip`; null where places are folded back, and its outermost pixels stand there. */
  readonly ground: readonly number[] | null;
}

/** Writes the pixel that lies at a place of the source. */
type Take = (x: number, y: number, to: Uint8Array, at: number) => void;

function nearest({ from, stride, bands, clip, ground }: Source): Take {
  return (x, y, to, at) => {
    const isInside = x >= clip.x0 && x < clip.x1 && y >= clip.y0 && y < clip.y1;
    const i = Math.floor(y) * stride + Math.floor(x) * bands;
    for (let band = 0; band < bands; band++) to[at + band] = isInside ? from[i + band]! : (ground?.[band] ?? 0);
  };
}

/** The weights of the pixels around a place that lies `t` of the way from the centre of one to that of the next. */
type Weights = (t: number) => readonly number[];

const linear: Weights = (t) => [1 - t, t];

/** Keys 1981, “Cubic convolution interpolation for digital image processing”, with a = −½. */
const cubic: Weights = (t) => [
  (((2 - t) * t - 1) * t) / 2,
  ((3 * t - 5) * t * t + 2) / 2,
  (((4 - 3 * t) * t + 1) * t) / 2,
  ((t - 1) * t * t) / 2,
];

/** Colours weigh as much as they are opaque. */
function mixed({ from, stride, bands, clip, ground }: Source, weights: Weights): Take {
  const taps = weights(0).length;
  const before = taps / 2 - 1;
  const colours = Math.min(3, bands);
  const sums = [0, 0, 0];
  const put = (to: Uint8Array, at: number) => {
    for (let band = 0; band < bands; band++) to[at + band] = ground?.[band] ?? 0;
  };
  return (x, y, to, at) => {
    const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
    // No pixel of the image is beside it, or it is nowhere at all.
    if (!(left >= clip.x0 - 1 && left < clip.x1 && top >= clip.y0 - 1 && top < clip.y1)) return put(to, at);
    const [across, down] = [weights(x - 0.5 - left), weights(y - 0.5 - top)];
    sums.fill(0);
    let whole = 0;
    for (let dy = 0; dy < taps; dy++)
      for (let dx = 0; dx < taps; dx++) {
        const [column, row] = [left - before + dx, top - before + dy];
        const share = across[dx]! * down[dy]!;
        const inX = Math.max(clip.x0, Math.min(clip.x1 - 1, column));
        const inY = Math.max(clip.y0, Math.min(clip.y1 - 1, row));
        const isGround = ground !== null && (inX !== column || inY !== row);
        const pixels: ArrayLike<number> = isGround ? ground : from;
        const i = isGround ? 0 : inY * stride + inX * bands;
        const weight = bands === 4 ? share * (pixels[i + 3]! / 255) : share;
        whole += weight;
        for (let band = 0; band < colours; band++) sums[band]! += weight * pixels[i + band]!;
      }
    for (let band = 0; band < colours; band++) to[at + band] = whole > 0 ? eightBits(sums[band]! / whole) : 0;
    if (bands === 4) to[at + 3] = eightBits(255 * whole);
  };
}

/** A cubic goes beyond the values that it lies between. */
const eightBits = (value: number) => Math.max(0, Math.min(255, Math.round(value)));
