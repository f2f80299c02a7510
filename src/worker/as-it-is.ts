import type { Size } from '../core/geometry/geometry';
import { unmoved } from '../core/geometry/geometry';
import { operation } from '../core/operations/operation';
import { z } from '../core/zod';
import type { Branch } from './plan-steps';

/** No entry of the catalogue: it stands for a member of a fan-out that no step follows, and carries the member's name. */
const still = operation({
  id: 'as-it-is',
  title: 'As it is',
  summary: 'Leaves the image as it is.',
  example: {},
  params: z.strictObject({}),
  plan: ({ size }) => [{ size, suffix: '' }],
  geometry: ({ size }) => unmoved(size),
  access: () => 'rows',
  pixels: () => 'moved',
  acceptsShrunk: true,
  apply: (_vips, image) => image.copy(),
  moves: () => ({ kernel: 'nearest', fill: [0, 0, 0, 1] }),
});

export function asItIs(size: Size, suffix: string): Branch {
  const plan = { size, suffix };
  return {
    operation: still as unknown as Branch['operation'], // As in the catalogue, its own types are forgotten.
    plan,
    geometry: still.geometry(plan),
    access: still.access(plan),
    next: [],
  };
}
