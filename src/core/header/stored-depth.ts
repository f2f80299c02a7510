import type { Bytes } from './bytes';
import { heifDepth } from './heif-depth';
import type { ImageFormat } from './header';
import { tiffDirectories, tiffTag } from './tiff';

/** Where the header box is looked for. */
const within = 65536;

/**
 * Bits per sample as the file holds them, for formats that are read at 8 bits, so that what was reduced can be told.
 * 8 where the format says nothing of it.
 */
export function storedDepth(file: Bytes, format: ImageFormat): number {
  switch (format) {
    case 'psd':
      // Adobe Photoshop File Formats Specification, file header: depth at 22.
      return file.u16(22);
    case 'tiff': {
      const [first] = tiffDirectories(file);
      return first?.number(tiffTag.bits) ?? 8;
    }
    case 'jp2':
      return jpeg2000Depth(file);
    case 'heif':
    case 'avif':
      return heifDepth(file);
    default:
      return 8;
  }
}

/** ITU-T T.800: the image header box (I.5.3.1), or the SIZ marker of a bare codestream (A.5.1); bits less one. */
function jpeg2000Depth(file: Bytes): number {
  const box = find(file, 'ihdr');
  if (box >= 0) {
    const bits = file.u8(box + 14);
    return bits === 255 ? 8 : (bits & 0x7f) + 1;
  }
  return file.has(0, '\xff\x4f\xff\x51') ? (file.u8(42) & 0x7f) + 1 : 8;
}

/** By the same two; 0 where neither is found. */
export function channelsOfJpeg2000(file: Bytes): number {
  const box = find(file, 'ihdr');
  if (box >= 0) return file.u16(box + 12);
  return file.has(0, '\xff\x4f\xff\x51') ? file.u16(40) : 0;
}

function find(file: Bytes, name: string): number {
  const end = Math.min(within, file.length - name.length);
  for (let at = 4; at <= end; at++) if (file.has(at, name)) return at;
  return -1;
}
