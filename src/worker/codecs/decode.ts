import type Vips from 'wasm-vips';
import type { Note } from '../../core/dataset/outcome';
import { ItemError } from '../../core/errors';
import type { Header, ImageFormat, Orientation } from '../../core/header/header';
import { piped } from '../../core/operations/handles';
import type { VipsLibrary } from '../vips';
import { withFullRange } from './ppm-range';
import { isProfileOf, isSrgb, isSrgbGrey } from './rgb-profile';
import { withoutUnspecified } from './tiff-channels';
import { forgetWarnings } from './trouble';

export interface OpenOptions {
  /** 1, 2, 4 or 8; above 1 for JPEG and WebP alone. */
  readonly shrink: number;
  /** Takes what is there of a file that was cut short. */
  readonly keepTruncated: boolean;
  /** Of vector graphics, in pixels. */
  readonly svgWidth: number;
  /** Which frame or page, from 0; `all` puts them below each other in one tall image. Default 0. */
  readonly page?: number | 'all';
}

/** A lazy image over the file's bytes, as stored: nothing is decoded yet. @returns a new handle. */
export function open(vips: VipsLibrary, bytes: Uint8Array, format: ImageFormat, options: OpenOptions): Vips.Image {
  const { shrink, keepTruncated, page = 0, svgWidth } = options;
  forgetWarnings(vips);
  const common = { access: 'sequential', fail_on: keepTruncated ? 'none' : 'error' };
  if (format === 'svg') return drawnSvg(vips, bytes, svgWidth);
  if (format === 'jpeg' && shrink > 1) return vips.Image.jpegloadBuffer(bytes, { ...common, shrink });
  if (format === 'webp' && shrink > 1) return vips.Image.webploadBuffer(bytes, { ...common, scale: 1 / shrink });
  const image = vips.Image.newFromBuffer(bytes, page === 'all' ? '[n=-1]' : page > 0 ? `[page=${page}]` : '', common);
  switch (format) {
    case 'ppm':
      return owned(image, (one) => withFullRange(one, bytes));
    case 'radiance':
      // Three bytes and an exponent in common, which libvips takes for four bands until it is asked for floats.
      return owned(image, (one) => one.rad2float());
    case 'tiff':
      return owned(image, (one) => withoutUnspecified(one, bytes, page === 'all' ? 0 : page));
    default:
      return image;
  }
}

function owned(image: Vips.Image, change: (image: Vips.Image) => Vips.Image): Vips.Image {
  try {
    return change(image);
  } finally {
    image.delete();
  }
}

/** Of a side, for libvips (`VIPS_MAX_COORD`): it takes more for a side of one pixel. */
const mostPx = 10_000_000;

/** resvg runs no script and has no way to files or the network; of references only those into the file itself are followed. */
function drawnSvg(vips: VipsLibrary, bytes: Uint8Array, width: number): Vips.Image {
  const once = vips.Image.svgloadBuffer(bytes);
  try {
    const scale = width / once.width;
    if (once.height * scale > mostPx) throw new ItemError('too-large', 'The SVG file is larger than can be drawn.');
    // The loader rounds the scaled width, so this is exact.
    return vips.Image.svgloadBuffer(bytes, { scale });
  } finally {
    once.delete();
  }
}

/** The header of an opened image, for formats whose header no parser of ours reads. */
export function headerOf(image: Vips.Image, format: ImageFormat): Header {
  const fields = new Set(namesOf(image));
  const number = (name: string, otherwise: number) => (fields.has(name) ? image.getInt(name) : otherwise);
  const orientation = number('orientation', 1);
  const alpha = image.hasAlpha();
  const space = image.interpretation === 'cmyk' ? 'cmyk' : image.bands < 3 ? 'grey' : 'rgb';
  return {
    format,
    width: image.width,
    height: image.height,
    orientation: orientation >= 1 && orientation <= 8 ? (orientation as Orientation) : 1,
    bands: image.bands,
    alpha,
    space,
    depth: number('bits-per-sample', depthOf(image)),
    float: image.format === 'float' || image.format === 'double',
    pages: Math.max(1, number('n-pages', 1)),
    profile: fields.has('icc-profile-data'),
    sampling: null,
    interlaced: fields.has('interlaced'),
    complete: null,
  };
}

/**
 * The one form between steps: grey or RGB, straight alpha last, 8 or 16 bits or float, in sRGB unless the profile is kept.
 * @param image Stays the caller's. @param note Told where a profile cannot be used. @returns a new handle.
 */
export function normalised(
  image: Vips.Image,
  keepsProfile: boolean,
  note: (notes: readonly Note[]) => void = () => {},
): Vips.Image {
  note(changedUnasked(image));
  return piped(image, settledDepth, (one) => settledColour(one, keepsProfile, note), withoutSurplusBands);
}

/** Metadata fields of an image, by name. */
export function namesOf(image: Vips.Image): string[] {
  const fields = image.getFields();
  const names = Array.from({ length: fields.size() }, (_, i) => String(fields.get(i)));
  fields.delete();
  return names;
}

function depthOf({ format }: Vips.Image): number {
  return format === 'uchar' || format === 'char' ? 8 : format === 'ushort' || format === 'short' ? 16 : 32;
}

function settledDepth(image: Vips.Image): Vips.Image {
  switch (image.format) {
    case 'uchar':
    case 'ushort':
    case 'float':
      return image.copy();
    case 'uint':
      return piped(image, (one) => one.cast('ushort', { shift: true }), sixteen);
    case 'double':
      return image.cast('float');
    case 'char':
      return image.cast('uchar');
    case 'short':
    case 'int':
      return piped(image, (one) => one.cast('ushort'), sixteen);
    default:
      throw new ItemError('unsupported-format', 'The file holds complex numbers, which are no picture.');
  }
}

/** Of samples that are none of those between steps. */
function changedUnasked({ format }: Vips.Image): readonly Note[] {
  const is = String(format);
  const notes: Note[] = [];
  if (is === 'char' || is === 'short' || is === 'int')
    notes.push({ code: 'values-clipped', detail: 'The file’s samples have signs; what is below 0 was cut off.' });
  if (is === 'int')
    notes.push({ code: 'values-clipped', detail: 'The file’s samples have 32 bits; what is above 65535 was cut off.' });
  if (is === 'uint')
    notes.push({ code: 'depth-reduced', detail: 'The file’s samples have 32 bits; the upper 16 are read.' });
  return notes;
}

function sixteen(image: Vips.Image): Vips.Image {
  return image.copy({ interpretation: image.bands < 3 ? 'grey16' : 'rgb16' });
}

function settledColour(image: Vips.Image, keepsProfile: boolean, note: (notes: readonly Note[]) => void): Vips.Image {
  const hasProfile = namesOf(image).includes('icc-profile-data');
  const { interpretation } = image;
  if (interpretation === 'cmyk') {
    // Fills, greys and most outputs know no CMYK, so it is converted even where profiles are kept.
    const usual = () => image.iccTransform('srgb', { ...transform, depth: depthFor(image), input_profile: 'cmyk' });
    return hasProfile ? converted(image, usual, note) : usual();
  }
  if (hasProfile && !keepsProfile && image.format !== 'float' && !isSrgbAlready(image)) {
    const isGrey = image.bands < 3;
    return piped(
      image,
      (one) => converted(one, () => one.copy(), note),
      (one) => (isGrey && one.bands > 2 ? one.colourspace(one.format === 'ushort' ? 'grey16' : 'b-w') : one.copy()),
    );
  }
  if (hasProfile && !keepsProfile && image.format === 'float') note([profileIgnoredOfFloats]);
  // Floats are linear light from 0 to 1; libvips has grey ones for sRGB's levels, up to 255.
  if (image.format === 'float' && image.bands < 3) return image.copy({ interpretation: 'scrgb' });
  if (usual.has(String(interpretation))) return image.copy();
  if (interpretation === 'multiband' || interpretation === 'matrix' || interpretation === 'histogram') {
    const deep = image.format === 'ushort';
    const name = image.bands < 3 ? (deep ? 'grey16' : 'b-w') : deep ? 'rgb16' : 'srgb';
    return image.copy({ interpretation: name });
  }
  return image.colourspace(image.format === 'ushort' ? 'rgb16' : 'srgb');
}

const usual = new Set(['srgb', 'b-w', 'rgb16', 'grey16', 'scrgb', 'rgb']);

const transform = { intent: 'perceptual', black_point_compensation: true } as const;

/** Converting 16 bits from sRGB to sRGB would but round: by up to a thousandth, where a lossless file should stay as it is. */
function isSrgbAlready(image: Vips.Image): boolean {
  const profile = image.getBlob('icc-profile-data');
  return image.bands > 2 ? isSrgb(profile) : isSrgbGrey(profile);
}

/** By its profile to sRGB; a profile that cannot be used (damaged, or of another colour space) counts as none. */
function converted(image: Vips.Image, otherwise: () => Vips.Image, note: (notes: readonly Note[]) => void): Vips.Image {
  const space = image.interpretation === 'cmyk' ? 'cmyk' : image.bands < 3 ? 'grey' : 'rgb';
  try {
    if (isProfileOf(image.getBlob('icc-profile-data'), space))
      return image.iccTransform('srgb', { ...transform, embedded: true, depth: depthFor(image) });
  } catch {
    // One that lcms refuses for another reason.
  }
  note([profileIgnored]);
  return otherwise();
}

function depthFor({ format }: Vips.Image): 8 | 16 {
  return format === 'ushort' ? 16 : 8;
}

const profileIgnored: Note = {
  code: 'profile-ignored',
  detail: 'The colour profile in the file cannot be used, so its colours are taken as they usually are.',
};

/** lcms knows 8 and 16 bits alone here, which would cut light off. */
const profileIgnoredOfFloats: Note = {
  code: 'profile-ignored',
  detail:
    'The file’s samples are floats, which are taken as linear light of sRGB, whatever the colour profile in it says.',
};

/** Grey or RGB, and one more for alpha: what a TIFF has beyond them has no meaning here. */
function withoutSurplusBands(image: Vips.Image): Vips.Image {
  if (image.bands <= 4) return image.copy();
  return image.extractBand(0, { n: 4 });
}
