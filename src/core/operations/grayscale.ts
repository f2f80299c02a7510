import { unmoved } from '../geometry/geometry';
import { z } from '../zod';
import { operation } from './operation';
import { toGrey } from './paint';

/** One band of grey by libvips' `b-w`: luminance in linear light, then sRGB's curve. Depth and alpha stay. */
export const grayscale = operation({
  id: 'grayscale',
  title: 'Grayscale',
  summary: 'Takes the colour out: one grey channel, by luminance.',
  example: {},
  params: z.strictObject({}),
  plan: ({ size }) => [{ size }],
  geometry: ({ size }) => unmoved(size),
  access: () => 'rows',
  pixels: () => 'recoloured',
  acceptsShrunk: true,
  apply: (_vips, image) => toGrey(image),
});
