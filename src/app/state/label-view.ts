import { Store } from './store';

/** How labels are drawn over previews, for as long as the page lives. */
export interface LabelView {
  readonly isShown: boolean;
  /** Indexes of classes that are not drawn. */
  readonly hidden: ReadonlySet<number>;
}

export const labelView = new Store<LabelView>({ isShown: true, hidden: new Set() });

export function showLabels(isShown: boolean): void {
  labelView.update((view) => ({ ...view, isShown }));
}

export function showClass(index: number, isShown: boolean): void {
  labelView.update(({ hidden, ...view }) => {
    const now = new Set(hidden);
    if (isShown) now.delete(index);
    else now.add(index);
    return { ...view, hidden: now };
  });
}
