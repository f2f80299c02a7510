import type { Size } from '../../core/geometry/geometry';
import type { Bands, Kernels } from '../kernels';
import type { Plane } from '../pixels';
import type { Picture } from './pillow';

/** Bytes after each row that are nobody's. */
const gap = 5;

/**
 * Runs a kernel from one plane to another, both with gaps between their rows and strange bytes all around.
 * @param around What lies there: the result must not depend on it.
 * @returns the target's pixels, and how many bytes outside it were written.
 */
export function guarded(
  kernels: Kernels,
  source: Picture,
  size: Size,
  around: number,
  run: (source: Plane, target: Plane) => void,
): { bytes: Uint8Array; strays: number } {
  const mark = kernels.mark();
  try {
    const from = planeOf(kernels, source, source.bands);
    const to = planeOf(kernels, size, source.bands);
    const end = kernels.alloc(1000);
    const all = kernels.bytes(mark, end + 1000 - mark).fill(around);
    const rowBytes = source.width * source.bands;
    for (let y = 0; y < source.height; y++)
      all.set(source.bytes.subarray(y * rowBytes, (y + 1) * rowBytes), from.at - mark + y * from.stride);
    const before = all.slice();
    run(from, to);
    return taken(kernels.bytes(mark, before.length), before, { ...to, at: to.at - mark }, source.bands);
  } finally {
    kernels.release(mark);
  }
}

function planeOf(kernels: Kernels, { width, height }: Size, bands: Bands): Plane {
  const stride = width * bands + gap;
  return { at: kernels.alloc(stride * height), stride, width, height };
}

function taken(after: Uint8Array, before: Uint8Array, { at, stride, width, height }: Plane, bands: Bands) {
  const rowBytes = width * bands;
  const bytes = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y++) {
    const row = at + y * stride;
    bytes.set(after.subarray(row, row + rowBytes), y * rowBytes);
    // As it was: what is left differs where something was written outside.
    after.set(before.subarray(row, row + rowBytes), row);
  }
  if (Buffer.compare(after, before) === 0) return { bytes, strays: 0 };
  return { bytes, strays: after.reduce((count, byte, i) => count + (byte === before[i] ? 0 : 1), 0) };
}

/** Noise; `extreme` of 0 and 255 alone, which drives filters over their range. */
export function noise(width: number, height: number, bands: Bands, seed: number, extreme = false): Picture {
  const bytes = new Uint8Array(width * height * bands);
  let state = seed >>> 0;
  for (let i = 0; i < bytes.length; i++) {
    // Numerical Recipes' generator: easily had in any language.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const byte = state >>> 24;
    bytes[i] = extreme ? (byte < 128 ? 0 : 255) : byte;
  }
  return { width, height, bands, bytes };
}
