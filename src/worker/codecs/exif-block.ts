import { Bytes } from '../../core/header/bytes';
import { exifEntry, exifTag } from '../../core/header/exif';
import type { Size } from '../../core/geometry/geometry';
import type { Orientation } from '../../core/header/header';

/** The smallest EXIF block that says an orientation. */
export function orientationExif(orientation: Orientation): Uint8Array {
  const tiff = new Uint8Array(26);
  const view = new DataView(tiff.buffer);
  tiff.set([0x4d, 0x4d, 0, 0x2a]);
  view.setUint32(4, 8);
  view.setUint16(8, 1);
  view.setUint16(10, 0x0112);
  view.setUint16(12, 3);
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  return tiff;
}

/**
 * A copy of an EXIF block that says this orientation, and this size where it says one. A block without the tag of the
 * orientation stays so for 1, and else gives way to the smallest that has it.
 */
export function updatedExif(exif: Uint8Array, orientation: Orientation, { width, height }: Size): Uint8Array {
  const copy = exif.slice();
  const tiff = new Bytes(copy);
  if (!put(tiff, orientation, exifTag.orientation) && orientation !== 1) return orientationExif(orientation);
  put(tiff, width, exifTag.pixelsAcross, exifTag.exifDirectory);
  put(tiff, height, exifTag.pixelsDown, exifTag.exifDirectory);
  return copy;
}

/** Overwrites a whole number. @returns whether the tag is there. */
function put(tiff: Bytes, value: number, tag: number, ...pointers: readonly number[]): boolean {
  const entry = exifEntry(tiff, tag, ...pointers);
  if (!entry) return false;
  const view = viewOf(tiff.data);
  if (entry.type === 4) view.setUint32(entry.valueAt, value, entry.little);
  else view.setUint16(entry.valueAt, value, entry.little);
  return true;
}

export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
