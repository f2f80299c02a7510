import type Vips from 'wasm-vips';
import { Bytes } from '../../core/header/bytes';
import type { Orientation } from '../../core/header/header';
import type { Recipe } from '../../core/recipe/recipe';
import { pixelsOf } from '../crossing';
import type { Kernels } from '../kernels';
import { mostKernelPixels, type Pixels } from '../pixels';
import { orientationExif, updatedExif } from './exif-block';
import { fitBytes, type Fitted } from './fit-bytes';
import { withoutPlace, withoutPlaceXmp } from './place';
import { readJpegSegments, type Found, type JpegSegments } from './jpeg-segments';

/** Writes JPEG by the kernels, with what the recipe keeps of the source's metadata. */
export interface JpegWriter {
  /** Whether the image is one that the kernels can hold: 8 bits, grey or RGB, not too large. */
  takes(image: Vips.Image): boolean;
  /** Pulls the image's pixels. The orientation is written as the tag, unless it is 1. @returns exactly sized bytes of their own. */
  writeImage(image: Vips.Image, orientation: Orientation): Fitted;
  /** Likewise. */
  write(pixels: Pixels, orientation: Orientation): Fitted;
}

/** @param bytes The source file's, a JPEG where anything of it is kept. */
export function jpegWriter(
  kernels: Kernels,
  bytes: Uint8Array,
  { keep, quality, subsampling, maxBytes = Infinity }: Recipe['output'],
): JpegWriter {
  const kept = keptSegments(bytes, keep);
  const write = (pixels: Pixels, orientation: Orientation) => {
    const segments = segmentsFor(pixels, kept, orientation);
    return fitBytes(maxBytes, quality, (q) =>
      kernels.encodeJpeg(pixels, { quality: q, sampling: subsampling, segments }),
    );
  };
  return {
    takes: ({ width, height, bands, format }) =>
      (bands === 1 || bands === 3) && format === 'uchar' && width * height <= mostKernelPixels,
    write,
    writeImage(image, orientation) {
      const mark = kernels.mark();
      try {
        return write(pixelsOf(kernels, image), orientation);
      } finally {
        kernels.release(mark);
      }
    },
  };
}

function keptSegments(bytes: Uint8Array, keep: Recipe['output']['keep']): JpegSegments {
  if (keep === 'none') return {};
  const { exif, icc, xmp, moreXmp, photoshop } = copied(readJpegSegments(bytes));
  if (keep === 'icc') return icc ? { icc } : {};
  if (keep === 'exif') return exif ? { exif } : {};
  if (keep === 'xmp') return xmp ? { xmp, moreXmp } : {};
  if (keep === 'strip-gps') {
    // The rest of a packet that was too large for one segment is named by its own sum: it cannot be changed, and goes.
    return {
      ...(exif && { exif: withoutPlace(exif) }),
      ...(icc && { icc }),
      ...(xmp && { xmp: withoutPlaceXmp(xmp) }),
      photoshop,
    };
  }
  return { ...(exif && { exif }), ...(icc && { icc }), ...(xmp && { xmp, moreXmp }), photoshop };
}

/** Payloads of their own: the browser's decoder takes the file's bytes. */
function copied({ exif, icc, xmp, moreXmp, photoshop }: Found): Found {
  const own = (payloads: readonly Uint8Array[]) => payloads.map((payload) => payload.slice());
  return { exif: exif && exif.slice(), icc, xmp: xmp && xmp.slice(), moreXmp: own(moreXmp), photoshop: own(photoshop) };
}

/** What is kept, as it is true of the output. */
function segmentsFor(pixels: Pixels, kept: JpegSegments, orientation: Orientation): JpegSegments {
  const isGrey = pixels.kind === 'packed' && pixels.layout === 'grey';
  const { exif, icc, ...others } = kept;
  return {
    ...others,
    ...(exif
      ? { exif: updatedExif(exif, orientation, pixels) }
      : orientation !== 1 && { exif: orientationExif(orientation) }),
    ...(icc && isProfileOf(isGrey ? 'GRAY' : 'RGB ', icc) && { icc }),
  };
}

/** Whether a profile is of a colour space (ICC.1:2022, 7.2.8): steps make colours grey, whose profile it then is not. */
function isProfileOf(space: 'GRAY' | 'RGB ', icc: Uint8Array): boolean {
  return new Bytes(icc).has(16, space);
}
