import { Clipper, ClipType, FillRule, PolyTreeD, type PolyPathD } from 'clipper2-ts';
import type { Rect } from './geometry';
import { areaOf, boundsOf, cornersOf, eachPart, eachRing, ringsOf, type Ring, type Rings } from './rings';

/** Places that the clipping library makes are rounded to so many decimals of a pixel. */
const decimals = 6;

/**
 * What of closed rings lies inside a rectangle. Rings all inside come back as they are, not copied; one ring may become
 * several. A ring that crosses itself becomes ones that do not: inside is what an odd number of its turns is around, as
 * `cv2.fillPoly` and COCO's masks have it. Outlines that lie over each other stay so.
 * A convex ring, a flat one too, is cut exactly.
 */
export function clipRings(rings: Rings, rect: Rect): Rings {
  const bounds = boundsOf(rings.points);
  if (bounds.x0 >= rect.x0 && bounds.y0 >= rect.y0 && bounds.x1 <= rect.x1 && bounds.y1 <= rect.y1) return rings;
  if (!(bounds.x1 >= rect.x0 && bounds.y1 >= rect.y0 && bounds.x0 <= rect.x1 && bounds.y0 <= rect.y1)) return nothing;
  const parts = eachRing(rings);
  const [only] = parts;
  if (only && parts.length === 1 && isConvex(only.points)) {
    const points = clipConvex(only.points, rect);
    return points.length > 0 ? ringsOf([points]) : nothing;
  }
  // The library has no place for what has no area.
  if (areaOf(rings) === 0) {
    const flat = parts.map(({ points }) => clipConvex(points, rect)).filter(({ length }) => length > 0);
    return ringsOf(flat);
  }
  return joined(eachPart(rings).map((part) => clipAny(part, rect)));
}

const nothing: Rings = ringsOf([]);

/** Sutherland and Hodgman 1974: one side of the rectangle after another. */
export function clipConvex(points: Float64Array, { x0, y0, x1, y1 }: Rect): Float64Array {
  let ring = Array.from(points);
  ring = side(ring, 0, x0, 1);
  ring = side(ring, 0, x1, -1);
  ring = side(ring, 1, y0, 1);
  ring = side(ring, 1, y1, -1);
  return Float64Array.from(ring);
}

/** @param axis 0 for x, 1 for y. @param sign 1 keeps what is larger than the limit, −1 what is smaller. */
function side(ring: readonly number[], axis: 0 | 1, limit: number, sign: 1 | -1): number[] {
  const kept: number[] = [];
  const many = ring.length;
  for (let at = 0; at < many; at += 2) {
    const next = at + 2 < many ? at + 2 : 0;
    const from = [ring[at] ?? 0, ring[at + 1] ?? 0] as const;
    const to = [ring[next] ?? 0, ring[next + 1] ?? 0] as const;
    const isIn = sign * (from[axis] - limit) >= 0;
    if (isIn) kept.push(...from);
    if (isIn === sign * (to[axis] - limit) >= 0) continue;
    const other = axis === 0 ? 1 : 0;
    const part = (limit - from[axis]) / (to[axis] - from[axis]);
    const cross = from[other] + (to[other] - from[other]) * part;
    if (axis === 0) kept.push(limit, cross);
    else kept.push(cross, limit);
  }
  return kept;
}

/** Whether a ring turns one way alone, once around; flat rings do. */
function isConvex(points: Float64Array): boolean {
  const many = points.length;
  let turn = 0;
  let turnsX = 0;
  let lastX = 0;
  for (let at = 0; at < many; at += 2) {
    const [ax = 0, ay = 0] = points.subarray(at);
    const [bx = 0, by = 0] = points.subarray((at + 2) % many);
    const [cx = 0, cy = 0] = points.subarray((at + 4) % many);
    const cross = (bx - ax) * (cy - by) - (by - ay) * (cx - bx);
    if (cross !== 0 && turn !== 0 && cross > 0 !== turn > 0) return false;
    if (cross !== 0) turn = cross;
    // A convex ring goes right once and left once: more often, and it goes around itself.
    const dx = Math.sign(bx - ax);
    if (dx !== 0 && dx !== lastX) {
      turnsX++;
      lastX = dx;
    }
  }
  return turnsX <= 3;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function joined(all: readonly Rings[]): Rings {
  const [first = nothing] = all;
  if (all.length < 2) return first;
  const rings = all.flatMap(eachRing);
  return ringsOf(
    rings.map(({ points }) => points),
    rings.map(({ isHole }) => isHole),
  );
}

/** An outline and its holes. */
function clipAny(part: readonly Ring[], rect: Rect): Rings {
  const tree = new PolyTreeD();
  Clipper.booleanOpDWithPolyTree(
    ClipType.Intersection,
    // The library expects a place in each.
    part.filter(({ points }) => points.length > 0).map(({ points }) => pathOf(points)),
    [pathOf(cornersOf(rect))],
    tree,
    FillRule.EvenOdd,
    decimals,
  );
  const rings: number[][] = [];
  const holes: boolean[] = [];
  const take = (node: PolyPathD, isHole: boolean) => {
    if (node.poly) {
      // Rounded places may lie beyond the border by as much as they are rounded.
      rings.push(node.poly.flatMap(({ x, y }) => [between(x, rect.x0, rect.x1), between(y, rect.y0, rect.y1)]));
      holes.push(isHole);
    }
  };
  // Each outline, then its holes, then the outlines inside those.
  const walk = (parent: PolyPathD) => {
    for (const outline of childrenOf(parent)) {
      take(outline, false);
      const inside = childrenOf(outline);
      for (const hole of inside) take(hole, true);
      for (const hole of inside) walk(hole);
    }
  };
  walk(tree);
  return ringsOf(rings, holes);
}

function between(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function childrenOf(node: PolyPathD): PolyPathD[] {
  return Array.from({ length: node.count }, (_, index) => node.child(index));
}

function pathOf(points: Float64Array): Point[] {
  const path: Point[] = [];
  for (let at = 0; at < points.length; at += 2) path.push({ x: points[at] ?? 0, y: points[at + 1] ?? 0 });
  return path;
}
