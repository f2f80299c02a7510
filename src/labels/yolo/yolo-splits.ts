import { partsOf } from '../../core/dataset/paths';
import type { LabelFile } from '../format';
import type { ImageIndex } from '../image-index';
import { splitOfList, type PointedLists } from './image-lists';
import { linesOf, textOf } from '../text/text';

/**
 * Which split an image is in: the one whose list names it, else the one whose folder in `data.yaml` it lies in. Null where
 * nothing says so, or several do alike, as where training and validation are the same folder.
 * @param said Folders by split, as `data.yaml` has them: from anywhere on, of any machine.
 * @param lists Files that name images, a line each: each is of the split whose key points to it, or that it is called after.
 */
export async function saidSplits(
  said: ReadonlyMap<string, readonly string[]>,
  lists: readonly LabelFile[],
  pointed: PointedLists['lists'],
  images: ImageIndex,
): Promise<(image: string) => string | null> {
  const listed = new Map<string, string | null>();
  for (const list of lists) {
    const split = splitOfList(list, pointed.get(list)?.splits);
    for (const { line } of linesOf(textOf(await list.read()))) {
      const image = images.named(line.trim(), list.path);
      if (image !== null) listed.set(image, listed.has(image) && listed.get(image) !== split ? null : split);
    }
  }
  const folders = foldersOf(said, images);
  return (image) => listed.get(image) ?? splitIn(folders, image);
}

interface Folder {
  readonly split: string;
  /** How many parts of what was said are its path's. */
  readonly parts: number;
}

/** By the path of each folder that is meant. */
function foldersOf(said: ReadonlyMap<string, readonly string[]>, images: ImageIndex): Map<string, Folder[]> {
  const found = new Map<string, Folder[]>();
  if (said.size === 0) return found;
  const there = new Set<string>();
  for (const image of images.paths())
    for (let { dir } = partsOf(image); dir !== '' && !there.has(dir); { dir } = partsOf(dir)) there.add(dir);
  for (const [split, entries] of said)
    for (const entry of entries) {
      const parts = entry.split(/[/\\]+/).filter((part) => part !== '' && part !== '.' && part !== '..');
      // As much of its end as there is: a path may begin on another machine.
      for (; parts.length > 0; parts.shift()) {
        const end = parts.join('/');
        const meant = [...there].filter((dir) => dir === end || dir.endsWith(`/${end}`));
        for (const dir of meant) found.set(dir, [...(found.get(dir) ?? []), { split, parts: parts.length }]);
        if (meant.length > 0) break;
      }
    }
  return found;
}

/** By the innermost folder that a split is said of, then by the one of which more was said, then by the path's own word. */
function splitIn(folders: ReadonlyMap<string, readonly Folder[]>, image: string): string | null {
  for (let { dir } = partsOf(image); dir !== ''; { dir } = partsOf(dir)) {
    const here = folders.get(dir) ?? [];
    const most = Math.max(...here.map(({ parts }) => parts));
    const splits = new Set(here.filter(({ parts }) => parts === most).map(({ split }) => split));
    if (splits.size === 1) return [...splits][0] ?? null;
    if (splits.size > 1) return null;
  }
  return null;
}
