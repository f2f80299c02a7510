import { NameTree } from '../core/dataset/name-tree';
import type { LabelSet } from '../core/dataset/label-set';
import type { WrittenImages } from '../labels/format';

/** How many images stand for all: masks take milliseconds each. */
const mostLooked = 2000;
/** Where no file states a size; what a format cannot hold does not depend on it. */
const someSize = { width: 1000, height: 1000 };

/**
 * Images of a set as they would be written if no step did anything; of very many, so many spread over all.
 * @param options.stemsApart Whether the run gives names that differ by more than their extension.
 */
export function imagesAsRead(
  { store }: LabelSet,
  options: { readonly stemsApart: boolean },
): { readonly images: WrittenImages; readonly all: number } {
  const all = [...store.images()];
  const length = Math.min(all.length, mostLooked);
  const sources = Array.from({ length }, (_, index) => all[Math.floor((index * all.length) / length)] ?? '');
  const tree = new NameTree(options);
  const paths = options.stemsApart ? sources.map((path) => tree.claim(path).path) : sources;
  const at = (index: number) => {
    const [source, path] = [sources[index], paths[index]];
    const labels = source === undefined ? null : store.get(source);
    if (source === undefined || path === undefined || !labels)
      throw new RangeError(`Expected an image from 0 to ${length - 1}, received ${index}.`);
    const mask = labels.labels.flatMap(({ shapes }) => shapes).find((shape) => shape.kind === 'mask');
    return { path, source, ...(labels.stated ?? mask?.mask.size ?? someSize), labels };
  };
  return { images: { length, at }, all: all.length };
}
