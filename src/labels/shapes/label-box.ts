import { shapeOf, type Label } from '../../core/dataset/labels';
import { maskBounds } from '../../core/geometry/mask';
import { boundsOf } from '../../core/geometry/rings';
import type { Loss } from '../../core/dataset/label-losses';

/** `[x0, y0, x1, y1]`. */
export type Corners = readonly [x0: number, y0: number, x1: number, y1: number];

/** The box as it is labelled, else the smallest around what is; null where nothing says where the object is. */
export function boxAround(label: Label): Corners | null {
  const box = shapeOf(label, 'box');
  if (box) {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box.at;
    return [x0, y0, x1, y1];
  }
  const points = shapeOf(label, 'polygon')?.rings.points ?? shapeOf(label, 'oriented')?.corners;
  const mask = shapeOf(label, 'mask');
  const around = points ? boundsOf(points) : mask ? maskBounds(mask.mask) : null;
  return around && [around.x0, around.y0, around.x1, around.y1];
}

/** The same for a format that holds boxes alone: what goes lost with all else is told. */
export function onlyBox(label: Label, lost: (loss: Loss) => void): Corners | null {
  const hasBox = shapeOf(label, 'box') !== null;
  if (shapeOf(label, 'polygon')) lost(hasBox ? 'polygon-left-out' : 'polygon-as-box');
  if (shapeOf(label, 'oriented')) lost('oriented-as-box');
  if (shapeOf(label, 'mask')) lost('mask-left-out');
  if (shapeOf(label, 'keypoints')) lost('keypoints-left-out');
  if (shapeOf(label, 'polyline')) lost('polyline-left-out');
  const box = boxAround(label);
  if (!box) lost('no-shape-left-out');
  return box;
}
