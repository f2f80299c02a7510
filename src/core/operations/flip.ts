import { wholeOf } from '../geometry/geometry';
import { z } from '../zod';
import { operation } from './operation';

/** Mirrors the image: `x → W − x` when horizontal, `y → H − y` when vertical. */
export const flip = operation({
  id: 'flip',
  title: 'Flip',
  summary: 'Mirrors the image from left to right, or from top to bottom.',
  example: { axis: 'horizontal' },
  params: z.strictObject({
    axis: z.enum(['horizontal', 'vertical']).meta({
      title: 'Axis',
      description: 'Horizontal swaps left and right; vertical swaps top and bottom.',
    }),
  }),
  plan: ({ size }, { axis }) => [{ source: size, axis }],
  geometry: ({ source, axis }) => ({
    size: source,
    map: {
      kind: 'affine',
      matrix: axis === 'horizontal' ? [-1, 0, source.width, 0, 1, 0] : [1, 0, 0, 0, -1, source.height],
    },
    clip: wholeOf(source),
    edge: 'constant',
  }),
  access: ({ axis }) => (axis === 'horizontal' ? 'rows' : 'anywhere'),
  pixels: () => 'moved',
  apply: (_vips, image, { axis }) => image.flip(axis),
  moves: () => ({ kernel: 'nearest', fill: [0, 0, 0, 1] }),
});
