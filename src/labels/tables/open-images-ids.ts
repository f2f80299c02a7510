import { counted, partsOf, sameLetters } from '../../core/dataset/paths';
import type { WriteInput, WrittenImage } from '../format';
import { eachImage } from '../in-splits';
import { splitOf } from '../splits';

/** The word that Open Images has for a split, in names of files and of folders. */
export const splitWord = (split: string) => (split === 'val' ? 'validation' : split);

/**
 * The ImageID of each image, by its path: its name without the extension, as Open Images has it. Where that means several,
 * it is the path below `images/train` and so on, as Datumaro has it, or all of the path; no id is two images'.
 */
export function openImagesIds({ images, lost }: Pick<WriteInput, 'images' | 'lost'>): ReadonlyMap<string, string> {
  const stems = new Counts();
  const below = new Counts();
  for (const image of eachImage(images)) {
    const { stem } = partsOf(image.path);
    stems.add(stem);
    stems.add(keyOf(folderSplit(image), stem));
    below.add(keyOf(image.labels.split, belowSplit(image)));
  }
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const image of eachImage(images)) {
    const { split } = image.labels;
    const wish = wishOf(image, stems, below);
    let id = wish;
    for (let count = 2; taken.has(keyOf(split, id)); count++) id = counted(wish, count);
    if (id !== wish) lost('file-name-taken');
    taken.add(keyOf(split, id));
    ids.set(image.path, id);
  }
  return ids;
}

function wishOf(image: WrittenImage, stems: Counts, below: Counts): string {
  const { path, labels } = image;
  const { dir, stem } = partsOf(path);
  const { split } = labels;
  const isAlone = stems.of(stem) === 1;
  const isAloneInSplit = split !== null && folderSplit(image) === split && stems.of(keyOf(split, stem)) === 1;
  if (isAlone || isAloneInSplit) return stem;
  const short = belowSplit(image);
  if (short !== '' && below.of(keyOf(split, short)) === 1) return short;
  return dir === '' ? stem : `${dir}/${stem}`;
}

function folderSplit({ path }: WrittenImage): string | null {
  return splitOf(partsOf(path).dir);
}

/** Without the extension; empty where the image lies elsewhere. */
function belowSplit({ path, labels: { split } }: WrittenImage): string {
  if (split === null) return '';
  const folder = `images/${splitWord(split)}/`;
  const at = `/${path}`.lastIndexOf(`/${folder}`);
  if (at < 0) return '';
  const { dir, stem } = partsOf(path.slice(at + folder.length));
  return dir === '' ? stem : `${dir}/${stem}`;
}

function keyOf(split: string | null, name: string): string {
  return `${split ?? ''}\n${name}`;
}

class Counts {
  readonly #counts = new Map<string, number>();

  add(name: string): void {
    this.#counts.set(sameLetters(name), this.of(name) + 1);
  }

  of(name: string): number {
    return this.#counts.get(sameLetters(name)) ?? 0;
  }
}
