import type { Rect, Size } from '../geometry/geometry';
import { exp, log } from '../math';
import type { Random } from '../random';
import { z } from '../zod';
import { operation } from './operation';
import { drawn, kernel, oneOrRange, rangeOf, side, type OneOrRange } from './params';
import { resampleWindow } from './resample-window';

const params = z.strictObject({
  scale: oneOrRange(z.number().min(0.0001).max(1)).default([0.08, 1]).meta({
    title: 'Scale',
    description: 'Which part of the image’s area the window has.',
  }),
  ratio: oneOrRange(z.number().min(0.01).max(100))
    .default([3 / 4, 4 / 3])
    .meta({
      title: 'Ratio',
      description: 'The window’s width divided by its height.',
    }),
  width: side().meta({ title: 'Width', description: 'Of the result.', unit: 'px' }),
  height: side().meta({ title: 'Height', description: 'Of the result.', unit: 'px' }),
  kernel: kernel(),
});

interface RandomCrop {
  readonly source: Size;
  /** Whole pixels. */
  readonly window: Rect;
  readonly size: Size;
  readonly kernel: z.output<ReturnType<typeof kernel>>;
}

/**
 * Cuts a random window and scales it to a fixed size: torchvision's `RandomResizedCrop`. Sides of the window are rounded
 * to the nearest pixel, halves up. As in Pillow's `resize(size, box=window)`, the kernel sees the pixels around the
 * window. torchvision cuts first, so that along the window's edge it differs.
 */
export const randomCrop = operation({
  id: 'random-crop',
  title: 'Random crop',
  summary: 'Cuts a window of random size, shape and place, and scales it to a fixed size.',
  example: { width: 160, height: 160, scale: [0.3, 0.8] as [number, number] },
  params,
  plan: ({ size: source, random }, { scale, ratio, width, height, kernel: by }): RandomCrop[] => [
    { source, window: windowIn(source, random, scale, ratio), size: { width, height }, kernel: by },
  ],
  geometry: (plan) => {
    const { x, y } = scalesOf(plan);
    return {
      size: plan.size,
      map: { kind: 'affine', matrix: [x, 0, -plan.window.x0 * x, 0, y, -plan.window.y0 * y] },
      clip: plan.window,
      edge: 'constant',
    };
  },
  access: () => 'rows',
  pixels: (plan) => {
    const { x, y } = scalesOf(plan);
    return plan.kernel === 'nearest' || (x === 1 && y === 1) ? 'moved' : 'resampled';
  },
  // What makes neither side larger or smaller than the other leaves counts in pixels of the whole image.
  acceptsShrunk: (plan) => {
    const { x, y } = scalesOf(plan);
    return Math.max(x, y) !== 1;
  },
  apply: (vips, image, { source, window, size, kernel: by }) =>
    resampleWindow(vips, image, { source, window, size, kernel: by }),
  moves: ({ kernel: by }) => ({ kernel: by, fill: [0, 0, 0, 1] }),
});

function scalesOf({ window, size }: RandomCrop): { x: number; y: number } {
  return { x: size.width / (window.x1 - window.x0), y: size.height / (window.y1 - window.y0) };
}

/** How often torchvision draws a window before it takes the middle of the image. */
const tries = 10;

/** torchvision's `RandomResizedCrop.get_params`. */
function windowIn({ width, height }: Size, random: Random, scale: OneOrRange, ratio: OneOrRange): Rect {
  const [least, most] = rangeOf(ratio);
  const logs = [log(least), log(most)] as const;
  for (let left = tries; left > 0; left--) {
    const area = width * height * drawn(random, scale);
    const aspect = exp(drawn(random, logs));
    const w = Math.round(Math.sqrt(area * aspect));
    const h = Math.round(Math.sqrt(area / aspect));
    if (w < 1 || w > width || h < 1 || h > height) continue;
    const y0 = random.integer(0, height - h);
    const x0 = random.integer(0, width - w);
    return { x0, y0, x1: x0 + w, y1: y0 + h };
  }
  const own = width / height;
  const w = own > most ? Math.max(1, Math.round(height * most)) : width;
  const h = own < least ? Math.max(1, Math.round(width / least)) : height;
  const x0 = Math.floor((width - w) / 2);
  const y0 = Math.floor((height - h) / 2);
  return { x0, y0, x1: x0 + w, y1: y0 + h };
}
