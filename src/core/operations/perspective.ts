import { toQuad } from '../geometry/matrix';
import { z } from '../zod';
import { operation } from './operation';
import { drawn, oneOrRange } from './params';
import { applyWarp, lookOf, warpAccess, warpGeometry, warpLook, warpMoves, warpPixels, type Warp } from './warp';

/** Beyond two thirds, four corners could make a shape that is no view of a rectangle. */
const mostDistortion = 0.6;

/**
 * Moves the four corners inwards at random, as if the image were seen from aside: torchvision's `RandomPerspective`. Each
 * goes by up to half the distortion of each side.
 */
export const perspective = operation({
  id: 'perspective',
  title: 'Perspective',
  summary: 'Shows the image as if seen from aside, by moving its corners inwards at random.',
  example: { distortion: 0.5 },
  params: z.strictObject({
    distortion: oneOrRange(z.number().min(0).max(mostDistortion)).default(0.4).meta({
      title: 'Distortion',
      description: 'How far corners may go, as a fraction of the way to the middle.',
    }),
    ...warpLook(),
  }),
  plan: ({ size, random }, { distortion, ...look }): Warp[] => {
    const part = drawn(random, distortion) / 2;
    const { width, height } = size;
    const inwards = (x: 0 | 1, y: 0 | 1): readonly [number, number] => {
      const [across, down] = [random.between(0, part * width), random.between(0, part * height)];
      return [x ? width - across : across, y ? height - down : down];
    };
    const quad = [inwards(0, 0), inwards(1, 0), inwards(1, 1), inwards(0, 1)];
    return [{ source: size, size, matrix: toQuad(width, height, quad), ...lookOf(look) }];
  },
  geometry: warpGeometry,
  access: warpAccess,
  pixels: warpPixels,
  apply: applyWarp,
  moves: warpMoves,
});
