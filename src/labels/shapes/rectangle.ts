/** A box before it is turned about its first corner. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Clockwise as seen, from 0 up to 360. */
  readonly degrees: number;
}

/** Four corners in order as a rectangle; null for what is none, or is seen from behind. */
export function rectangleOf(corners: Float64Array): Rectangle | null {
  const [x = 0, y = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = corners;
  const [ux, uy, vx, vy] = [x1 - x, y1 - y, x3 - x, y3 - y];
  const [width, height] = [Math.hypot(ux, uy), Math.hypot(vx, vy)];
  const slack = 1e-6 * Math.max(width, height);
  const isRight = Math.abs(ux * vx + uy * vy) <= slack * Math.max(width, height);
  if (!isRight || ux * vy - uy * vx <= 0 || Math.hypot(x + x2 - x1 - x3, y + y2 - y1 - y3) > slack) return null;
  return { x, y, width, height, degrees: ((Math.atan2(uy, ux) / Math.PI) * 180 + 360) % 360 };
}
