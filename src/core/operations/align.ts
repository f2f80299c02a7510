import { z } from '../zod';

export const alignments = [
  'center',
  'top',
  'top-right',
  'right',
  'bottom-right',
  'bottom',
  'bottom-left',
  'left',
  'top-left',
] as const;

export type Align = (typeof alignments)[number];

export const align = () => z.enum(alignments).default('center');

/**
 * Where the smaller of two boxes begins inside the larger. In the middle an odd pixel goes to the right and the bottom:
 * `floor(room / 2)`, as libvips' `gravity` and `smartcrop` do, and as Ultralytics' `round(room / 2 - 0.1)` does.
 * @param roomX Width of the larger box less that of the smaller, whole and not negative; `roomY` likewise.
 */
export function placed(align: Align, roomX: number, roomY: number): { left: number; top: number } {
  const along = (room: number, atStart: boolean, atEnd: boolean) => (atStart ? 0 : atEnd ? room : Math.floor(room / 2));
  return {
    left: along(roomX, align.endsWith('left'), align.endsWith('right')),
    top: along(roomY, align.startsWith('top'), align.startsWith('bottom')),
  };
}
