import { unmoved } from '../core/geometry/geometry';
import type { AnyPixelOperation } from '../core/operations/index';
import { operation } from '../core/operations/operation';
import { z } from '../core/zod';

/** No entry of the catalogue: it stands for a member of a fan-out that no step follows, whose plan carries its name. */
export const asItIs = operation({
  id: 'as-it-is',
  title: 'As it is',
  summary: 'Leaves the image as it is.',
  example: {},
  params: z.strictObject({}),
  plan: ({ size }) => [{ size }],
  geometry: ({ size }) => unmoved(size),
  access: () => 'rows',
  pixels: () => 'moved',
  acceptsShrunk: true,
  apply: (_vips, image) => image.copy(),
  moves: () => ({ kernel: 'nearest', fill: [0, 0, 0, 1] }),
}) as unknown as AnyPixelOperation; // As in the catalogue, its own types are forgotten.
