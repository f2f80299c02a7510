import type { AffineMatrix, Geometry } from '../geometry/geometry';
import { unmoved, wholeOf } from '../geometry/geometry';
import type { Size } from '../geometry/geometry';
import type { Orientation } from '../header/header';
import { z } from '../zod';
import { piped } from './handles';
import { operation } from './operation';

/** How EXIF's orientations become upright: first a mirror from left to right, then a turn clockwise (EXIF 2.32, table 6). */
const turns = {
  1: { mirror: false, angle: 0 },
  2: { mirror: true, angle: 0 },
  3: { mirror: false, angle: 180 },
  4: { mirror: true, angle: 180 },
  5: { mirror: true, angle: 270 },
  6: { mirror: false, angle: 90 },
  7: { mirror: true, angle: 90 },
  8: { mirror: false, angle: 270 },
} as const satisfies Record<Orientation, { mirror: boolean; angle: QuarterTurns }>;

/** Degrees, clockwise. */
export type QuarterTurns = 0 | 90 | 180 | 270;

/** Turns the image upright as its Orientation tag says; the tag is 1 from here on. Sizes and places are exact. */
export const autoOrient = operation({
  id: 'auto-orient',
  title: 'Auto-orient',
  summary: 'Turns photographs upright as the camera noted, and resets that note.',
  example: {},
  params: z.strictObject({}),
  plan: ({ size, header }) => [{ source: size, turn: turns[header.orientation], orientation: 1 as Orientation }],
  geometry: ({ source, turn }) =>
    turn.mirror || turn.angle !== 0
      ? {
          size: turnedSize(source, turn.angle),
          map: { kind: 'affine', matrix: turnMatrix(source, turn.angle, turn.mirror) },
          clip: wholeOf(source),
          edge: 'constant',
        }
      : unmoved(source),
  access: ({ turn }) => (turn.angle === 0 ? 'rows' : 'anywhere'),
  pixels: () => 'moved',
  acceptsShrunk: ({ source, turn }, by) => {
    const [a, b, , d, e] = turnMatrix(source, turn.angle, turn.mirror);
    const forwards = { x: a + d > 0, y: b + e > 0 };
    return (forwards.x || source.width % by === 0) && (forwards.y || source.height % by === 0);
  },
  apply: (_vips, image, { turn }) =>
    piped(
      image,
      (one) => (turn.mirror ? one.flip('horizontal') : one.copy()),
      (one) => (turn.angle === 0 ? one.copy() : one.rot(`d${turn.angle}`)),
    ),
  moves: () => ({ kernel: 'nearest', fill: [0, 0, 0, 1] }),
});

/** How an image of this size, stored with this orientation, becomes upright. */
export function uprightGeometry(size: Size, orientation: Orientation): Geometry {
  const { mirror, angle } = turns[orientation];
  return {
    size: turnedSize(size, angle),
    map: { kind: 'affine', matrix: turnMatrix(size, angle, mirror) },
    clip: wholeOf(size),
    edge: 'constant',
  };
}

/** And back: how an upright image becomes the stored one, whose size is given. */
export function storedGeometry(size: Size, orientation: Orientation): Geometry {
  const upright = uprightGeometry(size, orientation);
  const [a, b, c, d, e, f] = turnMatrix(size, turns[orientation].angle, turns[orientation].mirror);
  // A turn's inverse is its transpose.
  const matrix = [a, d, -(a * c + d * f), b, e, -(b * c + e * f)] as const;
  return { size, map: { kind: 'affine', matrix }, clip: wholeOf(upright.size), edge: 'constant' };
}

/** The size after a clockwise turn. */
export function turnedSize({ width, height }: Size, angle: QuarterTurns): Size {
  return angle === 90 || angle === 270 ? { width: height, height: width } : { width, height };
}

/** Places under an optional mirror from left to right and then a clockwise turn, source to result, in pixel edges. */
export function turnMatrix({ width, height }: Size, angle: QuarterTurns, mirror: boolean): AffineMatrix {
  // After the mirror, x is `m·x + o`.
  const m = mirror ? -1 : 1;
  const o = mirror ? width : 0;
  switch (angle) {
    case 0:
      return [m, 0, o, 0, 1, 0];
    case 90:
      return [0, -1, height, m, 0, o];
    case 180:
      return [-m, 0, width - o, 0, -1, height];
    case 270:
      return [0, 1, 0, -m, 0, width - o];
  }
}
