import type { Header } from '../core/header/header';
import type { Size } from '../core/geometry/geometry';
import { optionOfLibvips } from '../core/recipe/output';
import type { Recipe } from '../core/recipe/recipe';
import { shrunkSize, type BrowserReader, type Eighths, type FrameColours } from './browser-decoder';
import { webpChunks } from './codecs/chunks';
import { pngColours } from './codecs/png-colours';
import { inflated } from './codecs/inflate';
import { readJpegSegments } from './codecs/jpeg-segments';
import type { WrittenFormat } from './codecs/writers';
import type { Engines } from './engines';
import { isMatrixProfile, isSrgb } from './codecs/rgb-profile';
import { mostKernelPixels } from './pixels';

/**
 * Whether the browser's decoder is right for a file, and for which colours: the kinds that a test over real files holds
 * it to (see docs/performance.md). All else, null, is decoded by libvips. A file's profile is honoured unless it is kept.
 */
export async function suitsBrowser(
  header: Header,
  bytes: Uint8Array,
  { keepsProfile }: { readonly keepsProfile: boolean },
  { readsBack, keepsAlpha, converts }: Pick<BrowserReader, 'readsBack' | 'keepsAlpha' | 'converts'>,
): Promise<FrameColours | null> {
  const { format, depth, space, complete, pages, alpha } = header;
  if (depth > 8 || complete !== true || pages > 1 || space === 'cmyk' || (alpha && !keepsAlpha)) return null;
  switch (format) {
    case 'jpeg': {
      if (!isUsualJpeg(header)) return null;
      const icc = header.profile ? readJpegSegments(bytes).icc : 'none';
      if (icc === 'none') return 'stored';
      if (icc === null || space === 'grey') return null;
      if (isSrgb(icc)) return 'stored';
      if (!isMatrixProfile(icc) || !converts) return null;
      return keepsProfile ? 'stored' : 'srgb';
    }
    case 'png':
      return (await isUsualPng(header, bytes)) ? 'stored' : null;
    case 'webp':
      return (alpha || readsBack) && isUsualWebp(header, bytes) ? 'stored' : null;
    default:
      return null;
  }
}

/**
 * Whether `auto` takes the browser's decoder where it is right, for it was measured to be the faster one (see
 * docs/performance.md): of JPEG where it shrinks while decoding, of PNG where it keeps colours under alpha,
 * but grey ones with alpha, which would come with four bands. Opaque WebP
 * would have to be read back from a canvas. From the file and the browser alone, never from the moment.
 */
export function prefersBrowser(
  { format, width, height, alpha, space }: Header,
  browser: BrowserReader | null,
): boolean {
  if (browser === null || width * height > mostKernelPixels) return false;
  return (
    (format === 'jpeg' && browser.shrinks) || (format === 'png' && browser.keepsAlpha && !(alpha && space === 'grey'))
  );
}

/**
 * Whether a browser's canvas writes a WebP rather than libvips: lossy, at libwebp's own settings, with nothing kept. It
 * was measured to be the faster one at the same size and SSIM (docs/adr/0008). What has alpha stays with libvips.
 */
export function prefersCanvas(
  { encode, output }: Pick<Recipe, 'encode' | 'output'>,
  { tier, browser }: Pick<Engines, 'tier' | 'browser'>,
): boolean {
  const { keep, quality, lossless, maxBytes } = output;
  if (!tier.writesWebp || !browser?.readsBack || encode === 'exact') return false;
  // At quality 100 a canvas writes without loss.
  return keep === 'none' && !lossless && quality < 100 && maxBytes === undefined && !optionOfLibvips('webp', output);
}

function isUsualJpeg({ space, bands, sampling }: Header): boolean {
  if (space === 'grey') return bands === 1;
  return space === 'rgb' && bands === 3 && (sampling === '4:2:0' || sampling === '4:2:2' || sampling === '4:4:4');
}

/** Not animated, and without colours of its own: browsers convert by gAMA, cHRM and cICP, libvips does not. */
async function isUsualPng({ space }: Header, bytes: Uint8Array): Promise<boolean> {
  const { said, profile, isAnimated, hasCicp } = pngColours(bytes);
  if (isAnimated || hasCicp || said) return false;
  return !profile || (space === 'rgb' && isSrgb(await inflated(profile, mostProfileBytes)));
}

/** sRGB profiles, the only ones looked for, have a few thousand. */
const mostProfileBytes = 2 ** 20;

function isUsualWebp({ profile }: Header, bytes: Uint8Array): boolean {
  if (!profile) return true;
  const chunk = [...webpChunks(bytes)].find(({ name }) => name === 'ICCP');
  return chunk !== undefined && isSrgb(bytes.subarray(chunk.body, chunk.end));
}

/**
 * Of a libvips image's metadata nothing comes through the kernels, so what is kept must be put in by our own writer. CMYK
 * is converted whatever is kept, and its profile is not the result's.
 */
export function suitsKernels({ format, space }: Header, written: WrittenFormat, { keep }: Recipe['output']): boolean {
  return keep === 'none' || (format === 'jpeg' && space !== 'cmyk' && written === 'jpeg');
}

/**
 * How far the browser's decoder shrinks a JPEG: as far as leaves each side more pixels than a scale of `density` takes, by
 * a margin that keeps the result near that of the whole image (SSIM ≥ 0.985, see docs/performance.md). Photographs as
 * cameras store them are soft from pixel to pixel; smaller images were mostly shrunk before, and are sharp. Of these, what
 * is converted is not shrunk at all: colours that sRGB has not are cut off, and neighbours must not be blended before.
 */
export function eighthsFor(
  { format, ...size }: Size & Pick<Header, 'format'>,
  density: number,
  colours: FrameColours,
): Eighths {
  const isCameras = size.width * size.height >= cameraPixels;
  if (format !== 'jpeg' || (!isCameras && colours === 'srgb')) return 8;
  const margin = isCameras ? 1.15 : 1.7;
  const wanted = { width: size.width * density * margin, height: size.height * density * margin };
  const enough = (eighths: Eighths) => {
    const { width, height } = shrunkSize(size, eighths);
    return width >= wanted.width && height >= wanted.height;
  };
  return ([1, 2, 4] as const).find(enough) ?? 8;
}

const cameraPixels = 6e6;
