import type { Geometry, Size } from '../geometry/geometry';
import { wholeOf } from '../geometry/geometry';
import { projectiveOf } from '../geometry/matrix';
import { sinCos } from '../math';
import { z } from '../zod';
import { turnedSize, turnMatrix, type QuarterTurns } from './auto-orient';
import { operation } from './operation';
import { drawn, oneOrRange } from './params';
import { applyWarp, lookOf, warpGeometry, warpLook, warpMoves, warpPixels, type Warp } from './warp';

type Rotate =
  | { readonly kind: 'quarter'; readonly source: Size; readonly angle: QuarterTurns }
  | ({ readonly kind: 'free' } & Warp);

/**
 * Turns clockwise around the middle. Whole quarter turns that show the whole image mix no pixel; other angles take each
 * pixel from between four, or sixteen.
 */
export const rotate = operation({
  id: 'rotate',
  title: 'Rotate',
  summary: 'Turns the image clockwise by any angle, or by a random one; quarter turns touch no pixel’s value.',
  example: { angle: 20 },
  params: z.strictObject({
    angle: oneOrRange(z.number().min(-360).max(360)).meta({ title: 'Angle', description: 'Clockwise.', unit: '°' }),
    expand: z.boolean().default(true).meta({
      title: 'Expand',
      description:
        'Makes the result as large as the whole turned image. Without it the size stays, and corners are cut.',
    }),
    ...warpLook(),
  }),
  plan: ({ size: source, random }, { angle: given, expand, ...look }): Rotate[] => {
    const angle = drawn(random, given);
    const quarter = ((angle % 360) + 360) % 360;
    const isSameShape = quarter % 180 === 0 || source.width === source.height;
    if (quarter % 90 === 0 && (expand || isSameShape))
      return [{ kind: 'quarter', source, angle: quarter as QuarterTurns }];
    const { sin, cos } = sinCos(angle);
    const size = expand ? expanded(source, Math.abs(sin), Math.abs(cos)) : source;
    const [x, y] = [source.width / 2, source.height / 2];
    return [
      {
        kind: 'free',
        source,
        size,
        matrix: projectiveOf([
          ...[cos, -sin, size.width / 2 - cos * x + sin * y],
          ...[sin, cos, size.height / 2 - sin * x - cos * y],
        ] as [number, number, number, number, number, number]), // Three and three.
        ...lookOf(look),
      },
    ];
  },
  geometry: (plan) => (plan.kind === 'quarter' ? quarterGeometry(plan.source, plan.angle) : warpGeometry(plan)),
  access: (plan) => (plan.kind === 'quarter' && plan.angle === 0 ? 'rows' : 'anywhere'),
  pixels: (plan) => (plan.kind === 'quarter' ? 'moved' : warpPixels(plan)),
  apply: (vips, image, plan) => {
    if (plan.kind === 'free') return applyWarp(vips, image, plan);
    return plan.angle === 0 ? image.copy() : image.rot(`d${plan.angle}`);
  },
  moves: (plan) => (plan.kind === 'quarter' ? { kernel: 'nearest', fill: [0, 0, 0, 1] } : warpMoves(plan)),
});

function quarterGeometry(source: Size, angle: QuarterTurns): Geometry {
  return {
    size: turnedSize(source, angle),
    map: angle === 0 ? { kind: 'identity' } : { kind: 'affine', matrix: turnMatrix(source, angle, false) },
    clip: wholeOf(source),
    edge: 'constant',
  };
}

/** Whole pixels; a millionth of one that rounding brought is none. */
function expanded({ width, height }: Size, sin: number, cos: number): Size {
  return {
    width: Math.max(1, Math.ceil(width * cos + height * sin - 1e-6)),
    height: Math.max(1, Math.ceil(width * sin + height * cos - 1e-6)),
  };
}
