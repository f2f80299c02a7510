import { shapeOf, type Label } from '../../core/dataset/labels';
import { joinedToOne } from './bridge';
import type { Loss } from '../../core/dataset/label-losses';

/**
 * A label's polygon, else its oriented box, as one ring for a format that has no more than that: holes and parts are joined
 * to it by bridges, which is told. Null where it has neither.
 */
export function oneOutline(label: Label, lost: (loss: Loss) => void): Float64Array | null {
  const polygon = shapeOf(label, 'polygon');
  if (polygon) {
    const { holes } = polygon.rings;
    if (holes.includes(1)) lost('holes-joined');
    if (holes.filter((hole) => hole === 0).length > 1) lost('parts-joined');
    return joinedToOne(polygon.rings);
  }
  const oriented = shapeOf(label, 'oriented');
  if (oriented) lost('oriented-as-polygon');
  return oriented?.corners ?? null;
}

/** `[[x, y], …]`. */
export function pairsOf(points: Float64Array): [number, number][] {
  return Array.from({ length: points.length / 2 }, (_, at) => [points[2 * at] ?? 0, points[2 * at + 1] ?? 0]);
}
