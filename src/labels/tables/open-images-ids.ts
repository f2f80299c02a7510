import { partsOf, sameLetters } from '../../core/dataset/paths';
import type { WriteInput, WrittenImage } from '../format';
import { eachImage } from '../in-splits';
import { splitOf } from '../splits';
import { WrittenIndex } from '../written-index';
import { meantBy, splitWord } from './open-images-place';

/** The tables of a split's boxes. */
export function tableOfBoxes(split: string | null): string {
  return `annotations/${split === null ? '' : `${splitWord(split)}-`}annotations-bbox.csv`;
}

/**
 * The ImageID of each image, by its path: its name without the extension, as Open Images has it. Where readers would not find it
 * by that, it is the path below `images/train` and so on, as Datumaro has it, or all of the path; no id is two images'.
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
  const index = new WrittenIndex(images);
  const isFound = (id: string, { path, labels: { split } }: WrittenImage) =>
    index.finds(path, (all, top) => {
      const { image, isGuess } = meantBy(id, `${top}${tableOfBoxes(split)}`, all);
      return isGuess ? null : image;
    });
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const image of eachImage(images)) {
    const { split } = image.labels;
    const wishes = wishesOf(image, stems, below);
    const isFree = (id: string) => !taken.has(keyOf(split, id));
    const isAlone = stems.of(partsOf(image.path).stem) === 1;
    let id = wishes.find((one) => isFree(one) && (isAlone || isFound(one, image)));
    if (id === undefined) {
      lost('file-name-taken');
      id = unheard(wishes.at(-1) ?? '', (one) => isFree(one) && stems.of(partsOf(`${one}.`).stem) === 0);
    }
    taken.add(keyOf(split, id));
    ids.set(image.path, id);
  }
  return ids;
}

/** From the shortest on. */
function wishesOf(image: WrittenImage, stems: Counts, below: Counts): string[] {
  const { path, labels } = image;
  const { dir, stem } = partsOf(path);
  const { split } = labels;
  const isAloneInSplit = split !== null && folderSplit(image) === split && stems.of(keyOf(split, stem)) === 1;
  const short = belowSplit(image);
  const isAloneBelow = short !== '' && below.of(keyOf(split, short)) === 1;
  return [
    ...(stems.of(stem) === 1 || isAloneInSplit ? [stem] : []),
    ...(isAloneBelow ? [short] : []),
    dir === '' ? stem : `${dir}/${stem}`,
  ];
}

/** An id that no image is found by. */
function unheard(wish: string, isFree: (id: string) => boolean): string {
  let count = 2;
  while (!isFree(`${wish} (${count})`)) count++;
  return `${wish} (${count})`;
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
