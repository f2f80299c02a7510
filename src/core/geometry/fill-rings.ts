import type { Size } from './geometry';
import { eachPart, type Ring, type Rings } from './rings';

type Run = (y: number, x0: number, x1: number) => void;

/**
 * Calls with each run of pixels whose centres lie inside, half-open: those that an odd number of turns of an outline and its
 * holes is around, outline by outline and row by row. What lies outside the image is cut; what two outlines cover is called
 * for twice.
 */
export function fillRings(rings: Rings, size: Size, call: Run): void {
  for (const part of eachPart(rings)) fillPart(part, size, call);
}

function fillPart(part: readonly Ring[], { width, height }: Size, call: Run): void {
  const rows = new Map<number, number[]>();
  for (const { points } of part)
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
