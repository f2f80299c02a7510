import { shapeOf, type Label } from '../../core/dataset/labels';
import type { Size } from '../../core/geometry/geometry';
import { ringsOf } from '../../core/geometry/rings';
import type { Loss } from '../../core/dataset/label-losses';
import { paintMask, paintRings } from './plane-masks';

/** Writes a value where a label is, by its most exact shape. @returns whether there was anything to paint; else it is told. */
export function paintLabel(
  values: Uint32Array,
  size: Size,
  label: Label,
  value: number,
  lost: (loss: Loss) => void,
): boolean {
  const mask = shapeOf(label, 'mask');
  const polygon = shapeOf(label, 'polygon');
  const oriented = shapeOf(label, 'oriented');
  if (mask) paintMask(values, size, mask.mask, value);
  else if (polygon) {
    paintRings(values, size, polygon.rings, value);
    lost('polygon-as-mask');
  } else if (oriented) {
    paintRings(values, size, ringsOf([oriented.corners]), value);
    lost('oriented-as-mask');
  } else {
    lost(shapeOf(label, 'box') ? 'box-left-out' : 'no-shape-left-out');
    return false;
  }
  return true;
}
