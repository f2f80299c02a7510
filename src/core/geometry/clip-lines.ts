import type { Rect } from './geometry';
import { eachRing, ringsOf, type Rings } from './rings';

/** What of open lines lies inside a rectangle: one line may become several. */
export function clipLines(lines: Rings, rect: Rect): Rings {
  const kept: number[][] = [];
  for (const { points } of eachRing(lines)) {
    let line: number[] = [];
    const end = () => {
      if (line.length > 0) kept.push(line);
      line = [];
    };
    for (let at = 2; at < points.length; at += 2) {
      const [x = 0, y = 0, u = 0, v = 0] = points.subarray(at - 2, at + 2);
      const part = within(x, y, u, v, rect);
      if (!part) {
        end();
        continue;
      }
      const [from, to] = part;
      if (line.length === 0) line.push(...between(x, y, u, v, from));
      line.push(...between(x, y, u, v, to));
      if (to < 1) end();
    }
    end();
  }
  return ringsOf(kept);
}

function between(x: number, y: number, u: number, v: number, part: number): readonly [number, number] {
  return part === 0 ? [x, y] : part === 1 ? [u, v] : [x + (u - x) * part, y + (v - y) * part];
}

/** From and to which part of an edge it is inside (Liang and Barsky 1984); null where nowhere. */
function within(
  x: number,
  y: number,
  u: number,
  v: number,
  { x0, y0, x1, y1 }: Rect,
): readonly [number, number] | null {
  let [from, to] = [0, 1];
  for (const [step, room] of [
    [x - u, x - x0],
    [u - x, x1 - x],
    [y - v, y - y0],
    [v - y, y1 - y],
  ] as const) {
    if (step === 0) {
      if (room < 0) return null;
      continue;
    }
    if (step < 0) from = Math.max(from, room / step);
    else to = Math.min(to, room / step);
  }
  return from <= to ? [from, to] : null;
}
