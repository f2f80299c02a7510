import type Vips from 'wasm-vips';
import type { Header } from '../core/header/header';
import { ItemError } from '../core/errors';
import { parseRecipe } from '../core/recipe/parse';
import { Refused } from '../core/refused';
import type { Picture, Thumbnail, ThumbnailRequest } from './api';
import { normalised, open } from './codecs/decode';
import { imageOfFrame } from './codecs/foreign';
import type { Reader } from '../core/header/readers';
import { readTrouble } from './codecs/trouble';
import { withBits } from '../core/operations/depth';
import type { Engines } from './engines';
import { processItem } from './process';
import { identify } from './read-item';
import { prefersBrowser, suitsBrowser } from './route';
import { Scope } from './scope';
import type { VipsLibrary } from './vips';

/**
 * A small upright picture of a file, for lists and for "before". What is cut short is shown as far as it goes.
 * @param bytes As `processItem` takes them.
 * @throws Refused as it does.
 */
export async function pictureOf(
  engines: Engines,
  bytes: Uint8Array,
  { maxPx, limits, svgWidth = 1024, isRefused = false }: ThumbnailRequest,
): Promise<Thumbnail> {
  const { header, reader } = await identify(engines, bytes, { limits, svgWidth });
  const { width, height, format, orientation } = header;
  const { vips } = engines;
  const picture =
    !vips || (!isRefused && (await isQuick(engines, header, bytes)))
      ? await quickly(engines, bytes, header, { maxPx, limits, svgWidth, isRefused })
      : await drawn({ ...engines, vips }, bytes, { header, reader, maxPx, svgWidth });
  return { picture, format, width, height, orientation };
}

async function isQuick({ browser }: Engines, header: Header, bytes: Uint8Array): Promise<boolean> {
  if (!browser || !prefersBrowser(header, browser)) return false;
  return (await suitsBrowser(header, bytes, { keepsProfile: false }, browser)) !== null;
}

/** As a job would make it, without waiting for libvips. */
async function quickly(
  engines: Engines,
  bytes: Uint8Array,
  { alpha }: Header,
  { maxPx, limits, isRefused }: Required<ThumbnailRequest>,
): Promise<Picture> {
  const type = alpha ? 'png' : 'jpeg';
  const recipe = parseRecipe({
    version: 1,
    steps: [{ op: 'auto-orient' }, { op: 'resize', width: maxPx, height: maxPx, kernel: 'linear' }],
    output: { format: type, quality: jpegQuality },
  });
  const worked = await processItem(engines, bytes, { path: '', recipe, limits, isRefused });
  if (worked.status !== 'done' && !engines.vips) throw new ItemError(worked.code, worked.detail, { advice: '' });
  const [output] = worked.status === 'done' ? worked.outputs : [];
  if (!output) throw new Refused({ cause: worked });
  return { bytes: output.bytes, type: `image/${type}`, width: output.width, height: output.height };
}

const jpegQuality = 82;

interface DrawOptions {
  readonly header: Header;
  readonly reader: Reader;
  readonly maxPx: number;
  readonly svgWidth: number;
}

async function drawn(
  engines: Pick<Engines, 'magick'> & { readonly vips: () => Promise<VipsLibrary> },
  bytes: Uint8Array,
  options: DrawOptions,
): Promise<Picture> {
  const { header, reader, maxPx, svgWidth } = options;
  const { format, complete } = header;
  const vips = await engines.vips();
  const size = { height: maxPx, size: 'down', output_profile: 'srgb' } as const;
  using scope = new Scope();
  try {
    if (reader.by === 'imagemagick') {
      const [frame] = (await engines.magick()).frames(bytes, format, [0]);
      const image = scope.keep(normalised(scope.keep(imageOfFrame(vips, frame!)), false));
      return shown(scope.keep(image.thumbnailImage(maxPx, size)), scope);
    }
    if (format === 'svg') {
      const image = scope.keep(open(vips, bytes, format, { shrink: 1, keepTruncated: true, svgWidth }));
      return shown(scope.keep(image.thumbnailImage(maxPx, size)), scope);
    }
    return shown(scope.keep(vips.Image.thumbnailBuffer(bytes, maxPx, { ...size, fail_on: 'none' })), scope);
  } catch (error) {
    throw readTrouble(error, format, complete);
  }
}

/** JPEG is quickest to write and to show; WebP where there is alpha. */
function shown(image: Vips.Image, scope: Scope): Picture {
  const eight = image.format === 'uchar' ? image : scope.keep(withBits(image, 8));
  const alpha = eight.hasAlpha();
  const bytes = alpha
    ? eight.webpsaveBuffer({ Q: 80, effort: 1, keep: 'none' })
    : eight.jpegsaveBuffer({ Q: jpegQuality, keep: 'none' });
  const { width, height } = eight;
  return { bytes: bytes.buffer as ArrayBuffer, type: alpha ? 'image/webp' : 'image/jpeg', width, height };
}
