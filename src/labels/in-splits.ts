import type { WrittenImage, WrittenImages } from './format';

export interface SplitImages {
  /** Null for those without a split. */
  readonly split: string | null;
  readonly images: WrittenImages;
}

/** The images of each split that there is, in the order in which they come; all of an empty set, which has none. */
export function inSplits(images: WrittenImages): SplitImages[] {
  const splits = new Map<string | null, number[]>();
  for (let index = 0; index < images.length; index++) {
    const { split } = images.at(index).labels;
    const members = splits.get(split);
    if (members) members.push(index);
    else splits.set(split, [index]);
  }
  if (splits.size === 0) splits.set(null, []);
  return Array.from(splits, ([split, members]) => ({ split, images: partOf(images, members) }));
}

function partOf(images: WrittenImages, members: readonly number[]): WrittenImages {
  return {
    length: members.length,
    at: (index) => {
      const place = members[index];
      if (place === undefined) throw new RangeError(`Expected an image before ${members.length}, received ${index}.`);
      return images.at(place);
    },
  };
}

export function* eachImage(images: WrittenImages): Generator<WrittenImage, void, undefined> {
  for (let index = 0; index < images.length; index++) yield images.at(index);
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
