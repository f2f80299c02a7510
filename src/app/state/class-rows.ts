import { hasFixedId, type ClassTable } from '../../core/dataset/class-table';
import type { Recipe } from '../../core/recipe/recipe';

/** The part of a recipe that is its class table. */
export type RecipeClasses = Pick<Recipe['labels'], 'classes' | 'otherClasses'>;

/** Classes as the page shows them: one row for each that is written, and one for each that is dropped. */
export interface ShownClass {
  /** As it is written, or as it was read where it is dropped. */
  readonly name: string;
  /** Names of the classes as they were read, and of those that a recipe names and no label has. */
  readonly from: readonly string[];
  readonly isDropped: boolean;
}

/**
 * What a class table makes of classes: those that are written in their order, then those that are dropped.
 * @param found Names of the classes as they were read, in order; one that is there twice counts once.
 */
export function rowsOf(found: readonly string[], { classes, otherClasses }: ClassTable): ShownClass[] {
  const taken = new Set<string>();
  const written = new Map<string, string[]>();
  const dropped: string[] = [];
  const put = (name: string, from: readonly string[]) => {
    const members = written.get(name) ?? [];
    written.set(name, [...members, ...from]);
  };
  for (const { name, from } of classes) {
    const own = (from ?? (name === null ? [] : [name])).filter((one) => !taken.has(one));
    for (const one of own) taken.add(one);
    if (own.length === 0) continue;
    if (name === null) dropped.push(...own);
    else put(name, own);
  }
  for (const name of new Set(found)) {
    if (taken.has(name)) continue;
    if (otherClasses === 'keep' || hasFixedId({ name })) put(name, [name]);
    else dropped.push(name);
  }
  return [
    ...Array.from(written, ([name, from]) => ({ name, from, isDropped: false })),
    ...dropped.map((name) => ({ name, from: [name], isDropped: true })),
  ];
}

/**
 * The shortest table that makes these rows of the classes that were found: classes that stay as they are, in their
 * order, after those that change, need not be named.
 */
export function tableOf(
  found: readonly string[],
  rows: readonly ShownClass[],
  otherClasses: ClassTable['otherClasses'],
): RecipeClasses {
  const written = rows.filter(({ isDropped }) => !isDropped);
  const isImplied = ({ name, from }: ShownClass) =>
    from.length === 1 && from[0] === name && (otherClasses === 'keep' || hasFixedId({ name }));
  let end = written.length;
  let next = Infinity;
  for (let row = written[end - 1]; row && isImplied(row); row = written[end - 1]) {
    const place = found.indexOf(row.name);
    if (place < 0 || place >= next) break;
    next = place;
    end--;
  }
  const left = rows.flatMap(({ name, from, isDropped }) =>
    isDropped && (otherClasses === 'keep' || hasFixedId({ name }) || !found.includes(name)) ? from : [],
  );
  return {
    classes: [...written.slice(0, end).map(rowOf), ...(left.length > 0 ? [{ name: null, from: left }] : [])],
    otherClasses,
  };
}

function rowOf({ name, from }: ShownClass): RecipeClasses['classes'][number] {
  return from.length === 1 && from[0] === name ? { name } : { name, from: [...from] };
}

/** The rows with one renamed; to a name that another row has, it is merged into that row. */
export function renamed(rows: readonly ShownClass[], row: ShownClass, name: string): ShownClass[] {
  const other = rows.find((one) => one !== row && !one.isDropped && one.name === name);
  if (!other) return rows.map((one) => (one === row ? { ...row, name, isDropped: false } : one));
  const merged = { ...other, from: [...other.from, ...row.from] };
  return rows.filter((one) => one !== row).map((one) => (one === other ? merged : one));
}

/** The rows with one dropped, each of its classes a row of its own again. */
export function dropped(rows: readonly ShownClass[], row: ShownClass): ShownClass[] {
  return [...rows.filter((one) => one !== row), ...row.from.map((name) => ({ name, from: [name], isDropped: true }))];
}

/** The rows with a dropped one written again, after the others that are. */
export function kept(rows: readonly ShownClass[], row: ShownClass): ShownClass[] {
  const others = rows.filter((one) => one !== row);
  const isWritten = ({ isDropped }: ShownClass) => !isDropped;
  const same = others.find((one) => isWritten(one) && one.name === row.name);
  if (same) return renamed(rows, row, row.name);
  return [...others.filter(isWritten), { ...row, isDropped: false }, ...others.filter((one) => one.isDropped)];
}

/** The rows with one a place up (−1) or down (1) among those that are written; at an end nothing changes. */
export function moved(rows: readonly ShownClass[], row: ShownClass, by: -1 | 1): readonly ShownClass[] {
  const at = rows.indexOf(row);
  const other = rows[at + by];
  if (!other || other.isDropped || row.isDropped) return rows;
  return rows.with(at, other).with(at + by, row);
}
