import { Bytes } from '../../core/header/bytes';

/** Tags of an EXIF block, by directory, as numbers: what a file really holds, read without libvips. */
export interface ExifTags {
  readonly first: readonly number[];
  readonly exif: readonly number[];
  readonly gps: readonly number[];
  readonly orientation: number | null;
}

const exifPointer = 0x8769;
const gpsPointer = 0x8825;

/** @returns null where the file has no EXIF block. */
export function exifTags(data: Uint8Array): ExifTags | null {
  const file = new Bytes(data);
  const tiff = exifBlock(file);
  if (!tiff) return null;
  const little = tiff.has(0, 'II');
  const directory = (at: number): Map<number, number> => {
    const tags = new Map<number, number>();
    if (at === 0) return tags;
    for (let i = 0; i < tiff.u16(at, little); i++) {
      const entry = at + 2 + 12 * i;
      const isShort = tiff.u16(entry + 2, little) === 3;
      tags.set(tiff.u16(entry, little), isShort ? tiff.u16(entry + 8, little) : tiff.u32(entry + 8, little));
    }
    return tags;
  };
  const first = directory(tiff.u32(4, little));
  return {
    first: [...first.keys()],
    exif: [...directory(first.get(exifPointer) ?? 0).keys()],
    gps: [...directory(first.get(gpsPointer) ?? 0).keys()],
    orientation: first.get(0x0112) ?? null,
  };
}

/** The TIFF structure of a JPEG, PNG or WebP. */
function exifBlock(file: Bytes): Bytes | null {
  if (file.has(0, '\xff\xd8')) {
    for (let at = 2; file.u8(at) === 0xff && file.u8(at + 1) !== 0xda; at += 2 + file.u16(at + 2))
      if (file.has(at + 4, 'Exif\0\0')) return file.sub(at + 10, at + 2 + file.u16(at + 2));
    return null;
  }
  const isPng = file.has(1, 'PNG');
  for (let at = isPng ? 8 : 12; at + 8 <= file.length;) {
    const length = isPng ? file.u32(at) : file.u32(at + 4, true);
    const name = isPng ? at + 4 : at;
    if (file.has(name, isPng ? 'eXIf' : 'EXIF')) {
      const start = file.has(at + 8, 'Exif\0\0') ? at + 14 : at + 8;
      return file.sub(start, at + 8 + length);
    }
    at += isPng ? 12 + length : 8 + length + (length & 1);
  }
  return null;
}
