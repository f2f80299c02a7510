import type { LabelSet } from '../core/dataset/label-set';
import type { WrittenImages } from '../labels/format';

/** How many images stand for all: masks take milliseconds each. */
const mostLooked = 2000;
/** Where no file states a size; what a format cannot hold does not depend on it. */
const someSize = { width: 1000, height: 1000 };

/** Images of a set as they would be written if no step did anything; of very many, so many spread over all. */
export function imagesAsRead({ store }: LabelSet): { readonly images: WrittenImages; readonly all: number } {
  const paths = [...store.images()];
  const length = Math.min(paths.length, mostLooked);
  const at = (index: number) => {
    const path = paths[Math.floor((index * paths.length) / length)];
    const labels = path === undefined ? null : store.get(path);
    if (path === undefined || !labels)
      throw new RangeError(`Expected an image from 0 to ${length - 1}, received ${index}.`);
    const mask = labels.labels.flatMap(({ shapes }) => shapes).find((shape) => shape.kind === 'mask');
    return { path, source: path, ...(labels.stated ?? mask?.mask.size ?? someSize), labels };
  };
  return { images: { length, at }, all: paths.length };
}
