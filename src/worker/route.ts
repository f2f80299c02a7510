import type { Header } from '../core/header/header';
import type { Recipe } from '../core/recipe/recipe';
import { shrunkSize, type Eighths } from './browser-decoder';
import type { WrittenFormat } from './codecs/encode';
import { isSrgb } from './codecs/srgb-profile';
import { mostKernelPixels } from './pixels';
import { readJpegSegments } from './codecs/jpeg-segments';

/**
 * Whether the browser's decoder is right for a file: the kinds that a test over real files holds it to (see
 * docs/performance.md). All else is decoded by libvips.
 */
export function suitsBrowser(header: Header, bytes: Uint8Array): boolean {
  const { format, depth, space, complete, width, height, sampling, bands } = header;
  if (format !== 'jpeg' || depth !== 8 || complete !== true || width * height > mostKernelPixels) return false;
  if (!(space === 'grey' && bands === 1) && !(space === 'rgb' && bands === 3)) return false;
  if (bands === 3 && sampling !== '4:2:0' && sampling !== '4:2:2' && sampling !== '4:4:4') return false;
  if (!header.profile) return true;
  const { icc } = readJpegSegments(bytes);
  return icc !== null && bands === 3 && isSrgb(icc);
}

/**
 * Of a libvips image's metadata nothing comes through the kernels, so what is kept must be put in by our own writer. CMYK
 * is converted whatever is kept, and its profile is not the result's.
 */
export function suitsKernels({ format, space }: Header, written: WrittenFormat, { keep }: Recipe['output']): boolean {
  return keep === 'none' || (format === 'jpeg' && space !== 'cmyk' && written === 'jpeg');
}

/**
 * How far the browser's decoder shrinks: as far as leaves each side more pixels than a scale of `density` takes, by a
 * margin that keeps the result near that of the whole image (SSIM ≥ 0.985, see docs/performance.md). Photographs as
 * cameras store them are soft from pixel to pixel; smaller images were mostly shrunk before, and are sharp.
 */
export function eighthsFor({ width, height }: Header, density: number): Eighths {
  const margin = width * height >= cameraPixels ? 1.15 : 1.7;
  const wanted = { width: width * density * margin, height: height * density * margin };
  const enough = (eighths: Eighths) => {
    const size = shrunkSize({ width, height }, eighths);
    return size.width >= wanted.width && size.height >= wanted.height;
  };
  return ([1, 2, 4] as const).find(enough) ?? 8;
}

const cameraPixels = 6e6;
