import type { LabelClass, LabelTrouble } from '../core/dataset/label-set';
import { quoted } from './text/text';
import { Troubles } from './troubles';

/** Classes whose names nobody tells apart by sight, since they differ by spaces alone: each stays a class of its own. */
export function alikeNames(classes: readonly LabelClass[]): readonly LabelTrouble[] {
  const troubles = new Troubles();
  const first = new Map<string, string>();
  for (const name of new Set(classes.map((one) => one.name))) {
    const bare = name.trim().replaceAll(/\s+/g, ' ');
    const other = first.get(bare);
    if (other === undefined) first.set(bare, name);
    else {
      const detail = `Expected names of classes that differ by more than spaces, received ${quoted(other)} and ${quoted(name)}.`;
      troubles.add('class-name', '', '', detail);
    }
  }
  return troubles.all();
}
