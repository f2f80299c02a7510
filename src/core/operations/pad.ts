import type { Edge } from '../geometry/geometry';
import { unmoved, wholeOf } from '../geometry/geometry';
import { z } from '../zod';
import { colour, fillOf } from './fill';
import { operation } from './operation';
import { ready } from './paint';
import { maxSidePx } from './params';

const border = (title: string) =>
  z.int().min(0).max(maxSidePx).default(0).meta({ title, description: 'Pixels added on this side.', unit: 'px' });

/** libvips' words for the three edges: `mirror` repeats the border pixel (`cba|abc`), as OpenCV's BORDER_REFLECT does. */
const extend = { constant: 'background', reflect: 'mirror', replicate: 'copy' } as const satisfies Record<Edge, string>;

/** Adds a border of a colour, of the image mirrored (the border pixel repeated), or of its border pixels drawn out. */
export const pad = operation({
  id: 'pad',
  title: 'Pad',
  summary: 'Adds a border around the image.',
  example: { left: 24, top: 24, right: 24, bottom: 24, edge: 'reflect' },
  params: z.strictObject({
    left: border('Left'),
    top: border('Top'),
    right: border('Right'),
    bottom: border('Bottom'),
    fill: colour().default('#000000').meta({
      title: 'Fill',
      description: 'The border’s colour where the edge is constant.',
    }),
    edge: z.enum(['constant', 'reflect', 'replicate']).default('constant').meta({
      title: 'Edge',
      description: 'What the border shows: one colour, the image mirrored, or its outermost pixels repeated.',
    }),
  }),
  plan: ({ size }, { left, top, right, bottom, fill, edge }) => [
    {
      source: size,
      size: { width: left + size.width + right, height: top + size.height + bottom },
      left,
      top,
      fill: fillOf(fill),
      edge,
    },
  ],
  geometry: ({ source, size, left, top, edge }) =>
    size.width === source.width && size.height === source.height
      ? unmoved(size)
      : { size, map: { kind: 'affine', matrix: [1, 0, left, 0, 1, top] }, clip: wholeOf(source), edge },
  access: ({ edge }) => (edge === 'reflect' ? 'anywhere' : 'rows'),
  pixels: () => 'moved',
  apply: (vips, image, { source, size, left, top, fill, edge }) => {
    if (size.width === source.width && size.height === source.height) return image.copy();
    if (edge !== 'constant') return image.embed(left, top, size.width, size.height, { extend: extend[edge] });
    const { image: canvas, background } = ready(vips, image, fill, false);
    try {
      return canvas.embed(left, top, size.width, size.height, { extend: 'background', background });
    } finally {
      canvas.delete();
    }
  },
  moves: ({ fill }) => ({ kernel: 'nearest', fill }),
});
