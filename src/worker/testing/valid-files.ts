import type Vips from 'wasm-vips';
import { dibIco, fifthBmp, indexed, paletteBmp, rasterOfIndexed, sixteenBitBmp, type Indexed } from './bmp-files';
import { corpusFile, noCorpus } from './corpus';
import { heifBranded } from './heif-transforms';
import { jp2Of } from './jp2-file';
import { scenery } from './pictures';
import { at, drawn, imageOf, pngOf, type Raster } from './raster';
import { bmpOf, icoOf, psdOf, qoiOf, radianceOf, tgaOf } from './rare-files';
import { greyTga, packedTga, paletteTga } from './tga-files';
import type { VipsLibrary } from '../vips';

/** A file that is right. */
export interface ValidFile {
  readonly bytes: Uint8Array;
  /** Of its pixels on white: red, green and blue, from 0 to 255. */
  readonly mean: readonly number[];
}

/** Valid files of each format that is read, and of the kinds that some have: each name ends with the ending of its file. */
export function validFiles(vips: VipsLibrary): ReadonlyMap<string, ValidFile> {
  const large = scenery(40, 30);
  const image = imageOf(vips, large);
  const [small, grey, clear, five] = [scenery(13, 9), scenery(13, 9, 1), cut(13, 9), fiveBits(13, 9)];
  const [two, few, many] = [2, 16, 200].map((colours) => indexed(13, 9, colours)) as [Indexed, Indexed, Indexed]; // Of three.
  const icon = cut(16, 16);
  const heif = heifOf(image);
  const of = (raster: Raster, files: Readonly<Record<string, Uint8Array>>) =>
    Object.entries(files).map(([name, bytes]) => [name, { bytes, mean: meanOf(raster) }] as const);
  try {
    return new Map<string, ValidFile>([
      ...of(large, {
        jpeg: image.jpegsaveBuffer({ Q: 80 }),
        'progressive jpeg': image.jpegsaveBuffer({ Q: 80, interlace: true }),
        png: image.pngsaveBuffer(),
        webp: image.webpsaveBuffer(),
        'lossless webp': image.webpsaveBuffer({ lossless: true }),
        gif: image.gifsaveBuffer(),
        tiff: image.tiffsaveBuffer({ compression: 'lzw' }),
        'tiled tiff': image.tiffsaveBuffer({ compression: 'deflate', tile: true, tile_width: 16, tile_height: 16 }),
        ppm: image.writeToBuffer('.ppm'),
        avif: image.heifsaveBuffer({ compression: 'av1', effort: 0, keep: 'none' }),
        jxl: image.jxlsaveBuffer({ effort: 1 }),
        // HEIC in its own coding is in the corpus alone.
        [noCorpus ? 'heif' : 'av1 heif']: heif,
      }),
      ['svg', { bytes: new TextEncoder().encode(halfRed), mean: [255, 127.5, 127.5] }],
      ...of(small, {
        bmp: bmpOf(small, { bottomUp: true }),
        tga: tgaOf(small, { bottomUp: true }),
        'packed tga': packedTga(small),
        psd: psdOf(small),
        'packed psd': psdOf(small, { packed: true }),
        qoi: qoiOf(small),
      }),
      ...of(grey, { 'grey tga': greyTga(grey), 'grey psd': psdOf(grey) }),
      ...of(clear, { 'v5 bmp': fifthBmp(clear) }),
      ...of(eightBits(five), { '16-bit bmp': sixteenBitBmp(five, 5) }),
      ...of(rasterOfIndexed(two), { 'two-colour bmp': paletteBmp(two, { bits: 1 }) }),
      ...of(rasterOfIndexed(few), {
        'rle4 bmp': paletteBmp(few, { bits: 4, packed: true }),
        'os2 bmp': paletteBmp(few, { bits: 4, header: 12 }),
        'palette tga': paletteTga(few),
      }),
      ...of(rasterOfIndexed(many), { 'rle8 bmp': paletteBmp(many, { bits: 8, packed: true }) }),
      ...of(icon, { ico: icoOf([{ side: 16, png: pngOf(vips, icon) }]), 'masked ico': dibIco(icon) }),
      ...of(scenery(16, 12), { jp2: jp2Of() }),
      ['hdr', { bytes: radianceOf(small, (x, y, band) => lightOf(small, x, y, band)), mean: meanOf(small) }],
      ...(noCorpus
        ? []
        : ([['heif', { bytes: corpusFile('decoders/heic/pillow/hopper.heif'), mean: hopper }]] as const)),
    ]);
  } finally {
    image.delete();
  }
}

const halfRed =
  '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="15" height="20" fill="#f00"/><rect x="15" width="15" height="20" fill="#fff"/></svg>';

/** By native libvips 8.14. */
const hopper = [89.75, 80.18, 95.45];

/** Coded as AV1 under HEIF's brand, so that it goes the way of a HEIC. */
function heifOf(image: Vips.Image): Uint8Array {
  const file = image.heifsaveBuffer({ compression: 'av1', effort: 0, keep: 'none' });
  return heifBranded(file);
}

/** Clear in its lower half, else opaque. */
function cut(width: number, height: number): Raster {
  const { data } = scenery(width, height);
  return drawn({ width, height, bands: 4, depth: 8 }, (x, y, band) =>
    band === 3 ? (y > height / 2 ? 0 : 255) : data[(y * width + x) * 3 + band]!,
  );
}

/** Samples from 0 to 31. */
function fiveBits(width: number, height: number): Raster {
  const { data } = scenery(width, height);
  return drawn({ width, height, bands: 3, depth: 8 }, (x, y, band) => data[(y * width + x) * 3 + band]! >> 3);
}

function eightBits({ width, height, data }: Raster): Raster {
  return drawn({ width, height, bands: 3, depth: 8 }, (x, y, band) => (data[(y * width + x) * 3 + band]! * 255) / 31);
}

/** Linear light of sRGB's levels (IEC 61966-2-1). */
export function lightOf(raster: Raster, x: number, y: number, band: number): number {
  const value = at(raster, x, y, band) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** On white: red, green and blue, from 0 to 255. */
export function meanOf({ width, height, bands, depth, data }: Raster): number[] {
  const most = depth === 8 ? 255 : 65535;
  const sums = [0, 0, 0];
  for (let i = 0; i < width * height; i++) {
    const alpha = bands % 2 === 0 ? data[i * bands + bands - 1]! / most : 1;
    for (let band = 0; band < 3; band++) {
      const sample = data[i * bands + (bands < 3 ? 0 : band)]!;
      sums[band]! += (255 * (sample * alpha + most * (1 - alpha))) / most;
    }
  }
  return sums.map((sum) => sum / (width * height));
}
