import type Vips from 'wasm-vips';
import type { Orientation } from '../../core/header/header';
import type { Recipe } from '../../core/recipe/recipe';
import { pixelsOf } from '../crossing';
import type { Kernels } from '../kernels';
import { mostKernelPixels, type Pixels } from '../pixels';

import { orientationExif, readJpegSegments, withOrientation, type JpegSegments } from './jpeg-segments';

/** Writes JPEG by the kernels, with what the recipe keeps of the source's metadata. */
export interface JpegWriter {
  /** Whether the image is one that the kernels can hold: 8 bits, grey or RGB, not too large. */
  takes(image: Vips.Image): boolean;
  /** Pulls the image's pixels. @returns exactly sized bytes of their own. */
  writeImage(image: Vips.Image): Uint8Array;
  /** @returns exactly sized bytes of their own. */
  write(pixels: Pixels): Uint8Array;
}

/**
 * @param bytes The source file's, a JPEG where anything of it is kept.
 * @param orientation Written as the tag, unless it is 1.
 */
export function jpegWriter(
  kernels: Kernels,
  bytes: Uint8Array,
  { keep, quality, subsampling }: Recipe['output'],
  orientation: Orientation,
): JpegWriter {
  const segments = keptSegments(bytes, keep, orientation);
  const write = (pixels: Pixels) => kernels.encodeJpeg(pixels, { quality, sampling: subsampling, segments });
  return {
    takes: ({ width, height, bands, format }) =>
      (bands === 1 || bands === 3) && format === 'uchar' && width * height <= mostKernelPixels,
    write,
    writeImage(image) {
      const mark = kernels.mark();
      try {
        return write(pixelsOf(kernels, image));
      } finally {
        kernels.release(mark);
      }
    },
  };
}

function keptSegments(bytes: Uint8Array, keep: Recipe['output']['keep'], orientation: Orientation): JpegSegments {
  const upright = orientation === 1 ? {} : { exif: orientationExif(orientation) };
  if (keep === 'none') return upright;
  const { exif, icc, xmp } = readJpegSegments(bytes);
  if (keep === 'icc') return { ...upright, ...(icc && { icc }) };
  return {
    ...(exif ? { exif: withOrientation(exif, orientation) } : upright),
    ...(icc && { icc }),
    ...(xmp && { xmp }),
  };
}
