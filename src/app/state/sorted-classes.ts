/** What a list of classes may be sorted by: the order in which they are written, their names, and how many there are. */
export const sortKeys = ['order', 'name', 'labels', 'images'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface Sorting {
  readonly by: SortKey;
  readonly isFalling: boolean;
}

/** A class with what it is sorted by. */
export interface Countable {
  readonly name: string;
  readonly isDropped: boolean;
  readonly labels: number;
  readonly images: number;
}

export const asWritten: Sorting = { by: 'order', isFalling: false };

/** What a press on a column's head does: a number begins with the most, another press turns it round. */
export function pressed({ by, isFalling }: Sorting, key: SortKey): Sorting {
  return { by: key, isFalling: by === key ? !isFalling : key === 'labels' || key === 'images' };
}

/**
 * Rows as they are looked at; in which order they are written does not change.
 * @param rows In that order, those that are dropped last, where they stay however the rest is sorted.
 */
export function sortedClasses<R extends Countable>(rows: readonly R[], { by, isFalling }: Sorting): readonly R[] {
  const written = rows.filter(({ isDropped }) => !isDropped);
  const rest = rows.filter(({ isDropped }) => isDropped);
  return [written, rest].flatMap((some) => {
    if (by === 'order') return isFalling ? some.toReversed() : some;
    const compare = (one: R, other: R) => (by === 'name' ? byName.compare(one.name, other.name) : one[by] - other[by]);
    return some.toSorted((one, other) => (isFalling ? compare(other, one) : compare(one, other)));
  });
}

/** Class 2 before class 10. */
const byName = new Intl.Collator('en', { numeric: true });
