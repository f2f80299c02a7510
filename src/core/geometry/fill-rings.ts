import type { Size } from './geometry';
import { eachRing, type Rings } from './rings';

/**
 * Calls with each run of pixels whose centres lie inside, row by row and half-open: those that an odd number of rings is
 * around, so that holes are out. What lies outside the image is cut.
 */
export function fillRings(
  rings: Rings,
  { width, height }: Size,
  call: (y: number, x0: number, x1: number) => void,
): void {
  const rows = new Map<number, number[]>();
  for (const { points } of eachRing(rings))
    for (let at = 0; at < points.length; at += 2) {
      const next = at + 2 < points.length ? at + 2 : 0;
      crossings(
        { x: points[at] ?? 0, y: points[at + 1] ?? 0 },
        { x: points[next] ?? 0, y: points[next + 1] ?? 0 },
        height,
        rows,
      );
    }
  for (const [y, xs] of [...rows].sort(([one], [other]) => one - other)) {
    xs.sort((one, other) => one - other);
    for (let at = 0; at + 1 < xs.length; at += 2) {
      const x0 = Math.max(0, Math.ceil((xs[at] ?? 0) - 0.5));
      const x1 = Math.min(width, Math.ceil((xs[at + 1] ?? 0) - 0.5));
      if (x0 < x1) call(y, x0, x1);
    }
  }
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where an edge crosses the middle of rows. */
function crossings(one: Point, other: Point, height: number, rows: Map<number, number[]>): void {
  if (one.y === other.y) return;
  const [top, bottom] = one.y < other.y ? [one, other] : [other, one];
  const slope = (bottom.x - top.x) / (bottom.y - top.y);
  const last = Math.min(height, Math.ceil(bottom.y - 0.5));
  for (let y = Math.max(0, Math.ceil(top.y - 0.5)); y < last; y++) {
    const x = top.x + (y + 0.5 - top.y) * slope;
    const row = rows.get(y);
    if (row) row.push(x);
    else rows.set(y, [x]);
  }
}
