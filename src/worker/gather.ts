import { assertNever } from '../core/assert-never';
import type { Edge, GeometryMap, Rect } from '../core/geometry/geometry';
import type { Move } from '../core/geometry/pass';
import type { Kernels } from './kernels';
import { bandsOf, type Packed } from './pixels';

/**
 * A step that is its geometry and nothing else, whatever its map and edge: each pixel of the result is taken from where
 * its centre comes from, the nearest or a mean of four. Slow, and right: the kernels do what most steps are.
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
  const mix = kernel === 'nearest' ? nearest : linear;
  for (let y = 0, i = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++, i += bands) {
      const [sx, sy] = back(x + 0.5, y + 0.5);
      const inX = edge === 'constant' ? inside(sx, clip.x0, clip.x1) : folded(sx, clip.x0, clip.x1, edge);
      const inY = edge === 'constant' ? inside(sy, clip.y0, clip.y1) : folded(sy, clip.y0, clip.y1, edge);
      if (Number.isNaN(inX) || Number.isNaN(inY)) for (let band = 0; band < bands; band++) to[i + band] = ground[band]!;
      else mix(from, pixels.stride, bands, clip, inX, inY, to, i);
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
      // The adjugate: its factor falls out of the quotients.
      const [a, b, c, d, e, f, g, h, i] = map.matrix;
      return (x, y) => {
        const w = (d * h - e * g) * x + (b * g - a * h) * y + (a * e - b * d);
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

const inside = (at: number, from: number, to: number) => (at >= from && at < to ? at : NaN);

/** Mirrored with the border pixel repeated (`cba|abc`), or drawn out. */
function folded(at: number, from: number, to: number, edge: Exclude<Edge, 'constant'>): number {
  if (at >= from && at < to) return at;
  if (edge === 'replicate') return Math.max(from, Math.min(to - 0.5, at));
  const length = to - from;
  const turn = (((at - from) % (2 * length)) + 2 * length) % (2 * length);
  return from + Math.min(turn < length ? turn : 2 * length - turn, length - 1e-9);
}

type Mix = (
  from: Uint8Array,
  stride: number,
  bands: number,
  clip: Rect,
  x: number,
  y: number,
  to: Uint8Array,
  at: number,
) => void;

const nearest: Mix = (from, stride, bands, _, x, y, to, at) => {
  const i = Math.floor(y) * stride + Math.floor(x) * bands;
  for (let band = 0; band < bands; band++) to[at + band] = from[i + band]!;
};

/** Colours weigh as much as they are opaque. */
const linear: Mix = (from, stride, bands, clip, x, y, to, at) => {
  const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
  const [across, down] = [x - 0.5 - left, y - 0.5 - top];
  const sums = [0, 0, 0, 0];
  let whole = 0;
  for (let corner = 0; corner < 4; corner++) {
    const [dx, dy] = [corner & 1, corner >> 1];
    const column = Math.max(clip.x0, Math.min(clip.x1 - 1, left + dx));
    const row = Math.max(clip.y0, Math.min(clip.y1 - 1, top + dy));
    const i = row * stride + column * bands;
    const share = (dx ? across : 1 - across) * (dy ? down : 1 - down);
    const weight = bands === 4 ? share * (from[i + 3]! / 255) : share;
    whole += weight;
    for (let band = 0; band < Math.min(3, bands); band++) sums[band]! += weight * from[i + band]!;
  }
  for (let band = 0; band < Math.min(3, bands); band++) to[at + band] = whole > 0 ? Math.round(sums[band]! / whole) : 0;
  if (bands === 4) to[at + 3] = Math.round(255 * whole);
};
