import type { Size } from '../geometry/geometry';
import { z } from '../zod';
import { align, placed } from './align';
import { colour, fillOf } from './fill';
import { applyFitted, fittedAcceptsShrunk, fittedAccess, fittedGeometry, fittedMoves, fittedPixels } from './fitted';
import { operation } from './operation';
import { kernel, side } from './params';

const params = z
  .strictObject({
    width: side()
      .optional()
      .meta({ title: 'Width', description: 'Of the box. Alone, it keeps the ratio.', unit: 'px' }),
    height: side()
      .optional()
      .meta({ title: 'Height', description: 'Of the box. Alone, it keeps the ratio.', unit: 'px' }),
    scale: z.number().min(0.001).max(100).optional().meta({
      title: 'Scale',
      description: 'A factor for both sides, instead of width and height.',
    }),
    fit: z.enum(['inside', 'outside', 'cover', 'contain', 'stretch']).default('inside').meta({
      title: 'Fit',
      description:
        'Where both sides are given: inside the box, around it, filling it and cut, inside it and padded, or stretched to it.',
    }),
    kernel: kernel(),
    enlarge: z.boolean().default(false).meta({
      title: 'Enlarge',
      description: 'Lets small images grow. Without it no side grows: the scale is 1 at most.',
    }),
    align: align().meta({ title: 'Align', description: 'What cover keeps, and where contain puts the image.' }),
    fill: colour().default('#000000').meta({ title: 'Fill', description: 'The colour of what contain pads.' }),
  })
  .superRefine(({ width, height, scale }, context) => {
    const hasBox = width !== undefined || height !== undefined;
    if (hasBox === (scale !== undefined))
      context.addIssue({ code: 'custom', message: 'to have a `width`, a `height` or both, or else a `scale`' });
  });

/**
 * Changes the size. Sides are rounded to the nearest pixel, halves up, and are 1 at least, as libvips' `resize` does; a
 * side given by the box is that number exactly. The scale of each side is the ratio of the rounded sides, so edges keep
 * to edges. One side alone, or `scale`, keeps the ratio whatever `fit` says. With `enlarge: false` the scale is bounded
 * at 1 (`stretch`: of each side by itself): `contain` still pads to the box, `cover` still cuts what exceeds it.
 */
export const resize = operation({
  id: 'resize',
  title: 'Resize',
  summary: 'Makes the image larger or smaller, to fit a box, fill it, or by a factor.',
  example: { width: 160, height: 160, fit: 'cover' },
  params,
  plan: ({ size: source }, given) => {
    const { scaled, box } = sizes(source, given);
    const size =
      given.fit === 'contain' && box !== null
        ? box
        : given.fit === 'cover' && box !== null
          ? { width: Math.min(box.width, scaled.width), height: Math.min(box.height, scaled.height) }
          : scaled;
    const padded = placed(
      given.align,
      Math.max(0, size.width - scaled.width),
      Math.max(0, size.height - scaled.height),
    );
    const cut = placed(given.align, Math.max(0, scaled.width - size.width), Math.max(0, scaled.height - size.height));
    const left = padded.left - cut.left;
    const top = padded.top - cut.top;
    return [{ source, scaled, size, left, top, kernel: given.kernel, fill: fillOf(given.fill) }];
  },
  geometry: fittedGeometry,
  access: fittedAccess,
  pixels: fittedPixels,
  acceptsShrunk: fittedAcceptsShrunk,
  apply: applyFitted,
  moves: fittedMoves,
});

/** What the source is scaled to, and the box where both of its sides are given. */
function sizes(source: Size, given: z.output<typeof params>): { scaled: Size; box: Size | null } {
  const bound = (scale: number) => (given.enlarge ? scale : Math.min(1, scale));
  const across = given.width === undefined ? null : given.width / source.width;
  const down = given.height === undefined ? null : given.height / source.height;
  if (given.width === undefined || given.height === undefined || across === null || down === null)
    return { scaled: scaledBy(source, bound(across ?? down ?? given.scale ?? 1)), box: null };
  const box = { width: given.width, height: given.height };
  if (given.fit === 'stretch')
    return {
      scaled: { width: rounded(source.width * bound(across)), height: rounded(source.height * bound(down)) },
      box,
    };
  const around = given.fit === 'outside' || given.fit === 'cover';
  return { scaled: scaledBy(source, bound(around ? Math.max(across, down) : Math.min(across, down))), box };
}

function scaledBy({ width, height }: Size, scale: number): Size {
  return { width: rounded(width * scale), height: rounded(height * scale) };
}

/** libvips' VIPS_ROUND_UINT: halves go up. */
function rounded(length: number): number {
  return Math.max(1, Math.floor(length + 0.5));
}
