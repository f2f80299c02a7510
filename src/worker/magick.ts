import {
  ColorSpace,
  ImageMagick,
  initializeImageMagick,
  MagickFormat,
  MagickImageCollection,
  MagickReadSettings,
  ResourceLimits,
  type IMagickImage,
} from '@imagemagick/magick-wasm';
import { Bytes } from '../core/header/bytes';
import type { Header, ImageFormat } from '../core/header/header';
import { storedDepth } from '../core/header/stored-depth';
import { tiffOrientation } from '../core/header/tiff';
import { jp2Metadata } from './codecs/jp2-metadata';

/** Pixels that ImageMagick has read: 8 bits a sample, row after row, straight alpha last, upright. */
export interface MagickFrame {
  readonly width: number;
  readonly height: number;
  /** Grey, RGB or CMYK, and one more where there is alpha. */
  readonly space: 'grey' | 'rgb' | 'cmyk';
  readonly bands: number;
  /** Outside wasm memory. */
  readonly data: Uint8Array;
  /** Metadata as the file holds it; the EXIF block begins with its byte-order mark. */
  readonly icc: Uint8Array | null;
  readonly exif: Uint8Array | null;
  readonly xmp: Uint8Array | null;
  /** Records of IIM, bare. */
  readonly iptc: Uint8Array | null;
}

/** ImageMagick, running in this worker; what it reads it is told by name, so that no content chooses its own way. */
export interface Magick {
  /** Decodes nothing. @throws what ImageMagick says of the file. */
  header(bytes: Uint8Array, format: ImageFormat): Header;
  /** Frames or pages by their numbers from 0, as they are shown. @throws as `header` does. */
  frames(bytes: Uint8Array, format: ImageFormat, indexes: readonly number[]): MagickFrame[];
  /** What it has taken, which never shrinks. */
  memoryBytes(): number;
}

/** What each format is called there. Only these are ever asked for: it knows formats that are programs. */
const names: Partial<Record<ImageFormat, MagickFormat>> = {
  heif: MagickFormat.Heic,
  avif: MagickFormat.Avif,
  tiff: MagickFormat.Tiff,
  bmp: MagickFormat.Bmp,
  ico: MagickFormat.Ico,
  tga: MagickFormat.Tga,
  psd: MagickFormat.Psd,
  jp2: MagickFormat.Jp2,
  qoi: MagickFormat.Qoi,
};

/** Of all images of one file together: those beside the picture, which no limit of the page looks at, among them. */
const mostPixelBytes = 2n ** 30n;

/** @param module Compiled once on the page. */
export async function startMagick(module: WebAssembly.Module): Promise<Magick> {
  const memoryBytes = memoryOfNext();
  await initializeImageMagick(module);
  // Its cache of pixels would otherwise go on in files, which lie in memory too.
  ResourceLimits.disk = 0n;
  ResourceLimits.memory = mostPixelBytes;
  ResourceLimits.listLength = 10_000n;
  return { header, frames, memoryBytes };
}

/** Looks at the instance made next, which the library keeps to itself; the class is put back once it is made. */
function memoryOfNext(): () => number {
  const Native = WebAssembly.Instance;
  let made: WebAssembly.Memory | undefined;
  WebAssembly.Instance = class extends Native {
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      super(module, imports);
      made = Object.values(this.exports).find((value) => value instanceof WebAssembly.Memory);
      WebAssembly.Instance = Native;
    }
  };
  return () => made?.buffer.byteLength ?? 0;
}

function header(bytes: Uint8Array, format: ImageFormat): Header {
  const images = MagickImageCollection.create();
  try {
    images.ping(bytes, settingsFor(bytes, format));
    const image = images[mainOf(images, format)];
    if (!image) throw new Error('no image in it');
    const alpha = hasAlpha(image, format);
    const space = spaceOf(image);
    return {
      format,
      width: image.width,
      height: image.height,
      // Of the others, what turns is turned while it is read.
      orientation: format === 'tiff' ? tiffOrientation(new Bytes(bytes)) : 1,
      bands: { grey: 1, rgb: 3, cmyk: 4 }[space] + (alpha ? 1 : 0),
      alpha,
      space,
      depth: storedDepth(new Bytes(bytes), format),
      float: false,
      pages: isSequence(format) ? images.length : 1,
      profile: image.hasProfile('icc'),
      sampling: null,
      interlaced: false,
      complete: null,
    };
  } finally {
    images.dispose();
  }
}

function frames(bytes: Uint8Array, format: ImageFormat, indexes: readonly number[]): MagickFrame[] {
  return ImageMagick.readCollection(bytes, settingsFor(bytes, format), (images) => {
    if (format === 'avif' && images.length > 1) images.coalesce();
    return indexes.map((index) => {
      const image = images[isSequence(format) ? index : mainOf(images, format)];
      if (!image) throw new Error(`no frame ${index}`);
      const frame = taken(image, format);
      return format === 'jp2' ? { ...frame, ...jp2Metadata(bytes) } : frame;
    });
  });
}

function taken(image: IMagickImage, format: ImageFormat): MagickFrame {
  // Its bottom-up rows are the format's own way to store a picture that is upright.
  if (format === 'tga') image.autoOrient();
  const space = spaceOf(image);
  // What is neither (Lab, YCbCr …) is made RGB by its formulas.
  if (space === 'rgb' && image.colorSpace !== ColorSpace.sRGB) image.colorSpace = ColorSpace.sRGB;
  const { width, height } = image;
  const mapping = { grey: 'R', rgb: 'RGB', cmyk: 'CMYK' }[space] + (hasAlpha(image, format) ? 'A' : '');
  const bands = mapping.length;
  const isMeta = mapping.endsWith('A') && !image.hasAlpha;
  const data = image.getPixels((pixels) =>
    isMeta ? bytesOf(pixels.getArea(0, 0, width, height)) : pixels.toByteArray(0, 0, width, height, mapping),
  );
  if (!data || data.length !== width * height * bands) throw new Error('no pixels in it');
  const profile = (name: string) => image.getProfile(name)?.data.slice() ?? null;
  const metadata = { icc: profile('icc'), exif: exifOf(profile('exif')), xmp: profile('xmp'), iptc: profile('iptc') };
  return { width, height, space, bands, data, ...metadata };
}

/** JPEG 2000 need not say that a fourth channel is alpha (ITU-T T.800, I.5.3.6), as other readers take it. */
function hasAlpha(image: IMagickImage, format: ImageFormat): boolean {
  return image.hasAlpha || (format === 'jp2' && image.channelCount === 4 && image.metaChannelCount === 1);
}

function bytesOf(samples: ArrayLike<number>): Uint8Array {
  return Uint8Array.from(samples);
}

function spaceOf({ colorSpace }: IMagickImage): MagickFrame['space'] {
  if (colorSpace === ColorSpace.CMYK) return 'cmyk';
  return colorSpace === ColorSpace.Gray || colorSpace === ColorSpace.LinearGray ? 'grey' : 'rgb';
}

/** Whether the images of a file are its frames or pages; an ICO's are sizes, a PSD's are the picture and its layers. */
function isSequence(format: ImageFormat): boolean {
  return format === 'avif' || format === 'tiff' || format === 'heif';
}

/** The picture among the images of a file: of an icon's sizes the largest, else the first. */
function mainOf(images: readonly IMagickImage[], format: ImageFormat): number {
  if (format !== 'ico') return 0;
  const areas = images.map(({ width, height }) => width * height);
  return areas.indexOf(Math.max(...areas));
}

function settingsFor(bytes: Uint8Array, format: ImageFormat): MagickReadSettings {
  const settings = new MagickReadSettings();
  const name = names[format];
  if (!name) throw new Error(`Expected a format that ImageMagick is asked for, received ${format}.`);
  // A codestream without its box around it.
  settings.format = format === 'jp2' && bytes[0] === 0xff ? MagickFormat.J2c : name;
  return settings;
}

/** Without the name in front that JPEG's segment has, and HEIC's item may have. */
function exifOf(block: Uint8Array | null): Uint8Array | null {
  if (!block) return null;
  const named = new Bytes(block).has(0, 'Exif\0\0');
  return named ? block.slice(6) : block;
}
