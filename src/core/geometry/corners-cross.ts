/** Where a ring turns: the points before and after a corner, as seen from it. */
interface Corner {
  readonly inX: number;
  readonly inY: number;
  readonly outX: number;
  readonly outY: number;
}

/**
 * Whether a ring that comes to the same place twice crosses itself there: each of its two ways has one end on either side of
 * the other's. Ways that share a direction run beside each other, and do not.
 */
export function cornersCross(one: Corner, other: Corner): boolean {
  const [a, b] = [side(one, other.inX, other.inY), side(one, other.outX, other.outY)];
  return a * b < 0;
}

/** 1 within the angle from the way in to the way out, −1 beyond it, 0 along either of them. */
function side({ inX, inY, outX, outY }: Corner, x: number, y: number): number {
  const fromIn = inX * y - inY * x;
  const toOut = x * outY - y * outX;
  const isAlongIn = fromIn === 0 && inX * x + inY * y > 0;
  const isAlongOut = toOut === 0 && outX * x + outY * y > 0;
  const whole = inX * outY - inY * outX;
  // There and back on one line has no sides.
  if (isAlongIn || isAlongOut || (whole === 0 && inX * outX + inY * outY > 0)) return 0;
  if (whole === 0) return fromIn > 0 ? 1 : -1;
  const isWithin = whole > 0 ? fromIn > 0 && toOut > 0 : fromIn > 0 || toOut > 0;
  return isWithin ? 1 : -1;
}
