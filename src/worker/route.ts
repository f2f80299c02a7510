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

/** Of a libvips image's metadata nothing comes through the kernels, so what is kept must be put in by our own writer. */
export function suitsKernels({ format }: Header, written: WrittenFormat, { keep }: Recipe['output']): boolean {
  return keep === 'none' || (format === 'jpeg' && written === 'jpeg');
}

/** How far the browser's decoder shrinks so that every side still has the pixels that a scale of `density` takes. */
export function eighthsFor({ width, height }: Header, density: number): Eighths {
  const wanted = { width: width * density, height: height * density };
  const enough = (eighths: Eighths) => {
    const size = shrunkSize({ width, height }, eighths);
    return size.width >= wanted.width - 1e-6 && size.height >= wanted.height - 1e-6;
  };
  return ([1, 2, 4] as const).find(enough) ?? 8;
}
