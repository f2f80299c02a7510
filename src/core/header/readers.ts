import type { SideModule } from '../lacking';
import { Bytes } from './bytes';
import { formatNames } from './format-names';
import type { ImageFormat } from './header';
import { tiffReader } from './tiff-kinds';

/** Who turns a file of one format into pixels, and what must be loaded for it. */
export interface Reader {
  readonly by: 'libvips' | 'imagemagick';
  /** What libvips must have started with. */
  readonly needs: readonly SideModule[];
  /** By what its decoder may divide both sides while it decodes, at most; 1 for not at all. */
  readonly shrinks: 1 | 8;
  /** How frames are had: one after another in one tall image, each by its number, or the first alone. */
  readonly frames: 'roll' | 'single' | 'first';
}

const libvips = (own: Partial<Reader> = {}): Reader => ({
  by: 'libvips',
  needs: [],
  shrinks: 1,
  frames: 'first',
  ...own,
});

/** The second reader: everything that libvips does not read, at 8 bits a sample. */
const imageMagick: Reader = { by: 'imagemagick', needs: [], shrinks: 1, frames: 'single' };
const onePicture: Reader = { ...imageMagick, frames: 'first' };

/**
 * Who reads what. The key is what the content says (`sniff`), never the name. Null for what is known and read by nobody
 * here: to read it at 8 bits would lose what such files are made for, or it is no picture.
 */
export const readers: Readonly<Record<ImageFormat, Reader | null>> = {
  jpeg: libvips({ shrinks: 8 }),
  png: libvips(),
  webp: libvips({ shrinks: 8, frames: 'roll' }),
  gif: libvips({ frames: 'roll' }),
  tiff: libvips({ frames: 'single' }),
  ppm: libvips(),
  radiance: libvips(),
  avif: libvips({ needs: ['heif'], frames: 'single' }),
  jxl: libvips({ needs: ['jxl'], frames: 'roll' }),
  svg: libvips({ needs: ['resvg'] }),
  heif: imageMagick,
  bmp: onePicture,
  ico: onePicture,
  tga: onePicture,
  psd: onePicture,
  jp2: onePicture,
  qoi: onePicture,
  exr: null,
  fits: null,
  pdf: null,
  raw: null,
};

/** What the browser's own decoder reads where there is no libvips; not every file of each (`suitsBrowser`). */
export const readInLight = ['jpeg', 'png', 'webp'] as const satisfies readonly ImageFormat[];

/** The reader of one file: some kinds of a format are another's, or nobody's. */
export function readerOf(format: ImageFormat, bytes: Uint8Array): Reader | null {
  const file = new Bytes(bytes);
  if (format === 'avif' && isSequence(file)) return imageMagick;
  if (format === 'tga' && isGreyWithAlpha(file)) return null;
  if (format !== 'tiff') return readers[format];
  const { by } = tiffReader(file);
  return by === 'imagemagick' ? imageMagick : by && readers.tiff;
}

/** Formats of which some files are another reader's than the rest: more than a signature is asked of these. */
export const differsByFile = new Set<ImageFormat>(['avif', 'tga', 'tiff']);

/** What a file is that `readerOf` has nobody for, for a sentence. */
export function unreadKind(format: ImageFormat, bytes: Uint8Array): string {
  const file = new Bytes(bytes);
  const kind =
    format === 'tiff' ? tiffReader(file).kind : format === 'tga' && isGreyWithAlpha(file) ? 'of grey with alpha' : null;
  return kind ? `${formatNames[format]} ${kind}` : formatNames[format];
}

/** An animation by its major brand (AV1 Image File Format, 6.4), which libvips does not know. */
function isSequence(file: Bytes): boolean {
  return file.has(8, 'avis');
}

/** TGA 2.0, field 3 and 5.6: two bytes a pixel, which ImageMagick takes for grey of 16 bits. */
function isGreyWithAlpha(file: Bytes): boolean {
  return (file.u8(2) & 7) === 3 && file.u8(16) === 16;
}
