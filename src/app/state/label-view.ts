import type { ShapeKind } from '../../core/dataset/labels';
import { Store } from './store';

/** How labels are drawn over previews, for as long as the page lives. */
export interface LabelView {
  readonly isShown: boolean;
  /** Indexes of classes that are not drawn. */
  readonly hidden: ReadonlySet<number>;
  readonly hiddenKinds: ReadonlySet<ShapeKind>;
  /** From 0, not seen, to 1, nothing seen through them. */
  readonly maskOpacity: number;
}

export const labelView = new Store<LabelView>({
  isShown: true,
  hidden: new Set(),
  hiddenKinds: new Set(),
  maskOpacity: 0.5,
});

export function showLabels(isShown: boolean): void {
  labelView.update((view) => ({ ...view, isShown }));
}

export function showClass(index: number, isShown: boolean): void {
  labelView.update(({ hidden, ...view }) => ({ ...view, hidden: withOrWithout(hidden, index, !isShown) }));
}

export function showKind(kind: ShapeKind, isShown: boolean): void {
  labelView.update(({ hiddenKinds, ...view }) => ({
    ...view,
    hiddenKinds: withOrWithout(hiddenKinds, kind, !isShown),
  }));
}

export function setMaskOpacity(maskOpacity: number): void {
  labelView.update((view) => ({ ...view, maskOpacity }));
}

function withOrWithout<T>(set: ReadonlySet<T>, one: T, isIn: boolean): ReadonlySet<T> {
  const now = new Set(set);
  if (isIn) now.add(one);
  else now.delete(one);
  return now;
}
