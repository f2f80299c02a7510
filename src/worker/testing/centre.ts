import type { Geometry, Rect } from '../../core/geometry/geometry';
import { mapPoints } from '../../core/geometry/map-points';
import { boundsOf, cornersOf } from '../../core/geometry/rings';
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
  const [u = NaN, v = NaN] = mapPoints(map, Float64Array.of(x, y), 'points');
  return [u, v];
}

/** A rectangle where a geometry sends it, upright again. */
export function sentRect({ map }: Geometry, rect: Rect): Rect {
  return boundsOf(mapPoints(map, cornersOf(rect), 'ring'));
}
