import type { Bytes } from './bytes';
import { tiffDirectories, tiffTag, type TiffDirectory } from './tiff';

/** Who reads a TIFF right; where nobody does, what kind it is. */
export type TiffReader =
  { readonly by: 'libvips' | 'imagemagick'; readonly kind: null } | { readonly by: null; readonly kind: string };

/** By all pages of the file: one that is another's makes the whole file the other's. */
export function tiffReader(file: Bytes): TiffReader {
  let by: 'libvips' | 'imagemagick' = 'libvips';
  for (const page of tiffDirectories(file)) {
    const kind = nobodys(page);
    if (kind) return { by: null, kind };
    if (isOthers(page)) by = 'imagemagick';
  }
  return { by, kind: null };
}

/** PhotometricInterpretation (TIFF 6.0, section 8; TIFF technical note 4; DNG 1.7). */
export const photometric = {
  whiteIsZero: 0,
  rgb: 2,
  cmyk: 5,
  yCbCr: 6,
  cieLab: 8,
  iccLab: 9,
  mosaic: 32803,
  linearRaw: 34892,
} as const;

/** Compression (TIFF 6.0, section 22; TIFF technical note 2). */
const oldJpeg = 6;
const jpeg = 7;

/** By libtiff's list of Compression: neither reader has them, and libvips takes WebP for black without an error. */
const unreadCompressions: Readonly<Record<number, string>> = {
  33003: 'JPEG 2000',
  33005: 'JPEG 2000',
  34661: 'JBIG',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  50000: 'Zstandard',
  50001: 'WebP',
  50002: 'JPEG XL',
};

const colourOf = (page: TiffDirectory) => page.number(tiffTag.photometric);
const bitsOf = (page: TiffDirectory) => page.number(tiffTag.bits) ?? 1;

function nobodys(page: TiffDirectory): string | null {
  const colour = colourOf(page);
  if (bitsOf(page) > 32) return `of ${bitsOf(page)} bits a sample`;
  if (colour === photometric.iccLab) return 'of ICC Lab';
  if (colour === photometric.mosaic || colour === photometric.linearRaw) return 'of a camera’s raw samples';
  const compression = unreadCompressions[page.number(tiffTag.compression) ?? 1];
  if (compression) return `compressed by ${compression}`;
  // ImageMagick turns white to black there.
  if (isOddDepth(page) && colour === photometric.whiteIsZero) return `of ${bitsOf(page)} bits where white is 0`;
  return null;
}

/**
 * What libvips cannot read, or reads wrong without an error: tiles of old-style JPEG come out black, YCbCr and CIELab with
 * their numbers taken for others.
 */
function isOthers(page: TiffDirectory): boolean {
  const compression = page.number(tiffTag.compression);
  const colour = colourOf(page);
  const isPlainYcc =
    colour === photometric.yCbCr && compression !== jpeg && page.number(tiffTag.chromaSubsampling) === 1;
  const hasTiledPlanes = page.number(tiffTag.planes) === 2 && page.number(tiffTag.tileWidth) !== null;
  return compression === oldJpeg || colour === photometric.cieLab || isPlainYcc || hasTiledPlanes || isOddDepth(page);
}

/** Samples that do not end with their bytes: 12 bits of microscopes, or several of 2 or 4 bits. */
function isOddDepth(page: TiffDirectory): boolean {
  const isSingle = (page.number(tiffTag.samples) ?? 1) === 1;
  return !(isSingle ? [1, 2, 4, 8, 16, 32] : [8, 16, 32]).includes(bitsOf(page));
}

/** How many samples of a pixel are its colour. */
export function colourSamples(page: TiffDirectory): number {
  switch (colourOf(page)) {
    case photometric.rgb:
    case photometric.yCbCr:
    case photometric.cieLab:
      return 3;
    case photometric.cmyk:
      return 4;
    default:
      return 1;
  }
}
