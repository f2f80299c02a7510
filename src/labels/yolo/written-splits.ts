import { counted, partsOf } from '../../core/dataset/paths';
import type { WrittenFile } from '../format';
import { splitOfImage } from '../splits';

/** Paths of images by split. */
type SplitPaths = ReadonlyMap<string, readonly string[]>;

/** What `data.yaml` says of splits, and the files that it points to. */
interface WrittenSplits {
  /** By split: folders, or one list of images, from `data.yaml`'s own folder on. */
  readonly said: ReadonlyMap<string, readonly string[]>;
  readonly lists: readonly WrittenFile[];
}

/** Trainers want both; without splits they validate on what they train on, and of a test alone there is nothing else. */
const wanted = [
  ['train', 'val', 'test'],
  ['val', 'train'],
] as const;

/**
 * Folders where these tell the splits, else lists: `train.txt` and so on beside `data.yaml`, an image a line from `./` on, which
 * Ultralytics resolves against the list's own folder (`BaseDataset.get_img_files` in ultralytics/data/base.py).
 * @param isSaid Whether labels were read with the split: what was made up need not come back.
 * @param taken Paths that lists may not have: an image may be called as they are.
 */
export function writtenSplits(
  splits: SplitPaths,
  isSaid: (split: string) => boolean,
  taken: ReadonlySet<string>,
): WrittenSplits {
  const meant = new Map(Array.from(splits.keys(), (split) => [split, split]));
  for (const [want, ...have] of wanted) {
    const other = have.map((split) => meant.get(split)).find((split) => split !== undefined);
    if (!meant.has(want) && other !== undefined) meant.set(want, other);
  }
  const twice = Array.from(meant).flatMap(([key, split]) => (key === split ? [] : [split]));
  const areTold =
    doFoldersTell(splits) &&
    twice.every((split) => !isSaid(split) || (splits.get(split) ?? []).every((path) => splitOfImage(path) === split));
  const places = new Map<string, readonly string[]>();
  const lists: WrittenFile[] = [];
  for (const [split, images] of splits) {
    const path = freeName(`${split}.txt`, taken);
    places.set(split, areTold ? widest(foldersOf(images)) : [path]);
    if (!areTold) lists.push({ path, pieces: [images.map((image) => `./${image}\n`).join('')] });
  }
  return { said: new Map(Array.from(meant, ([key, split]) => [key, places.get(split) ?? []])), lists };
}

/** Whether no image lies in or below a folder of another split: readers look into all that is below. */
function doFoldersTell(splits: SplitPaths): boolean {
  const owners = new Map<string, string>();
  for (const [split, images] of splits)
    for (const dir of foldersOf(images)) {
      if (owners.has(dir)) return false;
      owners.set(dir, split);
    }
  return Array.from(owners).every(([dir, split]) => {
    for (let above = dir; above !== '.';) {
      above = partsOf(above).dir || '.';
      if ((owners.get(above) ?? split) !== split) return false;
    }
    return true;
  });
}

function foldersOf(images: readonly string[]): string[] {
  return [...new Set(images.map((path) => partsOf(path).dir || '.'))];
}

/** Folders that lie in none of the others. */
function widest(dirs: readonly string[]): string[] {
  return dirs.filter((dir) => !dirs.some((other) => other !== dir && (other === '.' || dir.startsWith(`${other}/`))));
}

/** The path, or the first with a counter that is not taken. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count++) free = counted(name, count);
  return free;
}
