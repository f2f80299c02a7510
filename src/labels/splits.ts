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

/** A folder that is a split's and nothing else: `val2017`, not `obj_train_data`. */
const ofSplit = /^[a-z]+\d*$/i;

/**
 * The split that an image's path names; null for none. A folder of just that name goes before the image's own, which may be
 * that of its class: `val/train_1.jpg`.
 */
export function splitOfImage(path: string): string | null {
  const folders = path
    .split('/')
    .slice(0, -1)
    .filter((part) => ofSplit.test(part));
  return splitOf(folders.join('/')) ?? splitOf(path);
}

/** The split that a path names by a folder or a part of its name (`labels/train2017/a.txt`, `instances_val.json`); null for none. */
export function splitOf(path: string): string | null {
  for (const part of path.split('/').toReversed())
    for (const word of part.toLowerCase().split(/[^a-z]+/)) {
      const split = names.get(word);
      if (split) return split;
    }
  return null;
}
