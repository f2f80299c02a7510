const names = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['trn', 'train'],
  ['val', 'val'],
  ['valid', 'val'],
  ['validation', 'val'],
  ['test', 'test'],
  ['testing', 'test'],
]);

/** The split that a path names by a folder or a part of its name (`labels/train2017/a.txt`, `instances_val.json`); null for none. */
export function splitOf(path: string): string | null {
  for (const part of path.split('/').toReversed())
    for (const word of part.toLowerCase().split(/[^a-z]+/)) {
      const split = names.get(word);
      if (split) return split;
    }
  return null;
}
