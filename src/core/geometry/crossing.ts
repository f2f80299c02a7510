/** The numbers of two sides of a ring that cross each other; null where none do. To touch is not to cross. */
export function crossingOf(points: Float64Array): readonly [number, number] | null {
  const sides = sidesOf(points);
  const many = sides.length;
  const byLeft = sides.toSorted((one, other) => one.left - other.left);
  // Swept from left to right, a side meets those alone that have not ended before it begins.
  let open: Side[] = [];
  for (const side of byLeft) {
    open = open.filter(({ right }) => right >= side.left);
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
  readonly left: number;
  readonly right: number;
}

/** Without those of no length, which a point that is there twice makes. */
function sidesOf(points: Float64Array): Side[] {
  const sides: Side[] = [];
  for (let at = 0; at < points.length; at += 2) {
    const next = at + 2 < points.length ? at + 2 : 0;
    const from = [points[at] ?? NaN, points[at + 1] ?? NaN] as const;
    const to = [points[next] ?? NaN, points[next + 1] ?? NaN] as const;
    if (from[0] === to[0] && from[1] === to[1]) continue;
    const [left, right] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
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
