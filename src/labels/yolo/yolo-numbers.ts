import type { LabelClass } from '../../core/dataset/label-set';
import type { Loss } from '../../core/dataset/label-losses';

/**
 * By a class's index, the number that rows and names have it by: its own where those of all classes are 0 to n − 1, else its
 * place. Readers take a number for a place in a list of n names: Ultralytics refuses the set of a number from n on.
 */
export function yoloNumbers(classes: readonly LabelClass[], lost: (loss: Loss) => void): readonly number[] {
  const ids = new Set(classes.map(({ id }) => id).filter((id) => id >= 0 && id < classes.length));
  if (ids.size === classes.length) return classes.map(({ id }) => id);
  return classes.map(({ id }, place) => {
    if (id !== place) lost('classes-renumbered');
    return place;
  });
}

/** Names, as `nameOf` says them by index, in the order of those numbers. */
export function namesByNumber(numbers: readonly number[], nameOf: (index: number) => string): readonly string[] {
  const names: string[] = [];
  numbers.forEach((number, index) => (names[number] = nameOf(index)));
  return names;
}
