import type { Bytes } from './bytes';
import type { Orientation } from './header';

/**
 * The Orientation tag (0x0112, EXIF 2.32 table 4) of the first directory of a TIFF structure.
 * @param tiff From the byte-order mark on.
 * @returns 1 where there is none, or none that counts.
 */
export function exifOrientation(tiff: Bytes): Orientation {
  const little = tiff.has(0, 'II*\0');
  if (!little && !tiff.has(0, 'MM\0*')) return 1;
  const directory = tiff.u32(4, little);
  const entries = tiff.u16(directory, little);
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + 12 * i;
    if (entry + 12 > tiff.length) break;
    if (tiff.u16(entry, little) !== 0x0112) continue;
    const value = tiff.u16(entry + 8, little);
    return value >= 1 && value <= 8 ? (value as Orientation) : 1;
  }
  return 1;
}
