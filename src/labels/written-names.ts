import type { LabelClass } from '../core/dataset/label-set';
import type { Loss } from '../core/dataset/label-losses';
import type { WriteInput } from './format';

/** Makes of a name what a format holds of it; of one that it holds, the same. Never an empty text. */
export type HeldName = (name: string) => string;

/** What a writer of a format that knows classes by name is given. */
export interface NamedInput extends WriteInput {
  /** Of a class, by its index: as `writtenNames` has it. */
  readonly nameOf: (index: number) => string;
}

/** Of a format that holds every name. */
export const asItIs: HeldName = (name) => name;

/**
 * Names of classes, by index, as a format that knows them by name alone holds them: one that it holds stays the first class's
 * of it, and no other becomes that, nor two of them one, but gets a number, `cat_2`. Each class whose name is changed is told
 * when it is first asked for.
 */
export function writtenNames(
  classes: readonly LabelClass[],
  held: HeldName,
  lost: (loss: Loss) => void,
): (index: number) => string {
  const names = classes.map(({ name }) => name);
  return toldNames(names, apart(names, held), lost);
}

/** The same for a format that numbers its classes: those of one name keep it together. */
export function numberedNames(
  classes: readonly LabelClass[],
  held: HeldName,
  lost: (loss: Loss) => void,
): (index: number) => string {
  const names = [...new Set(classes.map(({ name }) => name))];
  const places = new Map(names.map((name, place) => [name, place]));
  const nameOf = toldNames(names, apart(names, held), lost);
  return (index) => {
    const place = places.get(classes[index]?.name ?? '');
    return index < classes.length && place !== undefined ? nameOf(place) : String(index);
  };
}

function toldNames(
  names: readonly string[],
  own: readonly string[],
  lost: (loss: Loss) => void,
): (index: number) => string {
  const told = new Set<number>();
  return (index) => {
    const name = own[index] ?? String(index);
    if (index < names.length && name !== names[index] && !told.has(index)) {
      lost('name-changed');
      told.add(index);
    }
    return name;
  };
}

/** In their order, no two alike; those that are held as they are go first. */
function apart(names: readonly string[], held: HeldName): readonly string[] {
  const taken = new Set<string>();
  const own = names.map((name) => {
    if (held(name) !== name || taken.has(name)) return null;
    taken.add(name);
    return name;
  });
  /** By the name without it, the last number that was given: a set may have a hundred thousand classes of one name. */
  const counts = new Map<string, number>();
  return own.map((name, index) => {
    if (name !== null) return name;
    const wish = held(names[index] ?? '');
    let count = counts.get(wish) ?? 1;
    let free = wish;
    while (taken.has(free)) free = `${wish}_${++count}`;
    counts.set(wish, count);
    taken.add(free);
    return free;
  });
}
