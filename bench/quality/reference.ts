import sharp from 'sharp';
import type { BenchInput, Copy } from '../subjects/subject';
import { lanczos3 } from './lanczos';
import { lumaOf, lumaWeights, type Plane } from './luma';

/** The luma of #727272, on which transparent pixels are laid for comparing, and which letterboxes are filled with. */
const grey = 0x72;

/** Groups share images, and resampling in floating point takes longer than any subject. */
const known = new Map<string, Promise<Plane[]>>();

/**
 * What each output of an input should look like: decoded in full, resampled in floating point, laid where the group asks
 * for it.
 */
export function referencesOf(input: BenchInput): Promise<Plane[]> {
  const key = JSON.stringify(input);
  const made = known.get(key) ?? make(input);
  known.set(key, made);
  return made;
}

async function make(input: BenchInput): Promise<Plane[]> {
  const { path, width, height, copies } = input;
  if (!copies) return [placedIn(await lumaIn(path), input)];
  const { data, info } = await decoded(path);
  return copies.map((copy) => copied(data, info, copy, { width, height }));
}

function placedIn(source: Plane, { width, height, placed }: BenchInput): Plane {
  if (!placed) return lanczos3(source, width, height);
  const picture = lanczos3(source, placed.width, placed.height);
  const values = new Float32Array(width * height).fill(grey);
  for (let y = 0; y < picture.height; y++) {
    const row = picture.values.subarray(y * picture.width, (y + 1) * picture.width);
    values.set(row, (placed.top + y) * width + placed.left);
  }
  return { width, height, values };
}

/** Decoded in full by native libvips, upright, in sRGB, on grey: mixing is linear, so it may come before resampling. */
export async function lumaIn(image: string | Uint8Array): Promise<Plane> {
  const { data, info } = await decoded(image);
  return lumaOf(data, info);
}

function decoded(image: string | Uint8Array) {
  const upright = sharp(image).autoOrient().flatten({ background: '#727272' });
  return upright.raw().toBuffer({ resolveWithObject: true });
}

/** Cut first, as most do. Channel by channel: what becomes too bright is cut off in each of them. */
function copied(
  data: Uint8Array,
  { width: wide, channels }: { readonly width: number; readonly channels: number },
  { window, isMirrored, brightness }: Copy,
  { width, height }: Pick<BenchInput, 'width' | 'height'>,
): Plane {
  const weights = channels < 3 ? [1] : lumaWeights;
  const values = new Float32Array(width * height);
  for (const [channel, weight] of weights.entries()) {
    const cut = new Float32Array(window.width * window.height);
    for (let y = 0, to = 0; y < window.height; y++) {
      let from = ((window.top + y) * wide + window.left) * channels + channel;
      for (let x = 0; x < window.width; x++, from += channels) cut[to++] = data[from]!;
    }
    const small = lanczos3({ width: window.width, height: window.height, values: cut }, width, height);
    for (let y = 0, i = 0; y < height; y++)
      for (let x = 0; x < width; x++, i++) {
        const to = isMirrored ? i + width - 1 - 2 * x : i;
        values[to]! += weight * within(brightness * within(small.values[i]!));
      }
  }
  return { width, height, values };
}

/** What 8 bits hold. */
function within(level: number): number {
  return Math.max(0, Math.min(255, level));
}
