import { signedArea } from './rings';

/**
 * The rectangle around points whose first side goes along `(dx, dy)`: four corners, as the points go round, the first
 * side first.
 */
export function rectAlong(points: Float64Array, dx: number, dy: number): Float64Array {
  const length = Math.sqrt(dx * dx + dy * dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  let [u0, u1, v0, v1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let at = 0; at < points.length; at += 2) {
    const [x = 0, y = 0] = points.subarray(at, at + 2);
    const u = x * ux + y * uy;
    const v = y * ux - x * uy;
    [u0, u1] = [Math.min(u0, u), Math.max(u1, u)];
    [v0, v1] = [Math.min(v0, v), Math.max(v1, v)];
  }
  const [near, far] = signedArea(points) < 0 ? [v1, v0] : [v0, v1];
  const corner = (u: number, v: number) => [u * ux - v * uy, u * uy + v * ux];
  return Float64Array.from([corner(u0, near), corner(u1, near), corner(u1, far), corner(u0, far)].flat());
}

/** The smallest rectangle around points: one of its sides lies on a side of their convex hull (Freeman and Shapira 1975). */
export function smallestRect(points: Float64Array): Float64Array {
  const hull = hullOf(points);
  let best: Float64Array | null = null;
  let least = Infinity;
  for (let at = 0; at < hull.length; at += 2) {
    const [x = 0, y = 0] = hull.subarray(at);
    const [u = 0, v = 0] = hull.subarray((at + 2) % hull.length);
    if (u === x && v === y) continue;
    const rect = rectAlong(hull, u - x, v - y);
    const area = sideOf(rect, 0) * sideOf(rect, 2);
    if (area < least) [best, least] = [rect, area];
  }
  return best ?? rectAlong(points, 1, 0);
}

function sideOf(corners: Float64Array, at: 0 | 2): number {
  const [x = 0, y = 0, u = 0, v = 0] = corners.subarray(at, at + 4);
  return Math.sqrt((u - x) * (u - x) + (v - y) * (v - y));
}

/** The convex hull (Andrew's monotone chain 1979). */
function hullOf(points: Float64Array): Float64Array {
  const sorted = Array.from({ length: points.length / 2 }, (_, at): [number, number] => [
    points[2 * at] ?? 0,
    points[2 * at + 1] ?? 0,
  ]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (ordered: readonly [number, number][]) => {
    const chain: [number, number][] = [];
    for (const point of ordered) {
      while (chain.length > 1 && !turnsRight(chain.at(-2)!, chain.at(-1)!, point)) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return Float64Array.from([...half(sorted), ...half(sorted.toReversed())].flat());
}

function turnsRight(a: readonly [number, number], b: readonly [number, number], c: readonly [number, number]): boolean {
  return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]) > 0;
}
