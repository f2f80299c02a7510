import type { LabelClass } from '../core/dataset/label-set';
import type { Loss } from '../core/dataset/label-losses';

/** Makes of a name what a format holds of it; of one that it holds, the same. Never an empty text. */
export type HeldName = (name: string) => string;

/**
 * Names of classes, by index, as a format holds them: those that it holds stay, and no other becomes one of them, nor two of
 * them one, but gets a number, `cat_2`. Each that is changed is told when it is first asked for.
 */
export function writtenNames(
  classes: readonly LabelClass[],
  held: HeldName,
  lost: (loss: Loss) => void,
): (index: number) => string {
  const taken = new Set<string>();
  const changed = new Map<string, string>();
  for (const { name } of classes) if (held(name) === name) taken.add(name);
  for (const { name } of classes) {
    if (taken.has(name) || changed.has(name)) continue;
    const wish = held(name);
    let own = wish;
    for (let count = 2; taken.has(own); count++) own = `${wish}_${count}`;
    taken.add(own);
    changed.set(name, own);
  }
  const told = new Set<string>();
  return (index) => {
    const name = classes[index]?.name ?? String(index);
    const own = changed.get(name);
    if (own === undefined) return name;
    if (!told.has(name)) lost('name-changed');
    told.add(name);
    return own;
  };
}
