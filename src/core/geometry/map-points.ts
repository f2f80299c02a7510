import { freshDoubles } from './fresh-doubles';
import type { GeometryMap } from './geometry';

/** How long an edge may be, in pixels of the source, before a map that bends it gets another point of it. */
const bendPx = 2;
/** No more points than this for one edge, however long. */
const mostPerEdge = 4096;
/** Of the third coordinate of a projective map: what lies behind the eye, or all but at its side, is cut away. */
const nearest = 1e-9;

/** What is drawn between points: nothing, an open line, or a closed ring. */
export type Drawn = 'points' | 'line' | 'ring';

/**
 * Where places go. Of lines and rings, edges that the map bends get points in between, and what a projective map sends
 * beyond infinity is cut away.
 */
export function mapPoints(map: GeometryMap, points: Float64Array, drawn: Drawn): Float64Array {
  switch (map.kind) {
    case 'identity':
      return points;
    case 'affine': {
      const [a, b, c, d, e, f] = map.matrix;
      const moved = freshDoubles(points.length);
      // Most maps are of this kind, and most of what labels cost would be pairs made for each point.
      for (let at = 0; at < points.length; at += 2) {
        const x = points[at]!;
        const y = points[at + 1]!;
        moved[at] = a * x + b * y + c;
        moved[at + 1] = d * x + e * y + f;
      }
      return moved;
    }
    case 'projective': {
      const [a, b, c, d, e, f, g, h, i] = map.matrix;
      const front = drawn === 'points' ? points : beforeEye(points, (x, y) => g * x + h * y + i, drawn === 'ring');
      return each(front, (x, y) => {
        const w = g * x + h * y + i;
        return w < nearest ? [NaN, NaN] : [(a * x + b * y + c) / w, (d * x + e * y + f) / w];
      });
    }
    case 'dense':
      return each(drawn === 'points' ? points : bent(points, drawn === 'ring'), map.forward);
  }
}

/** Whether the map turns left into right around a place, as a mirror does. */
export function mirrorsAt(map: GeometryMap, x: number, y: number): boolean {
  switch (map.kind) {
    case 'identity':
      return false;
    case 'affine': {
      const [a, b, , d, e] = map.matrix;
      return a * e - b * d < 0;
    }
    case 'projective': {
      const [a, b, c, d, e, f, g, h, i] = map.matrix;
      return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g) < 0;
    }
    case 'dense': {
      const [ox, oy] = map.forward(x, y);
      const [rx, ry] = map.forward(x + 1, y);
      const [dx, dy] = map.forward(x, y + 1);
      return (rx - ox) * (dy - oy) - (ry - oy) * (dx - ox) < 0;
    }
  }
}

function each(points: Float64Array, move: (x: number, y: number) => readonly [number, number]): Float64Array {
  const moved = freshDoubles(points.length);
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = move(points[at] ?? NaN, points[at + 1] ?? NaN);
    moved[at] = x;
    moved[at + 1] = y;
  }
  return moved;
}

/** With points between those that are far apart. */
function bent(points: Float64Array, isClosed: boolean): Float64Array {
  const many = points.length / 2;
  const dense: number[] = [];
  for (let from = 0; from < many; from++) {
    const to = from + 1 < many ? from + 1 : 0;
    const [x = 0, y = 0] = points.subarray(2 * from, 2 * from + 2);
    dense.push(x, y);
    if (to === 0 && !isClosed) break;
    const [u = 0, v = 0] = points.subarray(2 * to, 2 * to + 2);
    const parts = Math.min(mostPerEdge, Math.ceil(Math.max(Math.abs(u - x), Math.abs(v - y)) / bendPx));
    for (let part = 1; part < parts; part++) dense.push(x + ((u - x) * part) / parts, y + ((v - y) * part) / parts);
  }
  return Float64Array.from(dense);
}

/** What of a line or ring has `w` of at least `nearest` (Sutherland and Hodgman's step for one edge). */
function beforeEye(points: Float64Array, w: (x: number, y: number) => number, isClosed: boolean): Float64Array {
  const many = points.length / 2;
  const front: number[] = [];
  for (let from = 0; from < many; from++) {
    const to = from + 1 < many ? from + 1 : 0;
    const [x = 0, y = 0] = points.subarray(2 * from, 2 * from + 2);
    const [u = 0, v = 0] = points.subarray(2 * to, 2 * to + 2);
    const [here, there] = [w(x, y), w(u, v)];
    if (here >= nearest) front.push(x, y);
    if ((to !== 0 || isClosed) && here >= nearest !== there >= nearest) {
      const part = (nearest - here) / (there - here);
      front.push(x + (u - x) * part, y + (v - y) * part);
    }
  }
  return front.length === points.length ? points : Float64Array.from(front);
}
