import { wholeOf } from '../geometry/geometry';
import { z } from '../zod';
import { turnedSize, turnMatrix } from './auto-orient';
import { operation } from './operation';

/** Quarter turns, clockwise. Exact: no pixel is mixed. */
export const rotate = operation({
  id: 'rotate',
  title: 'Rotate',
  summary: 'Turns the image by quarter turns, clockwise, without touching a pixel’s value.',
  example: { angle: 90 },
  params: z.strictObject({
    angle: z
      .literal([90, 180, 270])
      .meta({ title: 'Angle', description: 'Clockwise.', unit: '°', labels: { 90: '90°', 180: '180°', 270: '270°' } }),
  }),
  plan: ({ size }, { angle }) => [{ source: size, angle }],
  geometry: ({ source, angle }) => ({
    size: turnedSize(source, angle),
    map: { kind: 'affine', matrix: turnMatrix(source, angle, false) },
    clip: wholeOf(source),
    edge: 'constant',
  }),
  access: () => 'anywhere',
  pixels: () => 'moved',
  apply: (_vips, image, { angle }) => image.rot(`d${angle}`),
  moves: () => ({ kernel: 'nearest', fill: [0, 0, 0, 1] }),
});
