import type { Label } from '../../core/dataset/labels';
import type { LabelView } from '../state/label-view';

/** A label that is drawn, and its place among all. */
export interface ShownLabel {
  readonly at: number;
  readonly label: Label;
}

/** What of labels is drawn: without classes and kinds that are hidden. A label of which no shape is left is not drawn. */
export function shownLabels(
  labels: readonly Label[],
  { hidden, hiddenKinds }: Pick<LabelView, 'hidden' | 'hiddenKinds'>,
): readonly ShownLabel[] {
  return labels.flatMap((label, at) => {
    if (hidden.has(label.class)) return [];
    if (hiddenKinds.size === 0) return [{ at, label }];
    const shapes = label.shapes.filter(({ kind }) => !hiddenKinds.has(kind));
    return shapes.length > 0 ? [{ at, label: { ...label, shapes } }] : [];
  });
}
