import { partsOf } from '../core/dataset/paths';
import type { WrittenImage, WrittenImages } from './format';

export interface SplitImages {
  /** Null for those without a split. */
  readonly split: string | null;
  readonly images: WrittenImages;
}

/** Sorts images by split as they go by. One that no label file speaks of is in the split of those beside it. */
export class SplitSorter {
  readonly #splits = new Map<string | null, number[]>();
  readonly #folders = new Map<string, Set<string | null>>();
  readonly #unspoken = new Map<number, string>();
  #many = 0;

  add({ source, labels }: WrittenImage): void {
    const index = this.#many++;
    const { dir } = partsOf(source);
    if (labels.split === null && labels.kept === null && labels.labels.length + labels.classes.length === 0) {
      this.#unspoken.set(index, dir);
      return;
    }
    added(this.#splits, labels.split, index);
    this.#folders.set(dir, (this.#folders.get(dir) ?? new Set()).add(labels.split));
  }

  /** Once all have gone by: their places in that order, rising. */
  sorted(): ReadonlyMap<string | null, readonly number[]> {
    for (const [index, dir] of this.#unspoken) {
      const [split = null, ...others] = this.#folders.get(dir) ?? [];
      added(this.#splits, others.length === 0 ? split : null, index);
    }
    if (this.#unspoken.size > 0) for (const members of this.#splits.values()) members.sort((one, other) => one - other);
    this.#unspoken.clear();
    return this.#splits;
  }
}

/**
 * The images of each split that there is, in the order in which they come; all of an empty set, which has none.
 * @param see Sees each image once, before the first split is there.
 */
export function inSplits(images: WrittenImages, see?: (image: WrittenImage) => void): SplitImages[] {
  const sorter = new SplitSorter();
  for (const image of eachImage(images)) {
    sorter.add(image);
    see?.(image);
  }
  const splits = sorter.sorted();
  if (splits.size === 0) return [{ split: null, images }];
  return Array.from(splits, ([split, members]) => ({ split, images: partOf(images, members) }));
}

function added(splits: Map<string | null, number[]>, split: string | null, index: number): void {
  const members = splits.get(split);
  if (members) members.push(index);
  else splits.set(split, [index]);
}

function partOf(images: WrittenImages, members: readonly number[]): WrittenImages {
  const placeOf = (index: number) => {
    const place = members[index];
    if (place === undefined) throw new RangeError(`Expected an image before ${members.length}, received ${index}.`);
    return place;
  };
  return {
    length: members.length,
    at: (index) => images.at(placeOf(index)),
    pathAt: (index) => images.pathAt(placeOf(index)),
  };
}

export function* eachImage(images: WrittenImages): Generator<WrittenImage, void, undefined> {
  for (let index = 0; index < images.length; index++) yield images.at(index);
}

/** Of all, in their order. */
export function pathsOf(images: WrittenImages): string[] {
  return Array.from({ length: images.length }, (_, index) => images.pathAt(index));
}

/**
 * What stands in JSON for each image, a line each, with commas between: a file is written that is never whole in memory.
 * @param memberOf As text.
 */
export async function* jsonMembers(
  images: Iterable<WrittenImage>,
  memberOf: (image: WrittenImage) => Promise<string>,
): AsyncGenerator<string, void, undefined> {
  let between = '';
  for (const image of images) {
    yield `${between}\n${await memberOf(image)}`;
    between = ',';
  }
}
