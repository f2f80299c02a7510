/** Pairs of sides that are looked at: some 0.1 s of them. A ring of 4,000 sides has no more, whatever it looks like. */
const mostPairs = 8e6;

/**
 * The numbers of two sides of a ring that cross each other; null where none do. To touch is not to cross. In a ring of many
 * thousand sides, most of which lie above each other, whatever way they are swept, not all pairs are looked at.
 */
export function crossingOf(points: Float64Array): readonly [number, number] | null {
  const across = sidesOf(points, 0);
  const down = sidesOf(points, 1);
  // The way in which sides are shorter beside the whole: fewer of them are open at once.
  const sides = spanOf(across) <= spanOf(down) ? across : down;
  const many = sides.length;
  const byLeft = sides.toSorted((one, other) => one.left - other.left);
  // Swept from left to right, a side meets those alone that have not ended before it begins.
  let open: Side[] = [];
  let pairs = 0;
  for (const side of byLeft) {
    open = open.filter(({ right }) => right >= side.left);
    pairs += open.length;
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
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** Its bounds along the way that is swept. */
  readonly left: number;
  readonly right: number;
}

/** How far sides reach along the way they are swept, together, in lengths of the whole. */
function spanOf(sides: readonly Side[]): number {
  let [least, most, sum] = [Infinity, -Infinity, 0];
  for (const { left, right } of sides) {
    least = Math.min(least, left);
    most = Math.max(most, right);
    sum += right - left;
  }
  return sum === 0 ? 0 : sum / (most - least);
}

/** Without those of no length, which a point that is there twice makes. @param axis Swept along: 0 for x, 1 for y. */
function sidesOf(points: Float64Array, axis: 0 | 1): Side[] {
  const sides: Side[] = [];
  for (let at = 0; at < points.length; at += 2) {
    const next = at + 2 < points.length ? at + 2 : 0;
    const from = [points[at] ?? NaN, points[at + 1] ?? NaN] as const;
    const to = [points[next] ?? NaN, points[next + 1] ?? NaN] as const;
    if (from[0] === to[0] && from[1] === to[1]) continue;
    const [left, right] = [Math.min(from[axis], to[axis]), Math.max(from[axis], to[axis])];
    sides.push({ number: at / 2, place: sides.length, from, to, left, right });
  }
  return sides;
}

/** Whether each has its ends on both sides of the other. */
function meet(one: Side, other: Side): boolean {
  return isBetween(one, other.from, other.to) && isBetween(other, one.from, one.to);
}

function isBetween({ from, to }: Side, first: readonly [number, number], second: readonly [number, number]): boolean {
  return turn(from, to, first) * turn(from, to, second) < 0;
}

function turn(
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
  [x, y]: readonly [number, number],
): number {
  return Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
}
