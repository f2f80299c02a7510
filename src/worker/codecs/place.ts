import { Bytes } from '../../core/header/bytes';
import { viewOf } from './exif-block';

const gpsDirectory = 0x8825;
/** Bytes of a value of each type (TIFF 6.0, section 2). */
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/**
 * A copy of an EXIF block without its GPS directory (EXIF 2.32, 4.6.6): the entry that points to it is gone, and all its
 * values are zeros.
 * @param exif Begins with the byte-order mark, or with `Exif` and two zeros as in JPEG.
 */
export function withoutPlace(exif: Uint8Array): Uint8Array {
  const copy = exif.slice();
  const named = new Bytes(copy).has(0, 'Exif\0\0') ? 6 : 0;
  const tiff = new Bytes(copy.subarray(named));
  const little = tiff.has(0, 'II*\0');
  if (!little && !tiff.has(0, 'MM\0*')) return copy;
  const directory = tiff.u32(4, little);
  const count = tiff.u16(directory, little);
  for (let i = 0; i < count; i++) {
    const at = directory + 2 + 12 * i;
    if (at + 12 > tiff.length) break;
    if (tiff.u16(at, little) !== gpsDirectory) continue;
    clear(tiff, tiff.u32(at + 8, little), little);
    // What stands behind moves up: further entries, and the offset of the next directory.
    const end = Math.min(tiff.length, directory + 2 + 12 * count + 4);
    tiff.data.copyWithin(at, at + 12, end);
    tiff.data.fill(0, Math.max(at, end - 12), end);
    viewOf(tiff.data).setUint16(directory, count - 1, little);
    break;
  }
  return copy;
}

function clear(tiff: Bytes, directory: number, little: boolean): void {
  const count = tiff.u16(directory, little);
  for (let i = 0; i < count; i++) {
    const at = directory + 2 + 12 * i;
    if (at + 12 > tiff.length) break;
    const bytes = (sizes[tiff.u16(at + 2, little)] ?? 0) * tiff.u32(at + 4, little);
    const offset = tiff.u32(at + 8, little);
    if (bytes > 4 && offset + bytes <= tiff.length) tiff.data.fill(0, offset, offset + bytes);
  }
  tiff.data.fill(0, directory, Math.min(tiff.length, directory + 2 + 12 * count));
}

/** An XMP packet without the properties of EXIF's GPS namespace part (XMP part 2, 3.2.3), as attributes or as elements. */
export function withoutPlaceXmp(xmp: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(xmp);
  const stripped = text
    .replace(/\s[\w.-]+:GPS\w+\s*=\s*(?:"[^"]*"|'[^']*')/g, '')
    .replace(/<([\w.-]+:GPS\w+)\b[^>]*?(?:\/>|>[\s\S]*?<\/\1\s*>)/g, '');
  return new TextEncoder().encode(stripped);
}
