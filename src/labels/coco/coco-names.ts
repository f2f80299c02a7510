import type { WrittenImage, WrittenImages } from '../format';
import { WrittenIndex } from '../written-index';

/**
 * Says the `file_name` of each output: where the source's was the end of its path (`a.jpg` of `images/train/a.jpg`), the output's
 * has the same folders before it taken away, if it is found by that; else its whole path within the output.
 * @param file Where the names are written.
 */
export function imageNames(images: WrittenImages): (image: WrittenImage, old: unknown, file: string) => string {
  const index = new WrittenIndex(images);
  return ({ path, source }, old, file) => {
    if (typeof old !== 'string' || !source.endsWith(old)) return path;
    const before = source.slice(0, source.length - old.length);
    const short = path.startsWith(before) ? path.slice(before.length) : path;
    if (short === path || !index.isRepeated(path)) return short;
    const isFound = index.finds(path, (all, top) => {
      const image = all.namedFromRoot(short, `${top}${file}`);
      return all.isTie(short, `${top}${file}`) ? null : image;
    });
    return isFound ? short : path;
  };
}
