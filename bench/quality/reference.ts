import sharp from 'sharp';
import type { BenchInput } from '../subjects/subject';
import { lanczos3 } from './lanczos';
import { lumaOf, type Plane } from './luma';

/** The luma of #727272, on which transparent pixels are laid for comparing, and which letterboxes are filled with. */
const grey = 0x72;

/** What an output should look like: decoded in full, resampled in floating point, laid where the group asks for it. */
export async function referenceOf({ path, width, height, placed }: BenchInput): Promise<Plane> {
  const source = await lumaIn(path);
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
  const upright = sharp(image).autoOrient().flatten({ background: '#727272' });
  const { data, info } = await upright.raw().toBuffer({ resolveWithObject: true });
  return lumaOf(data, info);
}
