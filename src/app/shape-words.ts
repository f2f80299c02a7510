import type { ShapeKind } from '../core/dataset/labels';
import { count, number } from './format';

/** Kinds of shapes in words: one, and many. */
export const shapeWords: Readonly<Record<ShapeKind, readonly [one: string, many: string]>> = {
  box: ['box', 'boxes'],
  oriented: ['turned box', 'turned boxes'],
  polygon: ['polygon', 'polygons'],
  mask: ['mask', 'masks'],
  keypoints: ['set of keypoints', 'sets of keypoints'],
  polyline: ['line', 'lines'],
};

/** `3,204 polygons` where all labels are of one kind, else `17 labels (12 boxes, 5 masks)`. */
export function labelsInWords(labels: number, kinds: readonly (readonly [ShapeKind, number])[]): string {
  const told = kinds.map(([kind, many]) => count(many, ...shapeWords[kind]));
  const [first] = kinds;
  if (first && kinds.length === 1 && first[1] === labels) return told[0] ?? number(labels);
  return count(labels, 'label') + (told.length > 0 ? ` (${told.join(', ')})` : '');
}
