import type Vips from 'wasm-vips';
import type { Orientation } from '../../core/header/header';
import type { VipsLibrary } from '../vips';

/** Pixels in plain memory, row by row, bands beside each other: what tests draw, and what they hold results against. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 2 grey + alpha, 3 RGB, 4 RGBA. */
  readonly bands: number;
  readonly depth: 8 | 16;
  readonly data: Uint8Array | Uint16Array;
}

export type Shape = Omit<Raster, 'data'>;

/** @param sample In numbers of the depth; rounded and cut to its range. */
export function drawn(shape: Shape, sample: (x: number, y: number, band: number) => number): Raster {
  const { width, height, bands, depth } = shape;
  const most = depth === 8 ? 255 : 65535;
  const data = depth === 8 ? new Uint8ClampedArray(width * height * bands) : new Uint16Array(width * height * bands);
  let at = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let band = 0; band < bands; band++) data[at++] = Math.max(0, Math.min(most, Math.round(sample(x, y, band))));
  return { ...shape, data: data instanceof Uint16Array ? data : new Uint8Array(data.buffer) };
}

export function at({ width, bands, data }: Raster, x: number, y: number, band = 0): number {
  return data[(y * width + x) * bands + band] ?? NaN;
}

/** @returns a new handle. */
export function imageOf(vips: VipsLibrary, { width, height, bands, depth, data }: Raster): Vips.Image {
  const plain = vips.Image.newFromMemory(data, width, height, bands, vips.BandFormat[depth === 8 ? 'uchar' : 'ushort']);
  const names = { 8: ['b-w', 'srgb'], 16: ['grey16', 'rgb16'] } as const;
  const image = plain.copy({ interpretation: names[depth][bands < 3 ? 0 : 1] });
  plain.delete();
  return image;
}

export function rasterOf(image: Vips.Image): Raster {
  const { width, height, bands, format } = image;
  const bytes: ArrayBufferView = image.writeToMemory(); // Of the image's own samples, whatever its type says.
  if (format === 'uchar')
    return { width, height, bands, depth: 8, data: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
  if (format === 'ushort')
    return {
      width,
      height,
      bands,
      depth: 16,
      data: new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2),
    };
  throw new Error(`Expected 8 or 16 bits, received ${String(format)}.`);
}

/** A lossless file of these very pixels, with an Orientation tag where one is given. */
export function pngOf(vips: VipsLibrary, raster: Raster, orientation?: Orientation): Uint8Array {
  const image = imageOf(vips, raster);
  try {
    if (orientation !== undefined) image.setInt('orientation', orientation);
    return image.pngsaveBuffer({ compression: 1, bitdepth: raster.depth });
  } finally {
    image.delete();
  }
}

export function decoded(vips: VipsLibrary, bytes: Uint8Array): Raster {
  const image = vips.Image.newFromBuffer(bytes);
  try {
    return rasterOf(image);
  } finally {
    image.delete();
  }
}
