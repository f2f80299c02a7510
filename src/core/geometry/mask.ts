import type { Rect, Size } from './geometry';

/** Pixels in runs, column by column as COCO has them: first zeros, then ones, in turn; they add up to all pixels. */
export interface Mask {
  readonly size: Size;
  readonly runs: Uint32Array;
}

/** Pixels of a part of an image, one byte each, 1 for those that belong to it; row by row. */
export interface Bitmap {
  /** In whole pixels; where the part lies. */
  readonly at: Rect;
  readonly pixels: Uint8Array;
}

/** How many pixels it has. */
export function maskArea({ runs }: Mask): number {
  let sum = 0;
  for (let run = 1; run < runs.length; run += 2) sum += runs[run] ?? 0;
  return sum;
}

/** The smallest rectangle around its pixels; null where it has none. */
export function maskBounds(mask: Mask): Rect | null {
  const { height } = mask.size;
  let [x0, y0, x1, y1] = [Infinity, Infinity, 0, 0];
  eachSpan(mask, (from, to) => {
    const first = Math.floor(from / height);
    const last = Math.floor((to - 1) / height);
    x0 = Math.min(x0, first);
    x1 = Math.max(x1, last + 1);
    // A span over a column's end reaches the bottom and begins again at the top.
    y0 = Math.min(y0, first === last ? from % height : 0);
    y1 = Math.max(y1, first === last ? ((to - 1) % height) + 1 : height);
  });
  return x1 > x0 ? { x0, y0, x1, y1 } : null;
}

/**
 * The mask as upright strips, exact from top to bottom: for a picture much smaller than the image.
 * @param most That the image's width is cut into; each strip shows the pixels of its middle column.
 */
export function maskStrips(mask: Mask, most: number): Rect[] {
  const { width, height } = mask.size;
  const many = Math.min(most, width);
  const edge = (strip: number) => (strip * width) / many;
  const strips: Rect[] = [];
  eachSpan(mask, (from, to) => {
    const last = Math.floor((to - 1) / height);
    let strip = Math.floor((Math.floor(from / height) * many) / width);
    for (; strip < many; strip++) {
      const column = Math.floor((edge(strip) + edge(strip + 1)) / 2);
      if (column > last) return;
      const [y0, y1] = [Math.max(0, from - column * height), Math.min(height, to - column * height)];
      if (y0 < y1) strips.push({ x0: edge(strip), y0, x1: edge(strip + 1), y1 });
    }
  });
  return strips;
}

/** Its pixels within its bounds; null where it has none. */
export function bitmapOf(mask: Mask): Bitmap | null {
  const at = maskBounds(mask);
  if (!at) return null;
  const { height } = mask.size;
  const width = at.x1 - at.x0;
  const pixels = new Uint8Array(width * (at.y1 - at.y0));
  eachSpan(mask, (from, to) => {
    for (let place = from; place < to; place++)
      pixels[((place % height) - at.y0) * width + Math.floor(place / height) - at.x0] = 1;
  });
  return { at, pixels };
}

/** A mask of an image of this size; what of the bitmap lies outside is cut. */
export function maskOf(size: Size, bitmap: Bitmap | null): Mask {
  const runs: number[] = [];
  let value = 0;
  let run = 0;
  const add = (next: number, many: number) => {
    if (next !== value) {
      runs.push(run);
      value = next;
      run = 0;
    }
    run += many;
  };
  if (bitmap) {
    const { at, pixels } = bitmap;
    const width = at.x1 - at.x0;
    const [x0, x1] = [Math.max(0, at.x0), Math.min(size.width, at.x1)];
    const [y0, y1] = [Math.max(0, at.y0), Math.min(size.height, at.y1)];
    if (x0 < x1 && y0 < y1) {
      add(0, x0 * size.height);
      for (let x = x0; x < x1; x++) {
        add(0, y0);
        for (let y = y0; y < y1; y++) add(pixels[(y - at.y0) * width + x - at.x0] ?? 0, 1);
        add(0, size.height - y1);
      }
      add(0, (size.width - x1) * size.height);
    } else add(0, size.width * size.height);
  } else add(0, size.width * size.height);
  runs.push(run);
  return { size, runs: Uint32Array.from(runs) };
}

/** Calls with each run of ones: places column by column, half-open. */
function eachSpan({ runs }: Mask, call: (from: number, to: number) => void): void {
  let at = 0;
  for (let run = 0; run < runs.length; run++) {
    const many = runs[run] ?? 0;
    if (run % 2 === 1 && many > 0) call(at, at + many);
    at += many;
  }
}
