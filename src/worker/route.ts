import type { Size } from '../core/geometry/geometry';
import type { Header } from '../core/header/header';
import type { Recipe } from '../core/recipe/recipe';
import { shrunkSize, type Eighths, type FrameColours } from './browser-decoder';
import type { WrittenFormat } from './codecs/encode';
import { isMatrixProfile, isSrgb } from './codecs/rgb-profile';
import { mostKernelPixels } from './pixels';
import { readJpegSegments } from './codecs/jpeg-segments';

/**
 * Whether the browser's decoder is right for a file, and for which colours: the kinds that a test over real files holds
 * it to (see docs/performance.md). All else, null, is decoded by libvips. A file's profile is honoured unless it is kept.
 */
export function suitsBrowser(
  header: Header,
  bytes: Uint8Array,
  { keep }: Pick<Recipe['output'], 'keep'>,
): FrameColours | null {
  const { format, depth, space, complete, width, height, sampling, bands } = header;
  if (format !== 'jpeg' || depth !== 8 || complete !== true || width * height > mostKernelPixels) return null;
  if (!(space === 'grey' && bands === 1) && !(space === 'rgb' && bands === 3)) return null;
  if (bands === 3 && sampling !== '4:2:0' && sampling !== '4:2:2' && sampling !== '4:4:4') return null;
  if (!header.profile) return 'stored';
  const { icc } = readJpegSegments(bytes);
  if (icc === null || bands !== 3) return null;
  if (isSrgb(icc)) return 'stored';
  if (!isMatrixProfile(icc)) return null;
  return keep === 'icc' || keep === 'all' ? 'stored' : 'srgb';
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
 * cameras store them are soft from pixel to pixel; smaller images were mostly shrunk before, and are sharp. Of these, what
 * is converted is not shrunk at all: colours that sRGB has not are cut off, and neighbours must not be blended before.
 */
export function eighthsFor(size: Size, density: number, colours: FrameColours): Eighths {
  const isCameras = size.width * size.height >= cameraPixels;
  if (!isCameras && colours === 'srgb') return 8;
  const margin = isCameras ? 1.15 : 1.7;
  const wanted = { width: size.width * density * margin, height: size.height * density * margin };
  const enough = (eighths: Eighths) => {
    const { width, height } = shrunkSize(size, eighths);
    return width >= wanted.width && height >= wanted.height;
  };
  return ([1, 2, 4] as const).find(enough) ?? 8;
}

const cameraPixels = 6e6;
