import { ItemError } from '../errors';
import type { Rect, Size } from '../geometry/geometry';
import { z } from '../zod';
import { applyCut, cutGeometry, type Cut } from './cut';
import { operation } from './operation';
import { side } from './params';

/** The most tiles of one image. */
const mostTiles = 10_000;

/**
 * Cuts the image into tiles, row by row, named `-t0`, `-t1` …; a lone tile is the image itself and gets no name. The last
 * of a row or column is moved back to end at the border, as in SAHI; an image smaller than a tile is one tile of its size.
 */
export const tile = operation({
  id: 'tile',
  title: 'Tile',
  summary: 'Cuts the image into tiles of one size, each with its own part of the labels.',
  example: { width: 120, height: 120, overlap: 0.2 },
  params: z.strictObject({
    width: side().meta({ title: 'Width', description: 'Of a tile.', unit: 'px' }),
    height: side().meta({ title: 'Height', description: 'Of a tile.', unit: 'px' }),
    overlap: z.number().min(0).max(0.95).default(0).meta({
      title: 'Overlap',
      description: 'Which part of a tile its neighbor shows too, at least.',
    }),
    minVisibility: z.number().min(0).max(1).default(0).meta({
      title: 'Least visibility',
      description: 'A label of which a tile shows a smaller part is left out of that tile.',
    }),
    keepEmpty: z.number().min(0).max(1).default(1).meta({
      title: 'Keep empty tiles',
      description:
        'Which part of the tiles without a label stays, drawn by chance: 1 for all, 0 for none. An image without any label keeps all.',
    }),
  }),
  plan: ({ size, random, labels, labelsAfter }, { width, height, overlap, minVisibility, keepEmpty }): Cut[] => {
    const rects = tilesOf(size, { width, height }, overlap);
    const seen = keepEmpty < 1 ? labels() : null;
    const cuts = rects.map((rect, index) => ({
      source: size,
      rect,
      minVisibility,
      ...(rects.length > 1 && { suffix: `-t${index}` }),
    }));
    if (!seen || seen.labels.length === 0) return cuts;
    const kept = cuts.filter((cut) => {
      // Drawn for every tile, so that no label changes what is drawn for another.
      const isDrawn = random.next() < keepEmpty;
      return isDrawn || labelsAfter(cutGeometry(cut))?.labels.length !== 0;
    });
    // Labels that no tile shows enough of must not lose the image.
    return kept.length > 0 ? kept : cuts.slice(0, 1);
  },
  geometry: cutGeometry,
  access: () => 'rows',
  pixels: () => 'moved',
  apply: applyCut,
  moves: () => ({ kernel: 'nearest', fill: [0, 0, 0, 1] }),
});

function tilesOf(size: Size, { width, height }: Size, overlap: number): readonly Rect[] {
  const [across, down] = [startsOf(size.width, width, overlap), startsOf(size.height, height, overlap)];
  if (across.length * down.length > mostTiles)
    throw new ItemError(
      'step-failed',
      `Expected at most ${mostTiles} tiles of an image, received ${across.length} × ${down.length}.`,
    );
  return down.flatMap((y0) =>
    across.map((x0) => ({ x0, y0, x1: Math.min(size.width, x0 + width), y1: Math.min(size.height, y0 + height) })),
  );
}

/** Where tiles begin along one side: whole pixels, as far apart as the overlap leaves, the last one ending at the border. */
function startsOf(length: number, extent: number, overlap: number): readonly number[] {
  if (length <= extent) return [0];
  const stride = Math.max(1, Math.floor(extent * (1 - overlap)));
  const many = Math.ceil((length - extent) / stride) + 1;
  return Array.from({ length: many }, (_, index) => Math.min(index * stride, length - extent));
}
