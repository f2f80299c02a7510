import type { Bytes } from './bytes';
import type { Orientation } from './header';

/** EXIF 2.32, tables 4 and 6. */
export const exifTag = {
  orientation: 0x0112,
  exifDirectory: 0x8769,
  colorSpace: 0xa001,
  pixelsAcross: 0xa002,
  pixelsDown: 0xa003,
  interoperability: 0xa005,
} as const;

/**
 * The Orientation tag of the first directory of a TIFF structure.
 * @param tiff From the byte-order mark on.
 * @returns 1 where there is none, or none that counts.
 */
export function exifOrientation(tiff: Bytes): Orientation {
  const entry = exifEntry(tiff, exifTag.orientation);
  const value = entry ? tiff.u16(entry.valueAt, entry.little) : 1;
  return value >= 1 && value <= 8 ? (value as Orientation) : 1;
}

/** An entry of a directory (TIFF 6.0, section 2), whole in the structure. */
interface Entry {
  /** Where its four bytes of value, or of where that lies, begin. */
  readonly valueAt: number;
  /** 3 for 16 bits, 4 for 32. */
  readonly type: number;
  readonly little: boolean;
}

/**
 * The first entry of a tag, in the first directory, or in the one that tags point to: the first's, then that one's and so
 * on. Null for none.
 */
export function exifEntry(tiff: Bytes, tag: number, ...pointers: readonly number[]): Entry | null {
  const little = tiff.has(0, 'II*\0');
  if (!little && !tiff.has(0, 'MM\0*')) return null;
  const pointer = pointers.at(-1);
  const inside = pointer === undefined ? null : exifEntry(tiff, pointer, ...pointers.slice(0, -1));
  if (pointer !== undefined && !inside) return null;
  const directory = tiff.u32(inside?.valueAt ?? 4, little);
  const entries = tiff.u16(directory, little);
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + 12 * i;
    if (at + 12 > tiff.length) break;
    if (tiff.u16(at, little) === tag) return { valueAt: at + 8, type: tiff.u16(at + 2, little), little };
  }
  return null;
}
