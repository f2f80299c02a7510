import type { Size } from '../../core/geometry/geometry';
import type { Orientation } from '../../core/header/header';
import { Bytes } from '../../core/header/bytes';
import { webpChunks } from './chunks';
import { orientationExif } from './exif-block';

/** A WebP with an Orientation tag: VP8X and EXIF chunks are put in (RFC 9649, 2.7). */
export function taggedWebp(
  webp: Uint8Array<ArrayBuffer>,
  { width, height }: Size,
  hasAlpha: boolean,
  orientation: Orientation,
): Uint8Array<ArrayBuffer> {
  if (orientation === 1) return webp;
  const exif = orientationExif(orientation);
  const isExtended = new Bytes(webp).has(12, 'VP8X');
  const [picture] = webpChunks(webp);
  const rest = webp.subarray(isExtended && picture ? picture.end : 12);
  const flags = (isExtended ? (webp[20] ?? 0) : hasAlpha ? 0x10 : 0) | 0x08;
  const file = new Uint8Array(12 + 18 + rest.length + 8 + exif.length);
  const view = new DataView(file.buffer);
  const text = (at: number, name: string) =>
    file.set(
      Uint8Array.from(name, (one) => one.charCodeAt(0)),
      at,
    );
  text(0, 'RIFF');
  view.setUint32(4, file.length - 8, true);
  text(8, 'WEBPVP8X');
  view.setUint32(16, 10, true);
  file[20] = flags;
  view.setUint32(24, width - 1, true);
  view.setUint16(27, (height - 1) & 0xffff, true);
  file[29] = (height - 1) >>> 16;
  file.set(rest, 30);
  text(30 + rest.length, 'EXIF');
  view.setUint32(34 + rest.length, exif.length, true);
  file.set(exif, 38 + rest.length);
  return file;
}
