import { partsOf } from '../../core/dataset/paths';
import type { ImageIndex } from '../image-index';

/** The word that Open Images has for a split, in names of files and of folders. */
export const splitWord = (split: string) => (split === 'val' ? 'validation' : split);

/** What the name of a table says of its images' split: of `oidv6-train-annotations-bbox.csv` it is `train`; null for nothing. */
export function saidSplit(table: string): string | null {
  return /(?:^|\/)(?:oidv\d+-)?(train|validation|test)[^/]*$/.exec(table)?.[1] ?? null;
}

/** The image that an id in a table means; whether that is no more than a guess. */
export interface Meant {
  readonly image: string | null;
  readonly isGuess: boolean;
}

/**
 * Its path is meant from the folder around `annotations` on, then that below the table's split there, then below `images` and the
 * split; else the image of that name nearest to there.
 * @param table Its path.
 */
export function meantBy(id: string, table: string, images: ImageIndex): Meant {
  const { dir } = partsOf(table);
  const root = /(?:^|\/)annotations$/i.test(dir) ? partsOf(dir).dir : dir;
  const split = saidSplit(table);
  for (const folder of split === null ? [''] : ['', `${split}/`, `images/${split}/`]) {
    const image = images.atStem(`${root === '' ? '' : `${root}/`}${folder}${id}`);
    if (image !== null) return { image, isGuess: false };
  }
  // Where it would lie: below the split that the table's name says.
  const place = `${dir}/${split === null ? '' : `${split}/`}${id}.csv`;
  const name = id.includes('/') ? `${id}.csv` : place;
  return { image: images.near(name, place), isGuess: images.isTie(name, place) };
}
