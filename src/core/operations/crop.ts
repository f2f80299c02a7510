import type { Rect, Size } from '../geometry/geometry';
import { ItemError } from '../errors';
import { z } from '../zod';
import { align, placed } from './align';
import { operation } from './operation';
import { maxSidePx } from './params';

const params = z
  .strictObject({
    unit: z.enum(['pixels', 'fraction']).default('pixels').meta({
      title: 'Unit',
      description: 'Pixels, or fractions of the image’s width and height.',
    }),
    width: z.number().positive().max(maxSidePx).meta({ title: 'Width', description: 'Of the window.' }),
    height: z.number().positive().max(maxSidePx).meta({ title: 'Height', description: 'Of the window.' }),
    left: z.number().min(-maxSidePx).max(maxSidePx).optional().meta({
      title: 'Left',
      description: 'Where the window begins; together with top. Without both, the window is placed by align.',
    }),
    top: z.number().min(-maxSidePx).max(maxSidePx).optional().meta({
      title: 'Top',
      description: 'Where the window begins; together with left.',
    }),
    align: align().meta({ title: 'Align', description: 'Where the window lies when left and top are not given.' }),
  })
  .superRefine(({ unit, width, height, left, top }, context) => {
    if ((left === undefined) !== (top === undefined))
      context.addIssue({ code: 'custom', message: 'to have `left` and `top` together, or neither' });
    if (unit === 'pixels' && ![width, height, left ?? 0, top ?? 0].every(Number.isInteger))
      context.addIssue({ code: 'custom', message: 'to have whole numbers where `unit` is pixels' });
  });

/**
 * Cuts a window out of the image; what of it lies outside the image is left away. Fractions are rounded to the nearest
 * pixel edge, halves up, and leave one pixel at least. Wholly outside, the item fails with `step-failed`.
 */
export const crop = operation({
  id: 'crop',
  title: 'Crop',
  summary: 'Keeps a window of the image and cuts the rest away.',
  example: { width: 0.5, height: 0.75, unit: 'fraction', align: 'center' },
  params,
  plan: ({ size }, given) => [{ source: size, rect: windowIn(size, given) }],
  geometry: ({ rect }) => ({
    size: { width: rect.x1 - rect.x0, height: rect.y1 - rect.y0 },
    map: { kind: 'affine', matrix: [1, 0, -rect.x0, 0, 1, -rect.y0] },
    clip: rect,
    edge: 'constant',
  }),
  access: () => 'rows',
  pixels: () => 'moved',
  apply: (_vips, image, { rect }) => image.extractArea(rect.x0, rect.y0, rect.x1 - rect.x0, rect.y1 - rect.y0),
  moves: () => ({ kernel: 'nearest', fill: [0, 0, 0, 1] }),
});

/** The window in whole pixels, cut to the image. */
function windowIn(size: Size, given: z.output<typeof params>): Rect {
  const whole = given.unit === 'fraction' ? { x: size.width, y: size.height } : { x: 1, y: 1 };
  const width = given.width * whole.x;
  const height = given.height * whole.y;
  if (given.left === undefined || given.top === undefined) {
    const w = Math.min(size.width, Math.max(1, Math.round(width)));
    const h = Math.min(size.height, Math.max(1, Math.round(height)));
    const { left, top } = placed(given.align, size.width - w, size.height - h);
    return { x0: left, y0: top, x1: left + w, y1: top + h };
  }
  const [x0, x1] = cut(given.left * whole.x, width, size.width);
  const [y0, y1] = cut(given.top * whole.y, height, size.height);
  if (x0 < x1 && y0 < y1) return { x0, y0, x1, y1 };
  throw new ItemError(
    'step-failed',
    `Expected crop's window to meet the image of ${size.width} × ${size.height} px, received one from ` +
      `${Math.round(given.left * whole.x)}, ${Math.round(given.top * whole.y)} of ${Math.round(width)} × ${Math.round(height)} px.`,
  );
}

/**
 * One side of the window: whole edges, one pixel at least, then cut to `[0, length]`. Empty where they do not meet; that
 * is told before rounding, which could push a window at the very edge out of a small image.
 */
function cut(start: number, extent: number, length: number): [number, number] {
  if (start >= length || start + extent <= 0) return [0, 0];
  const from = Math.min(Math.round(start), length - 1);
  const to = Math.max(from + 1, 1, Math.round(start + extent));
  return [Math.max(0, from), Math.min(length, to)];
}
