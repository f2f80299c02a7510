import type { Orientation } from '../../core/header/header';
import type { VipsLibrary } from '../vips';
import { decoded, type Raster } from './raster';
import { moved } from './reference';
import { output } from './run';

export const orientations = [1, 2, 3, 4, 5, 6, 7, 8] as const satisfies readonly Orientation[];

/** How a stored picture is shown (EXIF 2.32, table 6): where each pixel of the upright one comes from. */
export function shown(stored: Raster, orientation: Orientation): Raster {
  const { width: w, height: h } = stored;
  const from: Record<Orientation, (x: number, y: number) => readonly [number, number]> = {
    1: (x, y) => [x, y],
    2: (x, y) => [w - 1 - x, y],
    3: (x, y) => [w - 1 - x, h - 1 - y],
    4: (x, y) => [x, h - 1 - y],
    5: (x, y) => [y, x],
    6: (x, y) => [y, h - 1 - x],
    7: (x, y) => [w - 1 - y, h - 1 - x],
    8: (x, y) => [w - 1 - y, x],
  };
  return orientation < 5 ? moved(stored, w, h, from[orientation]) : moved(stored, h, w, from[orientation]);
}

/** What the worker makes of a file with `auto-orient`. */
export async function upright(vips: VipsLibrary, file: Uint8Array): Promise<Raster> {
  const { bytes } = await output(vips, file, { steps: [{ op: 'auto-orient' }], output: { format: 'png' } });
  return decoded(vips, new Uint8Array(bytes));
}
