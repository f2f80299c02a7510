import { NameTree } from '../core/dataset/name-tree';
import type { LabelSet } from '../core/dataset/label-set';
import { noLabels } from '../core/dataset/labels';
import type { WrittenImages } from '../labels/format';

/** How many images stand for all: masks take milliseconds each. */
const mostLooked = 2000;
/** Where no file states a size; what a format cannot hold does not depend on it. */
const someSize = { width: 1000, height: 1000 };

export interface AsReadOptions {
  /** Whether the run gives names that differ by more than their extension. */
  readonly stemsApart: boolean;
  /** Paths of images that no label file speaks of: they are written too. */
  readonly unlabelled: readonly string[];
}

/** Images of a set as they would be written if no step did anything; of very many, so many spread over all. */
export function imagesAsRead(
  { store }: LabelSet,
  { stemsApart, unlabelled }: AsReadOptions,
): { readonly images: WrittenImages; readonly all: number } {
  const all = [...store.images(), ...unlabelled];
  const length = Math.min(all.length, mostLooked);
  const sources = Array.from({ length }, (_, index) => all[Math.floor((index * all.length) / length)] ?? '');
  const tree = new NameTree({ stemsApart });
  const paths = stemsApart ? sources.map((path) => tree.claim(path).path) : sources;
  const at = (index: number) => {
    const [source, path] = [sources[index], paths[index]];
    if (source === undefined || path === undefined) throw beyond(index, length);
    const labels = store.get(source) ?? noLabels;
    const mask = labels.labels.flatMap(({ shapes }) => shapes).find((shape) => shape.kind === 'mask');
    return { path, source, ...(labels.stated ?? mask?.mask.size ?? someSize), labels };
  };
  const pathAt = (index: number) => {
    const path = paths[index];
    if (path === undefined) throw beyond(index, length);
    return path;
  };
  return { images: { length, at, pathAt }, all: all.length };
}

function beyond(index: number, length: number): RangeError {
  return new RangeError(`Expected an image from 0 to ${length - 1}, received ${index}.`);
}
