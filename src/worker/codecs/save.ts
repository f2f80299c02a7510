import type Vips from 'wasm-vips';
import { optionsOf } from '../../core/recipe/output';
import type { Recipe } from '../../core/recipe/recipe';
import { bmpFile, ppmFile, qoiFile, type PlainPixels } from './plain-files';
import type { WrittenFormat } from './writers';

type Output = Recipe['output'];

/** Whether the pixels come back as they were: no quality has a say then. */
export function isLossless(format: WrittenFormat, output: Output): boolean {
  if (format === 'webp') return output.lossless || optionsOf('webp', output).nearLossless;
  return (format === 'avif' || format === 'jxl') && output.lossless;
}

/**
 * Writes the file by libvips' own names of options, or by our own writer for PPM, BMP and QOI.
 * @param image What the format holds, with the metadata that is kept.
 * @param keep libvips' flags.
 */
export function save(
  image: Vips.Image,
  format: WrittenFormat,
  output: Output,
  { keep, quality }: { readonly keep: number; readonly quality: number },
): Uint8Array {
  const { subsampling, compression, lossless } = output;
  switch (format) {
    case 'jpeg':
      // Optimised Huffman tables are smaller at no loss: sharp's default too.
      return image.jpegsaveBuffer({
        Q: quality,
        optimize_coding: true,
        subsample_mode: subsampling === '4:4:4' ? 'off' : 'on',
        keep,
      });
    case 'png': {
      const { palette, bitdepth, dither, interlace } = optionsOf('png', output);
      return image.pngsaveBuffer({ compression, interlace, keep, ...(palette && { palette, bitdepth, dither }) });
    }
    case 'webp': {
      const { effort, nearLossless, alphaQ, smartSubsample } = optionsOf('webp', output);
      return image.webpsaveBuffer({
        Q: quality,
        lossless,
        near_lossless: nearLossless,
        // Lossless is said of every pixel, of transparent ones too.
        exact: lossless,
        alpha_q: alphaQ,
        smart_subsample: smartSubsample,
        effort,
        keep,
      });
    }
    case 'avif': {
      const { effort, bitdepth } = optionsOf('avif', output);
      return image.heifsaveBuffer({ compression: 'av1', Q: quality, lossless, bitdepth, effort, keep });
    }
    case 'jxl':
      return image.jxlsaveBuffer({
        ...(lossless ? { lossless } : { Q: quality }),
        effort: Math.max(1, optionsOf('jxl', output).effort),
        keep,
      });
    case 'tiff':
      return image.tiffsaveBuffer({ ...tiffOptions(image, output), Q: quality, keep });
    case 'gif':
      return image.gifsaveBuffer({
        ...optionsOf('gif', output),
        effort: Math.max(1, optionsOf('gif', output).effort),
        keep,
      });
    case 'ppm':
      return ppmFile(plain(image), image.format === 'ushort' ? 16 : 8);
    case 'bmp':
      return bmpFile(plain(image));
    case 'qoi':
      return qoiFile(plain(image));
  }
}

/** Whether a TIFF's compression that is asked for can hold the image: JPEG there is of 8 bits, and has no alpha. */
export function holdsAsked(image: Vips.Image, output: Output): boolean {
  return optionsOf('tiff', output).compression !== 'jpeg' || (image.format === 'uchar' && !image.hasAlpha());
}

function tiffOptions(image: Vips.Image, output: Output) {
  const { compression, predictor, tile, tileWidth, tileHeight } = optionsOf('tiff', output);
  const isFloat = image.format === 'float';
  return {
    compression: holdsAsked(image, output) ? compression : 'deflate',
    predictor: predictor === 'horizontal' && isFloat ? 'float' : predictor,
    ...(tile && { tile, tile_width: tileWidth, tile_height: tileHeight }),
  } as const;
}

function plain(image: Vips.Image): PlainPixels {
  const { width, height, bands } = image;
  const bytes: ArrayBufferView = image.writeToMemory(); // Of the image's own samples, whatever its type says.
  return { width, height, bands, data: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
}
