import { ItemError } from '../core/errors';
import type { Header } from '../core/header/header';
import { readHeader } from '../core/header/read';
import type { ImageLimits } from './api';
import { canRead, headerOf, open } from './codecs/decode';
import { formatNames, readTrouble } from './codecs/trouble';
import type { Engines } from './engines';
import { needsIsolation } from './light-limits';
import type { VipsLibrary } from './vips';

/**
 * The header of a file, by content, held against the limits before a pixel is decoded. libvips is asked where no parser
 * of ours reads the format, or what it reads is damaged.
 * @throws ItemError
 */
export async function identify(
  { vips }: Pick<Engines, 'vips'>,
  bytes: Uint8Array,
  limits: ImageLimits,
): Promise<Header> {
  if (bytes.length === 0) throw new ItemError('empty-file', 'The file has no bytes.');
  const { format, header, hasParser } = readHeader(bytes);
  if (!format) throw new ItemError('not-an-image', 'The content is no image format that we know.');
  if (!canRead(format)) throw new ItemError('unsupported-format', `${formatNames[format]} cannot be read yet.`);
  // libjpeg tells a header that is cut from one that is damaged; the other two libraries give no reason.
  if (!header && hasParser && (format !== 'jpeg' || !vips)) throw readFailure(bytes.length, formatNames[format]);
  if (!header && !vips) throw needsIsolation(`To read ${formatNames[format]}`);
  const known = header ?? opened(await vips!(), bytes, format); // One of the two is there.
  hold(known, limits);
  return known;
}

function readFailure(length: number, name: string): ItemError {
  // The smallest real files of each format are larger than this.
  if (length < 64) return new ItemError('truncated', `The ${name} file ends within its header.`);
  return new ItemError('corrupt', `The ${name} file has no valid header.`);
}

function opened(vips: VipsLibrary, bytes: Uint8Array, format: Header['format']): Header {
  try {
    const image = open(vips, bytes, format, { shrink: 1, keepTruncated: true });
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
