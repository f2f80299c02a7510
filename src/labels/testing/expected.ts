import { shapeOf } from '../../core/dataset/labels';
import { maskArea, maskBounds } from '../../core/geometry/mask';
import { samples, type Sample } from './samples';
import type { Found } from './strict/check';

/** What a strict reader should find of a sample, in pixels: of several shapes the most exact. */
export function expectedOf(sample: Sample, image: string): Pick<Found, 'image' | 'class' | 'kind' | 'numbers'> {
  const one = { image, class: 'thing' };
  if (sample === 'class') return { ...one, kind: 'class', numbers: [] };
  const label = samples[sample === 'split' ? 'box' : sample];
  const mask = shapeOf(label, 'mask')?.mask;
  if (mask) {
    const { x0, y0, x1, y1 } = maskBounds(mask)!;
    return { ...one, kind: 'mask', numbers: [x0, y0, x1, y1, maskArea(mask)] };
  }
  const oriented = shapeOf(label, 'oriented');
  if (oriented) return { ...one, kind: 'oriented', numbers: [...oriented.corners] };
  const polygon = shapeOf(label, 'polygon');
  if (polygon) return { ...one, kind: 'polygon', numbers: [...polygon.rings.points] };
  const line = shapeOf(label, 'polyline');
  if (line) return { ...one, kind: 'polyline', numbers: [...line.lines.points] };
  const points = shapeOf(label, 'keypoints');
  if (points) return { ...one, kind: 'keypoints', numbers: [...points.points].filter((_, at) => at % 3 < 2) };
  return { ...one, kind: 'box', numbers: [...shapeOf(label, 'box')!.at] };
}
