import type { Bytes } from './bytes';
import { exifOrientation } from './exif';
import type { Header } from './header';

const mostChunks = 100_000;

/** Reads RIFF chunks (RFC 9649). @returns null where no picture is described. */
export function webpHeader(file: Bytes): Header | null {
  const size = pictureSize(file);
  if (!size || size.width === 0 || size.height === 0) return null;
  const flags = file.has(12, 'VP8X') ? file.u8(20) : 0;
  const { frames, orientation } = (flags & 0x0a) !== 0 ? chunks(file) : { frames: 0, orientation: 1 as const };
  const alpha = file.has(12, 'VP8X') ? (flags & 0x10) !== 0 : file.has(12, 'VP8L') && (file.u8(24) & 0x10) !== 0;
  return {
    format: 'webp',
    ...size,
    orientation,
    bands: alpha ? 4 : 3,
    alpha,
    space: 'rgb',
    depth: 8,
    float: false,
    pages: Math.max(1, frames),
    profile: (flags & 0x20) !== 0,
    sampling: null,
    interlaced: false,
    // The RIFF size counts from behind itself.
    complete: file.length >= file.u32(4, true) + 8,
  };
}

function pictureSize(file: Bytes): { width: number; height: number } | null {
  if (file.has(12, 'VP8X')) return { width: file.u24(24) + 1, height: file.u24(27) + 1 };
  if (file.has(12, 'VP8L') && file.u8(20) === 0x2f) {
    const bits = file.u32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (file.has(12, 'VP8 ') && file.u24(23) === 0x2a019d) {
    return { width: file.u16(26, true) & 0x3fff, height: file.u16(28, true) & 0x3fff };
  }
  return null;
}

function chunks(file: Bytes): { frames: number; orientation: Header['orientation'] } {
  let frames = 0;
  let orientation: Header['orientation'] = 1;
  let at = 12;
  for (let count = 0; count < mostChunks && at + 8 <= file.length; count++) {
    const length = file.u32(at + 4, true);
    if (file.has(at, 'ANMF')) frames++;
    if (file.has(at, 'EXIF')) {
      const tiff = file.has(at + 8, 'Exif\0\0') ? at + 14 : at + 8;
      orientation = exifOrientation(file.sub(tiff, at + 8 + length));
    }
    at += 8 + length + (length & 1);
  }
  return { frames, orientation };
}
