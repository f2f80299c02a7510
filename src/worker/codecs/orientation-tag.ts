import { Bytes } from '../../core/header/bytes';
import { exifEntry, exifTag } from '../../core/header/exif';
import type { ImageFormat } from '../../core/header/header';
import { crc32 } from './crc32';
import { pngChunks, webpChunks } from './chunks';
import { viewOf } from './exif-block';
import { setOrientation } from './jpeg-segments';

/**
 * Overwrites the Orientation tag of a JPEG, PNG or WebP with 1, in place: browsers turn by it, and pixels are wanted as
 * they are stored.
 */
export function forgetOrientation(bytes: Uint8Array, format: ImageFormat): void {
  if (format === 'jpeg') setOrientation(bytes, 1);
  if (format === 'webp')
    for (const { name, body, end } of webpChunks(bytes)) {
      if (name !== 'EXIF') continue;
      const tiff = bytes.subarray(body, end);
      upright(new Bytes(tiff).has(0, 'Exif\0\0') ? tiff.subarray(6) : tiff);
    }
  if (format === 'png')
    for (const { name, body, end } of pngChunks(bytes)) {
      if (name !== 'eXIf' || end + 4 > bytes.length) continue;
      upright(bytes.subarray(body, end));
      viewOf(bytes).setUint32(end, crc32(bytes.subarray(body - 4, end)));
    }
}

function upright(tiff: Uint8Array): void {
  const entry = exifEntry(new Bytes(tiff), exifTag.orientation);
  if (entry) viewOf(tiff).setUint16(entry.valueAt, 1, entry.little);
}
