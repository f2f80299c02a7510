/** Pairs of sides that are looked at: some 0.1 s of them. A ring of 4,000 sides has no more, whatever it looks like. */
const mostPairs = 8e6;

/**
 * The numbers of two sides of a ring that cross each other; null where none do. To touch is not to cross. In a ring of many
 * thousand sides, most of which lie above each other, whatever way they are swept, not all pairs are looked at.
 */
export function crossingOf(points: Float64Array): readonly [number, number] | null {
  const sides = sidesOf(points);
  // The way in which sides are shorter beside the whole: fewer of them are open at once.
  const isAcross = spanOf(sides, leftOf, rightOf) <= spanOf(sides, topOf, bottomOf);
  const [begins, ends] = isAcross ? [leftOf, rightOf] : [topOf, bottomOf];
  const many = sides.length;
  // Swept from left to right, a side meets those alone that have not ended before it begins.
  const open: Side[] = [];
  let pairs = 0;
  for (const side of sides.toSorted((one, other) => begins(one) - begins(other))) {
    const from = begins(side);
    let still = 0;
    for (const other of open) if (ends(other) >= from) open[still++] = other;
    open.length = still;
    pairs += still;
    if (pairs > mostPairs) return null;
    for (const other of open) {
      const apart = Math.abs(side.place - other.place);
      if (apart > 1 && apart < many - 1 && meet(side, other))
        return [Math.min(side.number, other.number), Math.max(side.number, other.number)];
    }
    open.push(side);
  }
  return null;
}

interface Side {
  /** Of its first point in the ring. */
  readonly number: number;
  /** Among the sides that have a length. */
  readonly place: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

const leftOf = ({ x0, x1 }: Side) => Math.min(x0, x1);
const rightOf = ({ x0, x1 }: Side) => Math.max(x0, x1);
const topOf = ({ y0, y1 }: Side) => Math.min(y0, y1);
const bottomOf = ({ y0, y1 }: Side) => Math.max(y0, y1);

/** How far sides reach along the way they are swept, together, in lengths of the whole. */
function spanOf(sides: readonly Side[], begins: (side: Side) => number, ends: (side: Side) => number): number {
  let [least, most, sum] = [Infinity, -Infinity, 0];
  for (const side of sides) {
    const [from, to] = [begins(side), ends(side)];
    least = Math.min(least, from);
    most = Math.max(most, to);
    sum += to - from;
  }
  return sum === 0 ? 0 : sum / (most - least);
}

/** Without those of no length, which a point that is there twice makes. */
function sidesOf(points: Float64Array): Side[] {
  const sides: Side[] = [];
  for (let at = 0; at < points.length; at += 2) {
    const next = at + 2 < points.length ? at + 2 : 0;
    const x0 = points[at] ?? NaN;
    const y0 = points[at + 1] ?? NaN;
    const x1 = points[next] ?? NaN;
    const y1 = points[next + 1] ?? NaN;
    if (x0 !== x1 || y0 !== y1) sides.push({ number: at / 2, place: sides.length, x0, y0, x1, y1 });
  }
  return sides;
}

/** Whether each has its ends on both sides of the other. */
function meet(one: Side, other: Side): boolean {
  return divides(one, other) && divides(other, one);
}

function divides(line: Side, { x0, y0, x1, y1 }: Side): boolean {
  return turn(line, x0, y0) * turn(line, x1, y1) < 0;
}

function turn({ x0, y0, x1, y1 }: Side, x: number, y: number): number {
  return Math.sign((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0));
}
