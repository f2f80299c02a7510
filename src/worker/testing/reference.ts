import type { Rect, Size } from '../../core/geometry/geometry';
import type { Kernel } from '../../core/operations/operation';
import { at, drawn, type Raster } from './raster';

/**
 * The plain way to resample, written out: every pixel of the result is the kernel's mean around the place in the source
 * that lies under its centre, the kernel widened by the factor where the picture shrinks, the border drawn out. No
 * rounding between the axes. Straight numbers: alpha is nothing special here.
 */
export function resampled(source: Raster, width: number, height: number, kernel: Kernel): Raster {
  return resampledWindow(source, { x0: 0, y0: 0, x1: source.width, y1: source.height }, { width, height }, kernel);
}

/** A window of the source the same way: what lies around it is seen by the kernel, as by Pillow's `resize(size, box=window)`. */
export function resampledWindow(source: Raster, window: Rect, { width, height }: Size, kernel: Kernel): Raster {
  const across = weights(source.width, window.x0, window.x1, width, kernel);
  const down = weights(source.height, window.y0, window.y1, height, kernel);
  const { bands } = source;
  const rows = Array.from({ length: source.height }, (_, y) =>
    Array.from({ length: width * bands }, (_, i) =>
      sum(across[Math.floor(i / bands)] ?? [], (x) => at(source, x, y, i % bands)),
    ),
  );
  return drawn({ ...source, width, height }, (x, y, band) =>
    sum(down[y] ?? [], (row) => rows[row]?.[x * bands + band] ?? NaN),
  );
}

/** Kernel functions as published: Keys 1981 with a = −1/2, Mitchell and Netravali 1988 with B = C = 1/3, Lanczos. */
const curves: Readonly<Record<Exclude<Kernel, 'nearest'>, { support: number; curve: (t: number) => number }>> = {
  linear: { support: 1, curve: (t) => Math.max(0, 1 - t) },
  cubic: {
    support: 2,
    curve: (t) => (t < 1 ? (1.5 * t - 2.5) * t * t + 1 : t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0),
  },
  mitchell: {
    support: 2,
    curve: (t) =>
      t < 1 ? ((7 * t - 12) * t * t + 16 / 3) / 6 : t < 2 ? (((-7 / 3) * t + 12) * t * t - 20 * t + 32 / 3) / 6 : 0,
  },
  lanczos2: { support: 2, curve: (t) => (t < 2 ? sinc(t) * sinc(t / 2) : 0) },
  lanczos3: { support: 3, curve: (t) => (t < 3 ? sinc(t) * sinc(t / 3) : 0) },
};

const sinc = (t: number) => (t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t));

type Weights = readonly (readonly [index: number, weight: number])[];

function weights(from: number, start: number, end: number, to: number, kernel: Kernel): readonly Weights[] {
  const factor = (end - start) / to;
  return Array.from({ length: to }, (_, i) => {
    const centre = start + (i + 0.5) * factor;
    if (kernel === 'nearest' || factor === 1) return [[Math.min(from - 1, Math.floor(centre)), 1]] as const;
    // Enlarging is cubic for every kernel beyond linear, as the parameter says.
    const { support, curve } = curves[factor < 1 && kernel !== 'linear' ? 'cubic' : kernel];
    const wide = Math.max(1, factor);
    const taps: [number, number][] = [];
    for (let tap = Math.floor(centre - support * wide); tap <= Math.ceil(centre + support * wide); tap++) {
      const weight = curve(Math.abs(tap + 0.5 - centre) / wide);
      if (weight !== 0) taps.push([Math.max(0, Math.min(from - 1, tap)), weight]);
    }
    const whole = taps.reduce((total, [, weight]) => total + weight, 0);
    return taps.map(([tap, weight]) => [tap, weight / whole] as const);
  });
}

function sum(taps: Weights, value: (index: number) => number): number {
  let total = 0;
  for (const [tap, weight] of taps) total += weight * value(tap);
  return total;
}

/** Every pixel of the result taken from a place in the source, or a colour where that place is outside. */
export function moved(
  source: Raster,
  width: number,
  height: number,
  from: (x: number, y: number) => readonly [x: number, y: number],
  fill: readonly number[] = [],
): Raster {
  return drawn({ ...source, width, height }, (x, y, band) => {
    const [sx, sy] = from(x, y);
    const outside = sx < 0 || sy < 0 || sx >= source.width || sy >= source.height;
    return outside ? (fill[band] ?? NaN) : at(source, sx, sy, band);
  });
}

/**
 * Every pixel of the result mixed of the four around the place that its centre comes from, the colour `fill` lying around
 * the image.
 */
export function warped(
  source: Raster,
  { width, height }: Size,
  from: (x: number, y: number) => readonly [x: number, y: number],
  fill: readonly number[],
): Raster {
  return drawn({ ...source, width, height }, (column, row, band) => {
    const [u, v] = from(column + 0.5, row + 0.5);
    const [x, y] = [u - 0.5, v - 0.5];
    let total = 0;
    for (const [i, j] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      const [sx, sy] = [Math.floor(x) + i, Math.floor(y) + j];
      const isOut = sx < 0 || sy < 0 || sx >= source.width || sy >= source.height;
      const share = (1 - Math.abs(sx - x)) * (1 - Math.abs(sy - y));
      total += share * (isOut ? fill[band]! : at(source, sx, sy, band));
    }
    return total;
  });
}
