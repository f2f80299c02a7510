import type Vips from 'wasm-vips';
import type { Note } from '../../core/dataset/outcome';
import type { Orientation } from '../../core/header/header';
import { asColours, withBits } from '../../core/operations/depth';
import { fillOf } from '../../core/operations/fill';
import { piped } from '../../core/operations/handles';
import { fullRange, toGrey } from '../../core/operations/paint';
import { optionsOf } from '../../core/recipe/output';
import type { Recipe } from '../../core/recipe/recipe';
import type { VipsLibrary } from '../vips';
import { fitBytes } from './fit-bytes';
import { namesOf } from './decode';
import { gifLosses } from './gif-losses';
import { keepsProfile, unheld, withMetadata } from './metadata';
import { holdsAsked, isLossless, save } from './save';
import { formatNames } from '../../core/header/format-names';
import type { JpegWriter } from './write-jpeg';
import { assertFits, writers, type WrittenFormat, type Writer } from './writers';

export interface EncodeOptions {
  readonly format: WrittenFormat;
  readonly output: Recipe['output'];
  /** Written as the tag; 1 where the pixels are upright. */
  readonly orientation: Orientation;
  /** Less than the image's where it is an animation, its frames below each other. */
  readonly pageHeight: number;
  /** Writes JPEG by the kernels; null leaves it to libvips. */
  readonly jpeg: JpegWriter | null;
}

/** Exactly sized bytes outside wasm memory, what was changed unasked, and who wrote them. */
export interface Written {
  readonly bytes: Uint8Array;
  readonly notes: readonly Note[];
  /** The one that was found for the recipe's `maxBytes`; null where quality has no say in the file. */
  readonly quality: number | null;
  /** Who wrote it: `manyhands` for the formats that are written by code of our own. */
  readonly writer: 'libvips' | 'kernels' | 'manyhands';
}

/**
 * Pulls the pixels through the pipeline and writes the file.
 * @param image Stays the caller's.
 */
export function encode(vips: VipsLibrary, image: Vips.Image, options: EncodeOptions): Written {
  const { format, output, orientation, jpeg, pageHeight } = options;
  const writer = writers[format];
  assertFits({ width: image.width, height: pageHeight }, format);
  const notes: Note[] = [];
  const background = fillOf(output.background);
  const ready = piped(
    image,
    (one) => withChannels(one, output.channels, background),
    (one) => {
      if (writer.alpha || !one.hasAlpha()) return one.copy();
      notes.push(alphaFlattened(format));
      return flattened(one, background);
    },
    (one) => (writer.grey ? one.copy() : coloured(one)),
    (one) => {
      const depth = depthFor(format, writer, output);
      // Floats are looked through before they become less, and their rows may come by once.
      const held = one.format === 'float' && depth !== 'float' ? one.copyMemory() : one.copy();
      try {
        const settled = withDepth(held, depth, format === 'tiff');
        // Grey of floats has become levels already.
        const [had, bits] = [bitsOf(image), writtenBits(settled, format, output)];
        if (had > bits) notes.push(depthReduced(format, bits, had), ...valuesClipped(held));
        // Levels of sRGB now, of which their profile would make others.
        if (had === floatBits && bits < had && settled.remove('icc-profile-data') && keepsProfile(output.keep, format))
          notes.push(profileDropped);
        return settled;
      } finally {
        held.delete();
      }
    },
  );
  try {
    if (jpeg?.takes(ready)) {
      const { bytes, quality, isMissed } = jpeg.writeImage(ready, orientation);
      return { bytes, quality, notes: isMissed ? [...notes, sizeMissed(output)] : notes, writer: 'kernels' };
    }
    const lost = unheld(ready, output.keep, format);
    if (lost.length > 0) notes.push(metadataDropped(format, lost));
    const { image: final, keep } = withMetadata(vips, ready, { keep: output.keep, orientation, format });
    try {
      const { bytes, quality, isMissed } =
        format === 'gif' ? gif(final, output, keep, notes) : written(final, format, output, keep);
      if (format === 'tiff' && !holdsAsked(ready, output)) notes.push(compressionChanged);
      if (isMissed) notes.push(sizeMissed(output));
      return {
        bytes,
        quality,
        notes,
        writer: format === 'ppm' || format === 'bmp' || format === 'qoi' ? 'manyhands' : 'libvips',
      };
    } finally {
      final.delete();
    }
  } finally {
    ready.delete();
  }
}

function written(image: Vips.Image, format: WrittenFormat, output: Recipe['output'], keep: number) {
  const { quality, maxBytes } = output;
  if (maxBytes === undefined || !writers[format].lossy || isLossless(format, output)) {
    const bytes = save(image, format, output, { keep, quality });
    return { bytes, quality: null, isMissed: maxBytes !== undefined && bytes.length > maxBytes };
  }
  // Its rows may come by once.
  const held = image.copyMemory();
  try {
    return fitBytes(maxBytes, quality, (q) => save(held, format, output, { keep, quality: q }));
  } finally {
    held.delete();
  }
}

/** What it loses is told of its pixels, whose rows may come by once. */
function gif(image: Vips.Image, output: Recipe['output'], keep: number, notes: Note[]) {
  const held = image.copyMemory();
  try {
    notes.push(...gifLosses(held, optionsOf('gif', output).bitdepth));
    return written(held, 'gif', output, keep);
  } finally {
    held.delete();
  }
}

const compressionChanged: Note = {
  code: 'compression-changed',
  detail: 'JPEG in TIFF holds 8 bits a sample and no alpha, so the TIFF is compressed by deflate.',
};

function alphaFlattened(format: WrittenFormat): Note {
  return {
    code: 'alpha-flattened',
    detail: `${formatNames[format]} holds no transparency, so the background is behind it.`,
  };
}

/** “A, B and C”. */
const listed = new Intl.ListFormat('en-GB');

function metadataDropped(format: WrittenFormat, kinds: readonly string[]): Note {
  return { code: 'metadata-dropped', detail: `${formatNames[format]} is written without ${listed.format(kinds)}.` };
}

export function sizeMissed({ maxBytes }: Recipe['output']): Note {
  return { code: 'size-missed', detail: `The file is larger than ${maxBytes} bytes all the same.` };
}

function depthReduced(format: WrittenFormat, bits: number, had: number): Note {
  const there = had === floatBits ? 'floats' : had;
  return {
    code: 'depth-reduced',
    detail: `${formatNames[format]} is written with ${bits} bits a sample; there were ${there}.`,
  };
}

const profileDropped: Note = {
  code: 'profile-ignored',
  detail: 'The floats became levels of sRGB, so the file is written without their colour profile.',
};

/** Of floats, which are light from 0 to 1 where they become whole numbers; rounding is no clipping. */
function valuesClipped(image: Vips.Image): readonly Note[] {
  if (image.format !== 'float') return [];
  const [least, most] = [image.min(), image.max()];
  if (least > -tolerance && most < 1 + tolerance) return [];
  const range = `from ${Number(least.toPrecision(3))} to ${Number(most.toPrecision(3))}`;
  return [{ code: 'values-clipped', detail: `The floats are ${range}; what is below 0 or above 1 was cut off.` }];
}

/** Half a level of 8 bits. */
const tolerance = 1 / 512;

type Fill = ReturnType<typeof fillOf>;

function withChannels(image: Vips.Image, channels: Recipe['output']['channels'], background: Fill): Vips.Image {
  switch (channels) {
    case 'keep':
      return image.copy();
    case 'grey':
      return piped(image, (one) => flattened(one, background), toGrey);
    case 'rgb':
      return piped(image, (one) => flattened(one, background), coloured);
    case 'rgba':
      return piped(image, coloured, (one) => (one.hasAlpha() ? one.copy() : one.addalpha()));
  }
}

function coloured(image: Vips.Image): Vips.Image {
  if (image.bands > 2) return image.copy();
  if (image.interpretation === 'scrgb') return asColours(image);
  return image.colourspace(image.format === 'ushort' ? 'rgb16' : 'srgb');
}

/** Alpha laid on the background; a grey image on a coloured one becomes coloured. */
function flattened(image: Vips.Image, background: Fill): Vips.Image {
  if (!image.hasAlpha()) return image.copy();
  const [red, green, blue] = background;
  const isGrey = red === green && green === blue;
  return piped(
    image,
    (one) => (one.bands === 2 && !isGrey ? coloured(one) : one.copy()),
    (one) => {
      const range = fullRange(one);
      return one.flatten({ background: one.bands === 2 ? [red * range] : [red * range, green * range, blue * range] });
    },
  );
}

/** What is written of what the format holds: some options say less, or more than the image has. */
function depthFor(format: WrittenFormat, { depth }: Writer, output: Recipe['output']): Writer['depth'] {
  if (format === 'avif') return optionsOf('avif', output).bitdepth > 8 ? 16 : 8;
  if (format === 'png' && optionsOf('png', output).palette) return 8;
  if (format !== 'tiff') return depth;
  const { bitdepth } = optionsOf('tiff', output);
  return bitdepth === 'same' ? depth : bitdepth;
}

/** Deeper images are made less deep; a TIFF that is asked for 16 bits gets them. */
function withDepth(image: Vips.Image, depth: Writer['depth'], isAsked: boolean): Vips.Image {
  const isGrey = image.bands < 3;
  if (image.format === 'uchar' && depth === 16 && isAsked) {
    return piped(
      image,
      (one) => one.linear([257], [0]),
      (one) => one.cast('ushort'),
      (one) => one.copy({ interpretation: isGrey ? 'grey16' : 'rgb16' }),
    );
  }
  const holds = depth === 'float' || image.format === 'uchar' || (image.format === 'ushort' && depth === 16);
  if (holds) return image.copy();
  return withBits(image, depth === 16 ? 16 : 8);
}

const floatBits = 32;

/** Bits of a sample, by what its file had where libvips says so: those of an AVIF of 10 bits come as 16. */
function bitsOf(image: Vips.Image): number {
  switch (image.format) {
    case 'uchar':
      return 8;
    case 'ushort':
      return namesOf(image).includes('bits-per-sample') ? Math.min(16, image.getInt('bits-per-sample')) : 16;
    default:
      return floatBits;
  }
}

function writtenBits(image: Vips.Image, format: WrittenFormat, output: Recipe['output']): number {
  if (image.format === 'float') return floatBits;
  if (image.format === 'uchar') return 8;
  return format === 'avif' ? optionsOf('avif', output).bitdepth : 16;
}
