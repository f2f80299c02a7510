// Pillow's resampling of 8-bit samples in plain TypeScript, one sample after another (src/libImaging/Resample.c): what the
// kernels are held to. `resample.long.test.ts` holds it, and them, to Pillow itself.
import type { Resampling } from '../kernels';

export type FilterName = Resampling['kernel'];

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly bands: 1 | 3 | 4;
  readonly bytes: Uint8Array;
}

export type Box = readonly [x0: number, y0: number, x1: number, y1: number];

const sinc = (t: number) => (t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t));

function lanczos(t: number, lobes: number): number {
  return t >= -lobes && t < lobes ? sinc(t) * sinc(t / lobes) : 0;
}

/** Keys' cubics, Mitchell and Netravali's `B` and `C`: piecewise by the distance. */
function cubicOf(b: number, c: number): (t: number) => number {
  return (t) => {
    const x = Math.abs(t);
    if (x < 1) return ((12 - 9 * b - 6 * c) * x ** 3 + (-18 + 12 * b + 6 * c) * x ** 2 + (6 - 2 * b)) / 6;
    if (x < 2) return ((-b - 6 * c) * x ** 3 + (6 * b + 30 * c) * x ** 2 + (-12 * b - 48 * c) * x + 8 * b + 24 * c) / 6;
    return 0;
  };
}

function pillowsCubic(t: number): number {
  const x = Math.abs(t);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
}

function hamming(t: number): number {
  const x = Math.abs(t);
  // Singles, as in Pillow.
  return x < 1 ? sinc(x) * (Math.fround(0.54) + Math.fround(0.46) * Math.cos(Math.PI * x)) : 0;
}

const filters: Readonly<Record<Exclude<FilterName, 'nearest'>, readonly [number, (t: number) => number]>> = {
  box: [0.5, (t) => (t > -0.5 && t <= 0.5 ? 1 : 0)],
  linear: [1, (t) => Math.max(0, 1 - Math.abs(t))],
  hamming: [1, hamming],
  cubic: [2, pillowsCubic],
  mitchell: [2, cubicOf(1 / 3, 1 / 3)],
  lanczos2: [2, (t) => lanczos(t, 2)],
  lanczos3: [3, (t) => lanczos(t, 3)],
};

/** `Image.resize(size, kernel, box)`; a centre outside the source counts as on its edge, which Pillow refuses. */
export function resized(
  source: Picture,
  { width, height }: { readonly width: number; readonly height: number },
  kernel: FilterName,
  [x0, y0, x1, y1]: Box,
  settle: (weight: number) => number = fixed,
): Picture {
  const across = axis(source.width, x0, x1, width, kernel, settle);
  const down = axis(source.height, y0, y1, height, kernel, settle);
  const half = { ...source, width, bytes: pass(source, across, width, source.height, true) };
  return { ...half, height, bytes: pass(half, down, width, height, false) };
}

type Tap = { readonly first: number; readonly weights: readonly number[] };

function axis(
  size: number,
  from: number,
  to: number,
  length: number,
  kernel: FilterName,
  settle: (weight: number) => number,
): Tap[] {
  const isStill = Number.isInteger(from) && to - from === length && from >= 0 && to <= size;
  return Array.from({ length }, (_, i) => {
    if (kernel === 'nearest' || isStill) {
      const first = Math.floor(from + ((i + 0.5) * (to - from)) / length + 1e-6);
      return { first: Math.max(0, Math.min(size - 1, first)), weights: [settle(1)] };
    }
    const [radius, filter] = filters[kernel];
    const start = Math.fround(from);
    const scale = Math.fround(Math.fround(to) - start) / length;
    const stretch = Math.max(scale, 1);
    const centre = Math.max(0, Math.min(size, start + (i + 0.5) * scale));
    const first = Math.min(size - 1, Math.max(0, Math.trunc(centre - radius * stretch + 0.5)));
    const end = Math.max(first + 1, Math.min(size, Math.trunc(centre + radius * stretch + 0.5)));
    const values = Array.from({ length: end - first }, (_none, t) =>
      filter((t + first - centre + 0.5) * (1 / stretch)),
    );
    const sum = values.reduce((total, value) => total + value, 0);
    return { first, weights: values.map((value) => settle(sum === 0 ? 1 : value / sum)) };
  });
}

/** 22 bits after the point, halves away from zero. */
function fixed(weight: number): number {
  return Math.trunc(weight * 2 ** 22 + (weight < 0 ? -0.5 : 0.5));
}

/** Sums are whole and below 2⁵³, so they are exact. */
function pass(source: Picture, taps: readonly Tap[], width: number, height: number, isAcross: boolean): Uint8Array {
  const { bands, bytes } = source;
  const step = isAcross ? bands : source.width * bands;
  const out = new Uint8Array(width * height * bands);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const { first, weights } = taps[isAcross ? x : y]!;
      const start = isAcross ? (y * source.width + first) * bands : first * step + x * bands;
      for (let band = 0; band < bands; band++) {
        let sum = 2 ** 21;
        for (let t = 0; t < weights.length; t++) sum += weights[t]! * bytes[start + t * step + band]!;
        out[(y * width + x) * bands + band] = Math.max(0, Math.min(255, Math.floor(sum / 2 ** 22)));
      }
    }
  }
  return out;
}

/** Mirrored, left to right and upside down. */
export function flipped({ width, height, bands, bytes }: Picture, flipX: boolean, flipY: boolean): Uint8Array {
  const out = new Uint8Array(bytes.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = ((flipY ? height - 1 - y : y) * width + (flipX ? width - 1 - x : x)) * bands;
      out.set(bytes.subarray(from, from + bands), (y * width + x) * bands);
    }
  return out;
}
