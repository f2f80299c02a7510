import type Vips from 'wasm-vips';
import type { Note } from '../../core/dataset/outcome';
import { ItemError } from '../../core/errors';
import type { Size } from '../../core/geometry/geometry';
import type { ImageFormat, Orientation } from '../../core/header/header';
import { fillOf } from '../../core/operations/fill';
import { piped } from '../../core/operations/handles';
import { fullRange, toGrey } from '../../core/operations/paint';
import type { Recipe } from '../../core/recipe/recipe';
import type { VipsLibrary } from '../vips';
import { formatNames } from './trouble';
import { withMetadata } from './metadata';
import type { JpegWriter } from './write-jpeg';

export type WrittenFormat = 'jpeg' | 'png' | 'webp';

interface Writer {
  readonly extension: string;
  /** Of each side. */
  readonly maxPx: number;
  readonly alpha: boolean;
  /** Bits per sample at most. */
  readonly depth: 8 | 16;
}

const writers: Readonly<Record<WrittenFormat, Writer>> = {
  jpeg: { extension: 'jpg', maxPx: 65500, alpha: false, depth: 8 },
  png: { extension: 'png', maxPx: 2 ** 31 - 1, alpha: true, depth: 16 },
  webp: { extension: 'webp', maxPx: 16383, alpha: true, depth: 8 },
};

export function extensionOf(format: WrittenFormat): string {
  return writers[format].extension;
}

/** The format written: the recipe's, or the input's own where that is asked for and can be written. */
export function writtenFormat(output: Recipe['output'], source: ImageFormat): { format: WrittenFormat; notes: Note[] } {
  const wanted = output.format === 'same' ? source : output.format;
  if (isWritten(wanted)) return { format: wanted, notes: [] };
  const detail = `${formatNames[source]} cannot be written yet, so this is a PNG.`;
  return { format: 'png', notes: [{ code: 'format-changed', detail }] };
}

function isWritten(format: string): format is WrittenFormat {
  return Object.hasOwn(writers, format);
}

export interface EncodeOptions {
  readonly format: WrittenFormat;
  readonly output: Recipe['output'];
  /** Written as the tag; 1 where the pixels are upright. */
  readonly orientation: Orientation;
  /** Writes JPEG by the kernels; null leaves it to libvips. */
  readonly jpeg: JpegWriter | null;
}

/** Exactly sized bytes outside wasm memory, what was changed unasked, and who wrote them. */
export interface Written {
  readonly bytes: Uint8Array;
  readonly notes: readonly Note[];
  readonly writer: 'libvips' | 'kernels';
}

/**
 * Pulls the pixels through the pipeline and writes the file.
 * @param image Stays the caller's.
 */
export function encode(vips: VipsLibrary, image: Vips.Image, options: EncodeOptions): Written {
  const { format, output, orientation, jpeg } = options;
  const writer = writers[format];
  assertFits(image, format);
  const notes: Note[] = [];
  const background = fillOf(output.background);
  const ready = piped(
    image,
    (one) => withChannels(one, output.channels, background),
    (one) => (writer.alpha ? one.copy() : flattened(one, background)),
    (one) => {
      const reduced = withDepth(one, writer.depth);
      if (reduced.format !== one.format) {
        const detail = `${formatNames[format]} holds ${writer.depth} bits a sample; there were ${one.format === 'float' ? 'floats' : 16}.`;
        notes.push({ code: 'depth-reduced', detail });
      }
      return reduced;
    },
  );
  try {
    if (jpeg?.takes(ready)) return { bytes: jpeg.writeImage(ready, orientation), notes, writer: 'kernels' };
    const { image: final, keep } = withMetadata(vips, ready, output.keep, orientation);
    try {
      return { bytes: save(final, format, output, keep), notes, writer: 'libvips' };
    } finally {
      final.delete();
    }
  } finally {
    ready.delete();
  }
}

/** @throws ItemError `step-failed` where a side is longer than the format can say. */
export function assertFits({ width, height }: Size, format: WrittenFormat): void {
  const { maxPx } = writers[format];
  if (Math.max(width, height) <= maxPx) return;
  const size = `${width} × ${height} px`;
  throw new ItemError(
    'step-failed',
    `${formatNames[format]} holds sides of up to ${maxPx} px; the result has ${size}.`,
  );
}

function save(image: Vips.Image, format: WrittenFormat, output: Recipe['output'], keep: number): Uint8Array {
  const { quality, subsampling, compression, lossless } = output;
  switch (format) {
    case 'jpeg':
      // Optimised Huffman tables are smaller at no loss: sharp's default too.
      return image.jpegsaveBuffer({
        Q: quality,
        optimize_coding: true,
        subsample_mode: subsampling === '4:4:4' ? 'off' : 'on',
        keep,
      });
    case 'png':
      return image.pngsaveBuffer({ compression, keep });
    case 'webp':
      return image.webpsaveBuffer({ Q: quality, lossless, keep });
  }
}

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

function withDepth(image: Vips.Image, depth: 8 | 16): Vips.Image {
  if (image.format === 'uchar' || (image.format === 'ushort' && depth === 16)) return image.copy();
  const isGrey = image.bands < 3;
  const name = depth === 16 ? (isGrey ? 'grey16' : 'rgb16') : isGrey ? 'b-w' : 'srgb';
  return image.colourspace(name);
}
