import type { Label } from '../../core/dataset/labels';
import type { LabelView } from '../state/label-view';

/** What of labels is drawn: without classes and kinds that are hidden. A label of which no shape is left is not drawn. */
export function shownLabels(
  labels: readonly Label[],
  { hidden, hiddenKinds }: Pick<LabelView, 'hidden' | 'hiddenKinds'>,
): readonly Label[] {
  const ofShownClass = hidden.size === 0 ? labels : labels.filter((label) => !hidden.has(label.class));
  if (hiddenKinds.size === 0) return ofShownClass;
  return ofShownClass.flatMap((label) => {
    const shapes = label.shapes.filter(({ kind }) => !hiddenKinds.has(kind));
    return shapes.length > 0 ? [{ ...label, shapes }] : [];
  });
}
