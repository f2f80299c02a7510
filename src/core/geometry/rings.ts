import type { Rect } from './geometry';

/** Closed rings: each hole after the outline that it lies in. Also open lines, which have no holes. */
export interface Rings {
  /** x and y of every ring's points, one ring after another; the first point is not repeated at the end. */
  readonly points: Float64Array;
  /** One for each ring: the number of points up to its end. */
  readonly ends: Uint32Array;
  /** One for each ring: 1 where it is a hole. */
  readonly holes: Uint8Array;
}

export interface Ring {
  readonly points: Float64Array;
  readonly isHole: boolean;
}

/** Rings of lists of coordinates: x and y in turn. */
export function ringsOf(rings: readonly ArrayLike<number>[], holes: readonly boolean[] = []): Rings {
  const points = new Float64Array(rings.reduce((sum, ring) => sum + ring.length, 0));
  const ends = new Uint32Array(rings.length);
  let at = 0;
  rings.forEach((ring, index) => {
    points.set(ring, at);
    at += ring.length;
    ends[index] = at / 2;
  });
  return { points, ends, holes: Uint8Array.from(rings, (_, index) => (holes[index] ? 1 : 0)) };
}

/** One outline, whose points are taken as they are. */
export function ringOf(points: Float64Array): Rings {
  const many = points.length / 2;
  if (many >= usualPoints) return { points, ends: Uint32Array.of(many), holes: noHole };
  return { points, ends: (usualEnds[many] ??= Uint32Array.of(many)), holes: noHole };
}

const usualPoints = 1024;
/** Of single outlines, which share what they say of themselves: to make such an array takes as long as to move ten points. */
const usualEnds: Uint32Array<ArrayBuffer>[] = [];
const noHole = new Uint8Array(1);

/** Each ring with its points, which are views of the same memory. */
export function eachRing({ points, ends, holes }: Rings): Ring[] {
  return Array.from(ends, (end, index) => ({
    points: points.subarray(2 * (ends[index - 1] ?? 0), 2 * end),
    isHole: holes[index] === 1,
  }));
}

/** Each outline with the holes in it. */
export function eachPart(rings: Rings): Ring[][] {
  const parts: Ring[][] = [];
  for (const ring of eachRing(rings)) {
    const last = parts.at(-1);
    if (ring.isHole && last) last.push(ring);
    else parts.push([ring]);
  }
  return parts;
}

/** Every ring made anew; those without a point left are left out. */
export function withPoints(rings: Rings, move: (points: Float64Array) => Float64Array): Rings {
  if (rings.ends.length === 1 && rings.holes[0] !== 1) {
    const points = move(rings.points);
    return points.length > 0 ? ringOf(points) : ringsOf([]);
  }
  const parts = eachRing(rings)
    .map(({ points, isHole }) => ({ points: move(points), isHole }))
    .filter(({ points }) => points.length > 0);
  return ringsOf(
    parts.map(({ points }) => points),
    parts.map(({ isHole }) => isHole),
  );
}

/** Corners of a rectangle, clockwise as seen, from the top left. */
export function cornersOf({ x0, y0, x1, y1 }: Rect): Float64Array {
  return Float64Array.of(x0, y0, x1, y0, x1, y1, x0, y1);
}

/** The smallest rectangle around points; inside out where there is none. */
export function boundsOf(points: Float64Array): Rect {
  let x0 = Infinity;
  let y0 = Infinity;
  let x1 = -Infinity;
  let y1 = -Infinity;
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at]!;
    const y = points[at + 1]!;
    if (x < x0) x0 = x;
    if (x > x1) x1 = x;
    if (y < y0) y0 = y;
    if (y > y1) y1 = y;
  }
  return { x0, y0, x1, y1 };
}

/** Of all outlines, less the holes; each ring on its own (shoelace formula), whichever way round it goes. */
export function areaOf(rings: Rings): number {
  if (rings.ends.length === 1 && rings.holes[0] !== 1) return Math.abs(signedArea(rings.points));
  let sum = 0;
  for (const { points, isHole } of eachRing(rings)) sum += (isHole ? -1 : 1) * Math.abs(signedArea(points));
  return Math.max(0, sum);
}

/** Positive where the ring goes clockwise as seen, y down. */
export function signedArea(points: Float64Array): number {
  const many = points.length;
  // Counted from the first point, so that far away places lose no digits.
  const ox = points[0] ?? 0;
  const oy = points[1] ?? 0;
  let twice = 0;
  // The sides at the first point add nothing.
  for (let at = 2; at + 3 < many; at += 2)
    twice += (points[at]! - ox) * (points[at + 3]! - oy) - (points[at + 2]! - ox) * (points[at + 1]! - oy);
  return twice / 2;
}

/** Of all lines, end to end. */
export function lengthOf(lines: Rings): number {
  let sum = 0;
  for (const { points } of eachRing(lines))
    for (let at = 2; at < points.length; at += 2) {
      const dx = (points[at] ?? 0) - (points[at - 2] ?? 0);
      const dy = (points[at + 1] ?? 0) - (points[at - 1] ?? 0);
      sum += Math.sqrt(dx * dx + dy * dy);
    }
  return sum;
}
