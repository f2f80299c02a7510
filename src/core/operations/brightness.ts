import type Vips from 'wasm-vips';
import { unmoved } from '../geometry/geometry';
import { z } from '../zod';
import { operation } from './operation';
import { fullRange } from './paint';
import { drawn, oneOrRange } from './params';

/**
 * Multiplies each colour sample and cuts it at full range, as Pillow's `ImageEnhance.Brightness` and torchvision's
 * `adjust_brightness` do; like theirs, whole samples lose their fraction, so 8 bits are Pillow's byte for byte. Products
 * are in single precision, as Pillow's are. Alpha stays.
 */
export const brightness = operation({
  id: 'brightness',
  title: 'Brightness',
  summary: 'Makes the image brighter or darker by a factor.',
  example: { factor: 1.4 },
  params: z.strictObject({
    factor: oneOrRange(z.number().min(0).max(100)).meta({
      title: 'Factor',
      description:
        'What colours are multiplied by: 0 is black, 1 changes nothing. Of a range, each image draws its own.',
    }),
  }),
  plan: ({ size, random }, { factor }) => [{ size, factor: Math.fround(drawn(random, factor)) }],
  geometry: ({ size }) => unmoved(size),
  access: () => 'rows',
  pixels: () => 'recoloured',
  acceptsShrunk: true,
  apply: (vips, image, { factor }) => {
    if (image.format === 'uchar') return mapped(vips, image, factor, new Uint8Array(256));
    if (image.format === 'ushort') return mapped(vips, image, factor, new Uint16Array(65536));
    return multiplied(image, factor);
  },
});

/** @param table As long as there are samples. */
function mapped(vips: typeof Vips, image: Vips.Image, factor: number, table: Uint8Array | Uint16Array): Vips.Image {
  const most = table.length - 1;
  for (let sample = 0; sample <= most; sample++)
    table[sample] = Math.min(most, Math.floor(Math.fround(factor * sample)));
  const format = table instanceof Uint8Array ? vips.BandFormat.uchar : vips.BandFormat.ushort;
  const lut = vips.Image.newFromMemory(table, table.length, 1, 1, format);
  try {
    return image.maplut(lut);
  } finally {
    lut.delete();
  }
}

function multiplied(image: Vips.Image, factor: number): Vips.Image {
  const scaled = image.linear(factor, 0);
  try {
    return scaled.clamp({ min: 0, max: fullRange(image) });
  } finally {
    scaled.delete();
  }
}
