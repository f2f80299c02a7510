import { transform, type Spectrum } from './fft';
import type { Plane } from './luma';

/** Of one plane beside another, in pixels. */
export interface Shift {
  readonly x: number;
  readonly y: number;
}

/** Of levels: phases of what does not stand out from as much noise are chance's more than the picture's. */
const noise = 8;
/** Of all weights, what the peak must gather: phases that have nothing to do with each other give less of it by chance. */
const leastCoherence = 0.3;

/**
 * By how much one plane lies beside another of the same size, along x and y: phase correlation (C. Kuglin and D. Hines,
 * "The phase correlation image alignment method", 1975) of the largest middle part with sides of powers of two, under a
 * Hann window. Below a pixel the correlation is evaluated at fractions of one (M. Guizar-Sicairos, S. Thurman and
 * J. Fienup, "Efficient subpixel image registration algorithms", 2008). Unlike brightness or sharpness do not count. Zero
 * where a plane has no detail, or nothing of the one is in the other.
 */
export function shiftBetween(one: Plane, other: Plane): Shift {
  const { width, height } = one;
  if (other.width !== width || other.height !== height)
    throw new RangeError(`Expected ${width} × ${height} px, received ${other.width} × ${other.height}.`);
  const { phases, weight } = phasesOf(together(one, other, nowhere));
  const coarse = peakOf(phases);
  if (weight === 0 || coarse.value < leastCoherence * weight) return nowhere;
  // Windows that lie apart as the pictures do see the same of them: what the one alone sees pulls the peak aside.
  const apart = {
    x: within(coarse.x, (width - powerWithin(width)) >> 1),
    y: within(coarse.y, (height - powerWithin(height)) >> 1),
  };
  const again = apart.x === 0 && apart.y === 0 ? phases : phasesOf(together(one, other, apart)).phases;
  const left = { x: coarse.x - apart.x, y: coarse.y - apart.y };
  const { x, y } = [0.25, 0.05].reduce<Shift>((near, step) => refined(again, near, step), left);
  return { x: x + apart.x, y: y + apart.y };
}

const nowhere: Shift = { x: 0, y: 0 };

function within(by: number, most: number): number {
  return Math.max(-most, Math.min(most, by));
}

/** Both planes' middles in one transform: the first real; the second, of which the window lies apart, imaginary. */
function together(one: Plane, other: Plane, apart: Shift): Spectrum & { readonly noisePower: number } {
  const { width: wide, height: high } = one;
  const [width, height] = [powerWithin(wide), powerWithin(high)];
  const [left, top] = [(wide - width) >> 1, (high - height) >> 1];
  const [across, down] = [hann(width), hann(height)];
  const meanOfOne = meanIn(one, left, top, width, height);
  const meanOfOther = meanIn(other, left + apart.x, top + apart.y, width, height);
  const re = new Float64Array(width * height);
  const im = new Float64Array(width * height);
  let power = 0;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const from = (top + y) * wide + left + x;
      const window = across[x]! * down[y]!;
      re[i] = window * (one.values[from]! - meanOfOne);
      im[i] = window * (other.values[from + apart.y * wide + apart.x]! - meanOfOther);
      power += window * window;
    }
  const spectrum = { width, height, re, im };
  transform(spectrum);
  return { ...spectrum, noisePower: noise * noise * power };
}

/**
 * Of each frequency, by how much the other's phase is behind the first's: a complex number as long as the frequency
 * stands out from the noise, 1 at most.
 */
function phasesOf({ width, height, re, im, noisePower }: ReturnType<typeof together>): {
  readonly phases: Spectrum;
  readonly weight: number;
} {
  const phases = { width, height, re: new Float64Array(re.length), im: new Float64Array(re.length) };
  let weight = 0;
  for (let v = 0; v < height; v++)
    for (let u = 0; u < width; u++) {
      const i = v * width + u;
      const mirrored = ((height - v) % height) * width + ((width - u) % width);
      // The transform of a real plane is its own mirror image's conjugate, by which the two are told apart.
      const [aRe, aIm] = [(re[i]! + re[mirrored]!) / 2, (im[i]! - im[mirrored]!) / 2];
      const [bRe, bIm] = [(im[i]! + im[mirrored]!) / 2, (re[mirrored]! - re[i]!) / 2];
      const [crossRe, crossIm] = [aRe * bRe + aIm * bIm, aRe * bIm - aIm * bRe];
      const length = Math.hypot(crossRe, crossIm);
      if (length === 0) continue;
      phases.re[i] = crossRe / (length + noisePower);
      phases.im[i] = crossIm / (length + noisePower);
      weight += length / (length + noisePower);
    }
  return { phases, weight };
}

/** In whole pixels: the largest value of the correlation, and where it is nearest to none among equals. */
function peakOf({ width, height, re, im }: Spectrum): Shift & { readonly value: number } {
  const correlation = { width, height, re: re.slice(), im: im.slice() };
  // Transformed forwards, it comes mirrored about the origin.
  transform(correlation);
  let peak = { x: 0, y: 0, value: correlation.re[0]! };
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const [x, y] = [0 - signed(column, width), 0 - signed(row, height)];
      const value = correlation.re[row * width + column]!;
      if (isHigher({ x, y, value }, peak)) peak = { x, y, value };
    }
  return peak;
}

function isHigher(one: Shift & { value: number }, other: Shift & { value: number }): boolean {
  const tied = 1e-9 * Math.abs(other.value);
  if (Math.abs(one.value - other.value) > tied) return one.value > other.value;
  return Math.hypot(one.x, one.y) < Math.hypot(other.x, other.y);
}

/** Looks about a place in such steps, and puts a parabola through the highest value and its neighbours. */
function refined(phases: Spectrum, near: Shift, step: number): Shift {
  const offsets = Array.from({ length: 11 }, (_, i) => (i - 5) * step);
  const values = correlationAt(
    phases,
    offsets.map((by) => near.x + by),
    offsets.map((by) => near.y + by),
  );
  let [bestX, bestY] = [5, 5];
  for (let y = 0; y < 11; y++)
    for (let x = 0; x < 11; x++) if (values[y]![x]! > values[bestY]![bestX]! * (1 + 1e-9)) [bestX, bestY] = [x, y];
  const along = (at: number, valueAt: (i: number) => number) =>
    at === 0 || at === 10 ? 0 : vertex(valueAt(at - 1), valueAt(at), valueAt(at + 1));
  return {
    x: near.x + offsets[bestX]! + step * along(bestX, (i) => values[bestY]![i]!),
    y: near.y + offsets[bestY]! + step * along(bestY, (i) => values[i]![bestX]!),
  };
}

/** Where the parabola through values at −1, 0 and 1 has its top; 0 where they are on a line. */
function vertex(before: number, at: number, after: number): number {
  const bend = before - 2 * at + after;
  return Math.abs(bend) <= 1e-9 * Math.abs(at) ? 0 : (before - after) / (2 * bend);
}

/** The correlation's values at any places: rows for `ys`, columns for `xs`. */
function correlationAt({ width, height, re, im }: Spectrum, xs: readonly number[], ys: readonly number[]): number[][] {
  const rows = xs.map((x) => {
    const [cos, sin] = wave(width, x);
    const [sumRe, sumIm] = [new Float64Array(height), new Float64Array(height)];
    for (let v = 0, i = 0; v < height; v++)
      for (let u = 0; u < width; u++, i++) {
        sumRe[v]! += re[i]! * cos[u]! - im[i]! * sin[u]!;
        sumIm[v]! += re[i]! * sin[u]! + im[i]! * cos[u]!;
      }
    return [sumRe, sumIm] as const;
  });
  return ys.map((y) => {
    const [cos, sin] = wave(height, y);
    return rows.map(([sumRe, sumIm]) =>
      sumRe.reduce((sum, value, v) => sum + value * cos[v]! - sumIm[v]! * sin[v]!, 0),
    );
  });
}

/** Each frequency's wave at a place. */
function wave(length: number, at: number): [cos: Float64Array, sin: Float64Array] {
  const angles = Float64Array.from({ length }, (_, k) => (2 * Math.PI * signed(k, length) * at) / length);
  return [angles.map(Math.cos), angles.map(Math.sin)];
}

/** Frequencies and places from the second half on are negative ones. */
function signed(index: number, length: number): number {
  return index < length / 2 ? index : index - length;
}

function powerWithin(length: number): number {
  return 2 ** Math.floor(Math.log2(length));
}

function hann(length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / length));
}

function meanIn({ width: wide, values }: Plane, left: number, top: number, width: number, height: number): number {
  let sum = 0;
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) sum += values[(top + y) * wide + left + x]!;
  return sum / (width * height);
}
