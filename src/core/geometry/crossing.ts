/** Pairs of sides that are looked at: some 0.1 s of them. A ring of 4,000 sides has no more, whatever it looks like. */
const mostPairs = 8e6;

/** Rings of no more sides have all of their pairs looked at: to put them in order would take longer. */
const fewSides = 48;

/**
 * The numbers of two sides of a ring that cross each other; null where none do. To touch is not to cross. In a ring of many
 * thousand sides, most of which lie above each other, whatever way they are swept, not all pairs are looked at.
 */
export function crossingOf(points: Float64Array): readonly [number, number] | null {
  const sides = sidesOf(points);
  return sides.many > fewSides ? sweptCrossing(sides) : anyCrossing(sides);
}

/** The sides of a ring that have a length, in order. */
interface Sides {
  readonly many: number;
  /** x0, y0, x1, y1 of each. */
  readonly ends: Float64Array;
  /** Of its first point in the ring. */
  readonly numbers: Uint32Array;
}

/** For rings of no more points: to make arrays takes as long as to look. */
const usualPoints = 1024;
const usualRoom = roomFor(usualPoints);

function roomFor(points: number) {
  return { ends: new Float64Array(4 * points), numbers: new Uint32Array(points) };
}

/** Without those of no length, which a point that is there twice makes. They stand until the next ones are asked for. */
function sidesOf(points: Float64Array): Sides {
  const { ends, numbers } = points.length > 2 * usualPoints ? roomFor(points.length / 2) : usualRoom;
  let many = 0;
  for (let at = 0; at < points.length; at += 2) {
    const next = at + 2 < points.length ? at + 2 : 0;
    const x0 = points[at] ?? NaN;
    const y0 = points[at + 1] ?? NaN;
    const x1 = points[next] ?? NaN;
    const y1 = points[next + 1] ?? NaN;
    if (x0 === x1 && y0 === y1) continue;
    numbers[many] = at / 2;
    const to = 4 * many++;
    ends[to] = x0;
    ends[to + 1] = y0;
    ends[to + 2] = x1;
    ends[to + 3] = y1;
  }
  return { many, ends, numbers };
}

function anyCrossing(sides: Sides): readonly [number, number] | null {
  for (let other = 2; other < sides.many; other++)
    for (let one = 0; one < other - 1; one++) if (meet(sides, one, other)) return named(sides, one, other);
  return null;
}

/** Swept from left to right, a side meets those alone that have not ended before it begins. */
function sweptCrossing(sides: Sides): readonly [number, number] | null {
  const { many, ends } = sides;
  // The way in which sides are shorter beside the whole: fewer of them are open at once.
  const axis = spanOf(sides, 0) <= spanOf(sides, 1) ? 0 : 1;
  const begins = Float64Array.from({ length: many }, (_, side) =>
    Math.min(ends[4 * side + axis]!, ends[4 * side + 2 + axis]!),
  );
  const closes = Float64Array.from({ length: many }, (_, side) =>
    Math.max(ends[4 * side + axis]!, ends[4 * side + 2 + axis]!),
  );
  const open: number[] = [];
  let pairs = 0;
  for (const side of Uint32Array.from(begins.keys()).sort((one, other) => begins[one]! - begins[other]!)) {
    const from = begins[side]!;
    let still = 0;
    for (const other of open) if (closes[other]! >= from) open[still++] = other;
    open.length = still;
    pairs += still;
    if (pairs > mostPairs) return null;
    for (const other of open)
      if (Math.abs(side - other) > 1 && meet(sides, side, other)) return named(sides, side, other);
    open.push(side);
  }
  return null;
}

function named({ numbers }: Sides, one: number, other: number): readonly [number, number] {
  const [first = 0, second = 0] = [numbers[one], numbers[other]];
  return [Math.min(first, second), Math.max(first, second)];
}

/** How far sides reach along an axis, together, in lengths of the whole. */
function spanOf({ many, ends }: Sides, axis: 0 | 1): number {
  let [least, most, sum] = [Infinity, -Infinity, 0];
  for (let at = axis; at < 4 * many; at += 4) {
    const [from = NaN, to = NaN] = [ends[at], ends[at + 2]];
    least = Math.min(least, from, to);
    most = Math.max(most, from, to);
    sum += Math.abs(to - from);
  }
  return sum === 0 ? 0 : sum / (most - least);
}

/** Whether each has its ends on both sides of the other; neighbours share one, so they never do. */
function meet({ many, ends }: Sides, one: number, other: number): boolean {
  if (Math.abs(one - other) >= many - 1) return false;
  const [a, b] = [4 * one, 4 * other];
  const x0 = ends[a]!;
  const y0 = ends[a + 1]!;
  const x1 = ends[a + 2]!;
  const y1 = ends[a + 3]!;
  const u0 = ends[b]!;
  const v0 = ends[b + 1]!;
  const u1 = ends[b + 2]!;
  const v1 = ends[b + 3]!;
  if ((u0 > x0 && u0 > x1 && u1 > x0 && u1 > x1) || (u0 < x0 && u0 < x1 && u1 < x0 && u1 < x1)) return false;
  if ((v0 > y0 && v0 > y1 && v1 > y0 && v1 > y1) || (v0 < y0 && v0 < y1 && v1 < y0 && v1 < y1)) return false;
  return (
    turn(x0, y0, x1, y1, u0, v0) * turn(x0, y0, x1, y1, u1, v1) < 0 &&
    turn(u0, v0, u1, v1, x0, y0) * turn(u0, v0, u1, v1, x1, y1) < 0
  );
}

/** On which side of the line from (x0, y0) to (x1, y1) a place lies. */
function turn(x0: number, y0: number, x1: number, y1: number, x: number, y: number): number {
  return Math.sign((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0));
}
