import { eachRing, type Rings } from '../../core/geometry/rings';

/** Each outline with its holes joined to it by bridges of no width, between the points that are nearest to each other. */
export function bridged(rings: Rings): Float64Array[] {
  const outlines: number[][] = [];
  for (const { points, isHole } of eachRing(rings)) {
    const outline = outlines.at(-1);
    if (isHole && outline) outlines[outlines.length - 1] = joined(outline, Array.from(points));
    else outlines.push(Array.from(points));
  }
  return outlines.map((ring) => Float64Array.from(ring));
}

/** All rings as one: holes in their outlines, then each outline to those before. Null where there is none. */
export function joinedToOne(rings: Rings): Float64Array | null {
  // Most polygons are one ring already.
  if (rings.ends.length === 1) return rings.points;
  const [first, ...others] = bridged(rings);
  return first
    ? Float64Array.from(others.reduce((ring, other) => joined(ring, Array.from(other)), Array.from(first)))
    : null;
}

/** From the nearest point of the one around the whole of the other and back. */
function joined(one: readonly number[], other: readonly number[]): number[] {
  let [from, to, least] = [0, 0, Infinity];
  for (let i = 0; i < one.length; i += 2)
    for (let j = 0; j < other.length; j += 2) {
      const dx = (one[i] ?? 0) - (other[j] ?? 0);
      const dy = (one[i + 1] ?? 0) - (other[j + 1] ?? 0);
      const far = dx * dx + dy * dy;
      if (far < least) [from, to, least] = [i, j, far];
    }
  const around = [...other.slice(to), ...other.slice(0, to + 2)];
  return [...one.slice(0, from + 2), ...around, ...one.slice(from)];
}
