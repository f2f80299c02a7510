import { counted, partsOf, sameLetters } from '../core/dataset/paths';
import type { WriteInput, WrittenImages } from './format';
import { holderOf, type FileOf } from './label-file';

/**
 * Where each image's labels are written. Of several whose file would be one it is `holderOf`'s; each other one has a file that is
 * no image's, `a (2).txt`, and is told each time it is asked for.
 */
export function labelPlaces({ images, lost }: Pick<WriteInput, 'images' | 'lost'>, fileOf: FileOf): FileOf {
  const others = othersOf(images, fileOf);
  return (image) => {
    const other = others.get(image);
    if (other === undefined) return fileOf(image);
    lost('file-name-taken');
    return other;
  };
}

/** Files of images that hold none of their own. */
function othersOf(images: WrittenImages, fileOf: FileOf): ReadonlyMap<string, string> {
  const others = new Map<string, string>();
  const stems = new Set<string>();
  const repeated = new Set<string>();
  const stemOf = (path: string) => sameLetters(partsOf(path).stem);
  for (let at = 0; at < images.length; at++) {
    const stem = stemOf(fileOf(images.pathAt(at)));
    if (stems.has(stem)) repeated.add(stem);
    stems.add(stem);
  }
  if (repeated.size === 0) return others;
  const byFile = new Map<string, string[]>();
  for (let at = 0; at < images.length; at++) {
    const image = images.pathAt(at);
    const file = fileOf(image);
    if (!repeated.has(stemOf(file))) continue;
    const same = byFile.get(sameLetters(file));
    if (same) same.push(image);
    else byFile.set(sameLetters(file), [image]);
  }
  for (const same of byFile.values()) {
    if (same.length === 1) continue;
    const holder = holderOf(same, fileOf(same[0] ?? ''));
    let count = 2;
    for (const image of same.filter((one) => one !== holder)) {
      while (stems.has(stemOf(counted(fileOf(image), count)))) count++;
      others.set(image, counted(fileOf(image), count++));
    }
  }
  return others;
}
