import type { WrittenFile } from '../format';
import { notBlank } from '../text/text';
import { freeName } from './written-splits';

/** What of a set was read from Darknet's files: where they lay. */
export interface DarknetKept {
  readonly data: string;
  readonly names: string;
}

/** Lists of images by split, in the order in which they are written. */
type ImageLists = ReadonlyMap<string, readonly string[]>;

/** For `obj.data`'s `valid`: what there is first of these. Without splits it is what is trained on. */
const validated = ['val', 'test', 'train'];

/**
 * Darknet's `obj.names`, a name a line whose number is the line's, lists of images, and `obj.data`, which tells of both
 * (github.com/AlexeyAB/darknet, "How to train to detect your custom objects"). Paths are from where `obj.data` lies on.
 * @param lines Names in the order of their numbers, as such lines hold them.
 * @param taken Paths that lists may not have: an image may be called as they are.
 */
export function* darknetFiles(
  { data, names }: DarknetKept,
  lines: readonly string[],
  images: ImageLists,
  taken: ReadonlySet<string>,
): Generator<WrittenFile, void, undefined> {
  yield { path: names, pieces: [lines.map((line) => `${line}\n`).join('')] };
  const folder = data.slice(0, data.lastIndexOf('/') + 1);
  const lists = new Map([['train', images.get('train') ?? []], ...images]);
  const listOf = (split: string) => freeName(`${folder}${split}.txt`, taken);
  for (const [split, paths] of lists)
    yield { path: listOf(split), pieces: paths.map((path) => `${relative(path, folder)}\n`) };
  const valid = validated.find((split) => lists.has(split)) ?? 'train';
  const rows = [
    `classes = ${lines.length}`,
    `train = ${relative(listOf('train'), folder)}`,
    `valid = ${relative(listOf(valid), folder)}`,
    `names = ${relative(names, folder)}`,
    'backup = backup/',
  ];
  yield { path: data, pieces: [rows.map((row) => `${row}\n`).join('')] };
}

/** What a line holds of a name: readers take away spaces around it, and lines without any. */
export function asLine(name: string): string {
  return notBlank(name.replaceAll(/[\r\n]+/g, ' ').trim());
}

/** @param folder With `/` at its end, or empty. */
function relative(path: string, folder: string): string {
  if (path.startsWith(folder)) return path.slice(folder.length);
  const up = folder.split('/').slice(0, -1);
  const down = path.split('/');
  while (up.length > 0 && up[0] === down[0]) {
    up.shift();
    down.shift();
  }
  return [...up.map(() => '..'), ...down].join('/');
}
