import { ItemError } from '../core/errors';
import type { Header, ImageFormat } from '../core/header/header';
import { readHeader } from '../core/header/read';
import { Lacking, type SideModule } from '../core/lacking';
import type { ImageLimits } from './api';
import { headerOf, open } from './codecs/decode';
import { readerOf, unreadKind, type Reader } from '../core/header/readers';
import { formatNames } from '../core/header/format-names';
import { readTrouble } from './codecs/trouble';
import type { Engines } from './engines';
import { needsIsolation } from './light-limits';
import type { VipsLibrary } from './vips';

export interface IdentifyOptions {
  readonly limits: ImageLimits;
  /** Of vector graphics, in pixels. */
  readonly svgWidth: number;
}

/**
 * The header of a file, by content, held against the limits before a pixel is decoded. Its reader is asked where no
 * parser of ours reads the format, or what it reads is damaged.
 * @throws ItemError
 * @throws Lacking where the reader needs what this worker has not started with.
 */
export async function identify(
  engines: Pick<Engines, 'vips' | 'sideModules' | 'magick'>,
  bytes: Uint8Array,
  { limits, svgWidth }: IdentifyOptions,
): Promise<{ header: Header; reader: Reader }> {
  if (bytes.length === 0) throw new ItemError('empty-file', 'The file has no bytes.');
  const { format, header, hasParser } = readHeader(bytes);
  if (!format) throw new ItemError('not-an-image', 'The content is no image format that we know.');
  const reader = readerOf(format, bytes);
  if (!reader) throw new ItemError('unsupported-format', `${unreadKind(format, bytes)} cannot be read here.`);
  if (!engines.vips && (reader.by !== 'libvips' || reader.needs.length > 0))
    throw needsIsolation(`To read ${formatNames[format]}`);
  assertHas(engines, reader.needs);
  // libjpeg tells a header that is cut from one that is damaged; the other two libraries give no reason.
  if (!header && hasParser && (format !== 'jpeg' || !engines.vips))
    throw readFailure(bytes.length, formatNames[format]);
  if (!engines.vips && !header) throw needsIsolation(`To read ${formatNames[format]}`);
  const known = header ?? (await asked(engines, bytes, format, reader, svgWidth));
  hold(known, limits);
  return { header: known, reader };
}

/** @throws Lacking */
export function assertHas({ sideModules }: Pick<Engines, 'sideModules'>, needs: readonly SideModule[]): void {
  const lacking = needs.filter((module) => !sideModules.includes(module));
  if (lacking.length > 0) throw new Lacking(lacking);
}

async function asked(
  { vips, magick }: Pick<Engines, 'vips' | 'magick'>,
  bytes: Uint8Array,
  format: ImageFormat,
  { by }: Reader,
  svgWidth: number,
): Promise<Header> {
  if (by === 'libvips') return opened(await vips!(), bytes, format, svgWidth); // Asked where it is there.
  const library = await magick();
  try {
    return library.header(bytes, format);
  } catch (error) {
    throw readTrouble(error, format, null);
  }
}

function readFailure(length: number, name: string): ItemError {
  // The smallest real files of each format are larger than this.
  if (length < 64) return new ItemError('truncated', `The ${name} file ends within its header.`);
  return new ItemError('corrupt', `The ${name} file has no valid header.`);
}

function opened(vips: VipsLibrary, bytes: Uint8Array, format: ImageFormat, svgWidth: number): Header {
  try {
    const image = open(vips, bytes, format, { shrink: 1, keepTruncated: true, svgWidth });
    try {
      return headerOf(image, format);
    } finally {
      image.delete();
    }
  } catch (error) {
    throw readTrouble(error, format, format === 'tiff' && endsBeforeDirectory(bytes) ? false : null);
  }
}

/** Many TIFFs have their directory at the end, so one that was cut has none: libvips then says that it is no TIFF. */
function endsBeforeDirectory(bytes: Uint8Array): boolean {
  if (bytes.length < 16) return true;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = bytes[0] === 0x49;
  const isBig = view.getUint16(2, isLittle) === 43;
  const offset = isBig ? Number(view.getBigUint64(8, isLittle)) : view.getUint32(4, isLittle);
  return offset + 2 > bytes.length;
}

function hold({ width, height, pages, format }: Header, { maxPixels, maxPages }: ImageLimits): void {
  const name = formatNames[format];
  if (width * height > maxPixels) {
    const limit = Math.round(maxPixels) / 1e6;
    throw new ItemError('too-large', `The ${name} file has ${width} × ${height} px; the limit is ${limit} megapixels.`);
  }
  if (pages > maxPages)
    throw new ItemError('too-large', `The ${name} file has ${pages} pages; the limit is ${maxPages}.`);
}
