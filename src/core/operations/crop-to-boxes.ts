import type { Label } from '../dataset/labels';
import { ItemError } from '../errors';
import type { Rect, Size } from '../geometry/geometry';
import { maskBounds } from '../geometry/mask';
import { boundsOf } from '../geometry/rings';
import { z } from '../zod';
import { applyCut, cutGeometry, type Cut } from './cut';
import { operation } from './operation';
import { maxSidePx } from './params';

/**
 * Cuts out each labelled object by its box, the box of its outline, or that of its mask; named `-b0`, `-b1` … by the
 * label's place in its image. Edges are rounded outwards to whole pixels and cut to the image. An image without such an
 * object is skipped.
 */
export const cropToBoxes = operation({
  id: 'crop-to-boxes',
  title: 'Crop to boxes',
  summary: 'Makes an image of each labelled object, cut out by its box.',
  example: { margin: 0.1 },
  params: z.strictObject({
    margin: z.number().min(0).max(10).default(0).meta({
      title: 'Margin',
      description: 'Added on each side, as a fraction of the box’s side.',
    }),
    minSide: z.int().min(1).max(maxSidePx).default(1).meta({
      title: 'Least side',
      description: 'Objects whose box has a shorter side are left out.',
      unit: 'px',
    }),
    minVisibility: z.number().min(0).max(1).default(0).meta({
      title: 'Least visibility',
      description: 'A neighbor of which the cut shows a smaller part is left out of it.',
    }),
  }),
  plan: ({ size, labels }, { margin, minSide, minVisibility }): Cut[] => {
    // Without a labelled dataset, as in a preview of the recipe alone, the whole image stands for its objects.
    const seen = labels();
    if (!seen) return [{ source: size, rect: { x0: 0, y0: 0, x1: size.width, y1: size.height }, minVisibility }];
    const cuts = seen.labels.flatMap((label, index): Cut[] => {
      const box = boxOf(label);
      if (!box || Math.min(box.x1 - box.x0, box.y1 - box.y0) < minSide) return [];
      const rect = outward(box, margin, size);
      return rect ? [{ source: size, rect, minVisibility, suffix: `-b${index}` }] : [];
    });
    if (cuts.length > 0) return cuts;
    throw new ItemError('no-object', `No object of at least ${minSide} px is labelled in it.`);
  },
  geometry: cutGeometry,
  access: () => 'rows',
  pixels: () => 'moved',
  apply: applyCut,
  moves: () => ({ kernel: 'nearest', fill: [0, 0, 0, 1] }),
});

/** The box as labelled; else around the most exact shape that has an area. */
function boxOf({ shapes }: Label): Rect | null {
  const of = <K extends Label['shapes'][number]['kind']>(kind: K) =>
    shapes.find((shape): shape is Extract<typeof shape, { kind: K }> => shape.kind === kind);
  const [box, polygon, mask, oriented] = [of('box'), of('polygon'), of('mask'), of('oriented')];
  if (box) return boundsOf(box.at);
  if (polygon) return boundsOf(polygon.rings.points);
  if (mask) return maskBounds(mask.mask);
  return oriented ? boundsOf(oriented.corners) : null;
}

/** A millionth of a pixel over an edge is on it. Null outside the image. */
function outward({ x0, y0, x1, y1 }: Rect, margin: number, { width, height }: Size): Rect | null {
  const tiny = 1e-6;
  const [across, down] = [margin * (x1 - x0), margin * (y1 - y0)];
  const rect = {
    x0: Math.max(0, Math.floor(x0 - across + tiny)),
    y0: Math.max(0, Math.floor(y0 - down + tiny)),
    x1: Math.min(width, Math.ceil(x1 + across - tiny)),
    y1: Math.min(height, Math.ceil(y1 + down - tiny)),
  };
  return rect.x0 < rect.x1 && rect.y0 < rect.y1 ? rect : null;
}
