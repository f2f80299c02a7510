import type { Rect } from '../../core/geometry/geometry';
import { drawn, type Raster, type Shape } from './raster';

/** A picture with no symmetry: slopes and waves of different lengths in each band, alpha from clear to opaque. */
export function scenery(width: number, height: number, bands = 3, depth: 8 | 16 = 8): Raster {
  const most = depth === 8 ? 255 : 65535;
  return drawn({ width, height, bands, depth }, (x, y, band) => {
    const isAlpha = band === bands - 1 && bands % 2 === 0;
    const u = (x + 0.5) / width;
    const v = (y + 0.5) / height;
    if (isAlpha) return most * Math.min(1, Math.max(0, 1.4 * v - 0.2));
    const wave = Math.sin(7 * u + 3 * band) * Math.cos(5 * v - band) * 0.3 + Math.sin(23 * u * v + band) * 0.1;
    return most * (0.5 + wave + 0.25 * (u - 0.5) + 0.1 * (v - 0.5));
  });
}

/** Every sample differs from its neighbours and depends on its place: where exact copies are asked for. */
export function noise(width: number, height: number, bands = 3, depth: 8 | 16 = 8): Raster {
  return drawn({ width, height, bands, depth }, (x, y, band) => {
    const mixed = Math.imul(((x + 1) * 73856093) ^ ((y + 1) * 19349663) ^ ((band + 1) * 83492791), 0x9e3779b1) >>> 0;
    return mixed % (depth === 8 ? 256 : 65536);
  });
}

/** `Math.hypot` guards against overflow, and takes ten times as long. */
function distance(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

/** A bright disc on black, its edge drawn by the area that it covers, to an eighth of a pixel. Centre in pixel edges. */
export function disc(shape: Shape, cx: number, cy: number, radius: number): Raster {
  const most = shape.depth === 8 ? 255 : 65535;
  const steps = 8;
  return drawn(shape, (x, y) => {
    const far = distance(x + 0.5 - cx, y + 0.5 - cy) - radius;
    if (far > 1) return 0;
    if (far < -1) return most;
    let inside = 0;
    for (let i = 0; i < steps; i++)
      for (let j = 0; j < steps; j++)
        if (distance(x + (i + 0.5) / steps - cx, y + (j + 0.5) / steps - cy) <= radius) inside++;
    return (most * inside) / (steps * steps);
  });
}

/** A bright rectangle on black. Edges are half-open and whole. */
export function box(shape: Shape, { x0, y0, x1, y1 }: Rect): Raster {
  const most = shape.depth === 8 ? 255 : 65535;
  return drawn(shape, (x, y) => (x >= x0 && x < x1 && y >= y0 && y < y1 ? most : 0));
}
