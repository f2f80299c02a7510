import type { AffineMatrix } from '../geometry/geometry';
import { projectiveOf, times } from '../geometry/matrix';
import { sinCos } from '../math';
import { z } from '../zod';
import { operation } from './operation';
import { drawn, oneOrRange } from './params';
import { applyWarp, lookOf, warpAccess, warpGeometry, warpLook, warpMoves, warpPixels, type Warp } from './warp';

const shear = (title: string, description: string) =>
  oneOrRange(z.number().min(-80).max(80)).default(0).meta({ title, description, unit: '°' });
const shift = (title: string, description: string) =>
  oneOrRange(z.number().min(-1).max(1)).default(0).meta({ title, description });

/**
 * Scales, shears, turns and shifts around the middle, in this order, in a result of the same size: Albumentations'
 * `Affine` and torchvision's `RandomAffine`.
 */
export const affine = operation({
  id: 'affine',
  title: 'Affine',
  summary: 'Scales, shears, turns and shifts the image in a frame of the same size, by given or random amounts.',
  example: { angle: 10, scale: 0.9, shearX: 12, translateX: 0.05 },
  params: z.strictObject({
    angle: oneOrRange(z.number().min(-360).max(360))
      .default(0)
      .meta({ title: 'Angle', description: 'Clockwise.', unit: '°' }),
    scale: oneOrRange(z.number().min(0.05).max(20)).default(1).meta({ title: 'Scale', description: 'Of both sides.' }),
    shearX: shear('Shear along x', 'By what angle upright lines lean to the left.'),
    shearY: shear('Shear along y', 'By what angle level lines lean downwards.'),
    translateX: shift('Shift to the right', 'As a fraction of the width.'),
    translateY: shift('Shift downwards', 'As a fraction of the height.'),
    ...warpLook(),
  }),
  plan: ({ size, random }, { angle, scale, shearX, shearY, translateX, translateY, ...look }): Warp[] => {
    // Drawn in this order, each once, whatever is given: a later one does not depend on an earlier.
    const turn = sinCos(drawn(random, angle));
    const by = drawn(random, scale);
    const [across, down] = [tangent(drawn(random, shearX)), tangent(drawn(random, shearY))];
    const [right, below] = [drawn(random, translateX) * size.width, drawn(random, translateY) * size.height];
    const [x, y] = [size.width / 2, size.height / 2];
    const steps: readonly AffineMatrix[] = [
      [1, 0, x + right, 0, 1, y + below],
      [turn.cos, -turn.sin, 0, turn.sin, turn.cos, 0],
      // One after the other: both at once would flatten the image where the tangents' product is 1.
      [1, across, 0, 0, 1, 0],
      [1, 0, 0, down, 1, 0],
      [by, 0, 0, 0, by, 0],
      [1, 0, -x, 0, 1, -y],
    ];
    return [{ source: size, size, matrix: projectiveOf(steps.reduce(times)), ...lookOf(look) }];
  },
  geometry: warpGeometry,
  access: warpAccess,
  pixels: warpPixels,
  apply: applyWarp,
  moves: warpMoves,
});

function tangent(degrees: number): number {
  const { sin, cos } = sinCos(degrees);
  return sin / cos;
}
