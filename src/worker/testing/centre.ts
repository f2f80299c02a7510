import type { Geometry, Rect } from '../../core/geometry/geometry';
import { at, type Raster } from './raster';

/** The centre of brightness of the first band, in pixel edges, over the pixels whose centres lie in `within`; null in the dark. */
export function centre(raster: Raster, within?: Rect): { x: number; y: number; mass: number } | null {
  const { width, height } = raster;
  const area = within ?? { x0: 0, y0: 0, x1: width, y1: height };
  let mass = 0;
  let sumX = 0;
  let sumY = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (x + 0.5 < area.x0 || x + 0.5 > area.x1 || y + 0.5 < area.y0 || y + 0.5 > area.y1) continue;
      const value = at(raster, x, y);
      mass += value;
      sumX += value * (x + 0.5);
      sumY += value * (y + 0.5);
    }
  return mass === 0 ? null : { x: sumX / mass, y: sumY / mass, mass };
}

/** Where a geometry sends a place. */
export function sent({ map }: Geometry, x: number, y: number): [number, number] {
  if (map.kind === 'identity') return [x, y];
  if (map.kind !== 'affine') throw new Error(`Expected an affine map, received ${map.kind}.`);
  const [a, b, c, d, e, f] = map.matrix;
  return [a * x + b * y + c, d * x + e * y + f];
}

/** A rectangle where a geometry sends it, upright again. */
export function sentRect(geometry: Geometry, { x0, y0, x1, y1 }: Rect): Rect {
  const [ax, ay] = sent(geometry, x0, y0);
  const [bx, by] = sent(geometry, x1, y1);
  return { x0: Math.min(ax, bx), y0: Math.min(ay, by), x1: Math.max(ax, bx), y1: Math.max(ay, by) };
}
