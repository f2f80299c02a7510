import type { LabelClass } from './label-set';

/** One row of a recipe's class table. */
export interface ClassRow {
  /** As it is written; null drops the labels of its classes. */
  readonly name: string | null;
  /** Names of classes as they were read; left out, the one of the same name. */
  readonly from?: readonly string[] | undefined;
}

export interface ClassTable {
  readonly classes: readonly ClassRow[];
  /** What becomes of classes that no row names. */
  readonly otherClasses: 'keep' | 'drop';
}

export interface Reclassed {
  /** In the order in which they are written. */
  readonly classes: readonly LabelClass[];
  /** By index of a class as it was read: its new index; null where its labels are dropped. */
  readonly map: readonly (number | null)[];
  /** Names in the table that no class has. */
  readonly missing: readonly string[];
}

/**
 * Renames, merges, drops and orders classes. Rows come first, in their order, then classes that none names where `otherClasses`
 * is `keep`. Ids are given anew without gaps, from the smallest; those of a background and of "ignore" are pixels' values
 * with a meaning of their own, and stay.
 */
export function reclassed(classes: readonly LabelClass[], { classes: rows, otherClasses }: ClassTable): Reclassed {
  const map: (number | null)[] = classes.map(() => null);
  const taken = new Set<number>();
  const ordered: LabelClass[] = [];
  const missing: string[] = [];
  const places = new Map<string, number>();
  for (const { name, from } of rows) {
    const names = from ?? (name === null ? [] : [name]);
    const members = names.flatMap((one) => {
      const found = classes.flatMap((known, index) => (known.name === one && !taken.has(index) ? [index] : []));
      if (found.length === 0) missing.push(one);
      for (const index of found) taken.add(index);
      return found;
    });
    const [first] = members;
    if (name === null || first === undefined) continue;
    const place = places.get(name) ?? ordered.push(renamed(classes, members, name)) - 1;
    places.set(name, place);
    for (const index of members) map[index] = place;
  }
  classes.forEach((known, index) => {
    if (taken.has(index) || (otherClasses === 'drop' && !hasFixedId(known))) return;
    const place = places.get(known.name) ?? ordered.push(known) - 1;
    places.set(known.name, place);
    map[index] = place;
  });
  return { classes: numbered(ordered, classes), map, missing };
}

/** Of the first of its members; what only they all say alike stays. */
function renamed(classes: readonly LabelClass[], members: readonly number[], name: string): LabelClass {
  const all = members.flatMap((index) => classes[index] ?? []);
  const [first] = all as [LabelClass]; // One at least, as the caller has seen.
  const points = (one: LabelClass) => one.skeleton?.names.length ?? 0;
  const isAlike = all.every((one) => points(one) === points(first));
  const isSame = all.length === 1 && first.name === name;
  return { ...first, name, skeleton: isAlike ? first.skeleton : null, kept: isSame ? first.kept : null };
}

function numbered(ordered: readonly LabelClass[], before: readonly LabelClass[]): LabelClass[] {
  const fixed = new Set(ordered.filter(hasFixedId).map(({ id }) => id));
  let next = before.filter((one) => !hasFixedId(one)).reduce((least, { id }) => Math.min(least, id), Infinity);
  return ordered.map((one) => {
    if (hasFixedId(one)) return one;
    while (fixed.has(next)) next++;
    return { ...one, id: next++ };
  });
}

/** In masks the values of pixels that belong to no object, or are not to be counted. */
export function hasFixedId({ name }: Pick<LabelClass, 'name'>): boolean {
  return /^(?:background|unlabell?ed|void|none|_background_|ignore)$/i.test(name);
}
