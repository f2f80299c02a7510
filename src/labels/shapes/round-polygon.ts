interface Round {
  readonly x: number;
  readonly y: number;
  /** Half its width before it is turned. */
  readonly across: number;
  readonly down: number;
  /** In radians, clockwise as seen. */
  readonly turned?: number;
}

/** How many corners stand for a circle or an ellipse. */
const corners = 72;

/** An ellipse as a polygon of the same area, x and y in turn: its corners lie as far outside as its sides lie inside. */
export function roundPolygon({ x, y, across, down, turned = 0 }: Round): Float64Array {
  const step = (2 * Math.PI) / corners;
  const wider = Math.sqrt(step / Math.sin(step));
  const points = new Float64Array(2 * corners);
  for (let at = 0; at < corners; at++) {
    const u = across * wider * Math.cos(at * step);
    const v = down * wider * Math.sin(at * step);
    points[2 * at] = x + u * Math.cos(turned) - v * Math.sin(turned);
    points[2 * at + 1] = y + u * Math.sin(turned) + v * Math.cos(turned);
  }
  return points;
}
