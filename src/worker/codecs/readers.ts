import { Bytes } from '../../core/header/bytes';
import { exifEntry } from '../../core/header/exif';
import type { ImageFormat } from '../../core/header/header';
import type { SideModule } from '../../core/lacking';

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
};

/** The reader of one file: some kinds of a format are another's. */
export function readerOf(format: ImageFormat, bytes: Uint8Array): Reader | null {
  const file = new Bytes(bytes);
  const isOthers = (format === 'avif' && isSequence(file)) || (format === 'tiff' && hasOldJpeg(file));
  return isOthers ? imageMagick : readers[format];
}

/** An animation by its major brand (AV1 Image File Format, 6.4), which libvips does not know. */
function isSequence(file: Bytes): boolean {
  return file.has(8, 'avis');
}

const compressionTag = 259;
/** TIFF 6.0, section 22. libtiff is built without it into wasm-vips, and tiles of it come out black, without an error. */
const oldJpeg = 6;

function hasOldJpeg(file: Bytes): boolean {
  const entry = exifEntry(file, compressionTag);
  return entry !== null && file.u16(entry.valueAt, entry.little) === oldJpeg;
}
