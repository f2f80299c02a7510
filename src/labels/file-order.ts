import type { WrittenImages } from './format';

/** One label of the output: the image's index, and the label's among its own. */
interface Place {
  readonly at: number;
  readonly place: number;
}

/**
 * All labels, those that were read from a file of this format in that file's order (annotations of one image need not
 * stand together), then the others in the order of their images.
 */
export function inFileOrder(images: WrittenImages, format: string): Iterable<Place> {
  const at: number[] = [];
  const place: number[] = [];
  const file: number[] = [];
  const from: number[] = [];
  let isOrdered = true;
  for (let image = 0; image < images.length; image++)
    images.at(image).labels.labels.forEach(({ kept }, index) => {
      const isKept = kept?.format === format && 'from' in kept;
      const last = at.length - 1;
      at.push(image);
      place.push(index);
      file.push(isKept ? kept.file : Infinity);
      from.push(isKept ? kept.from : 0);
      isOrdered &&= last < 0 || compare(last, last + 1) <= 0;
    });
  function compare(one: number, other: number): number {
    const files = [file[one] ?? 0, file[other] ?? 0] as const;
    return files[0] === files[1] ? (from[one] ?? 0) - (from[other] ?? 0) : files[0] < files[1] ? -1 : 1;
  }
  const order = Uint32Array.from(at.keys());
  if (!isOrdered) order.sort(compare);
  return each(order, (label) => ({ at: at[label] ?? 0, place: place[label] ?? 0 }));
}

function* each<T>(order: Uint32Array, make: (index: number) => T): Generator<T, void, undefined> {
  for (const index of order) yield make(index);
}
