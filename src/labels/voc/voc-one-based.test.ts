import { expect, it } from 'vitest';
import { shapeOf } from '../../core/dataset/labels';
import { findLabels } from '../find';
import { usualOptions } from '../format';
import { formatOf } from '../formats';
import { fileOf, writtenAs } from '../testing/memory';

const size = { width: 40, height: 20 };
const image = 'd/JPEGImages/a.jpg';
const xml = (x0: number, y0: number, x1: number, y1: number) =>
  `<annotation><filename>a.jpg</filename><size><width>40</width><height>20</height><depth>3</depth></size><object><name>cat</name><bndbox><xmin>${x0}</xmin><ymin>${y0}</ymin><xmax>${x1}</xmax><ymax>${y1}</ymax></bndbox></object></annotation>`;

async function read(text: string, vocOneBased: boolean) {
  const files = [fileOf('d/Annotations/a.xml', text)];
  const found = await findLabels({ files, images: [image], read: 'voc', options: { ...usualOptions, vocOneBased } });
  if (found.kind !== 'found') throw new Error(`Expected labels, found ${found.kind}.`);
  return { set: found.set, files };
}

const boxOf = (set: Awaited<ReturnType<typeof read>>['set']) => [
  ...shapeOf(set.store.get(image)!.labels[0]!, 'box')!.at,
];
/** As they stand in the file, whatever lies between. */
const numbersIn = (text: string) =>
  Array.from(text.matchAll(/<(?:x|y)(?:min|max)>([^<]+)</g), ([, value]) => Number(value));

it('pixels that are counted from 1, the last one included, are the same image from edge to edge', async () => {
  // The challenge's own words for all of 40 × 20 pixels, and for its first pixel.
  expect(boxOf((await read(xml(1, 1, 40, 20), true)).set)).toEqual([0, 0, 40, 20]);
  expect(boxOf((await read(xml(1, 1, 1, 1), true)).set)).toEqual([0, 0, 1, 1]);
  // Without the option they are edges, as trainers read them.
  expect(boxOf((await read(xml(1, 1, 40, 20), false)).set)).toEqual([1, 1, 40, 20]);
});

it('what is read from 1 is written from 1, and as fractions of the whole in YOLO', async () => {
  const { set, files } = await read(xml(1, 1, 40, 20), true);
  const options = { ...usualOptions, vocOneBased: true };
  const voc = await writtenAs(formatOf('voc')!, set, files, () => size, options);
  expect(numbersIn([...voc.files.values()].join())).toEqual([1, 1, 40, 20]);
  const yolo = await writtenAs(formatOf('yolo')!, set, files, () => size, options);
  expect([...yolo.files.values()]).toContain('0 0.5 0.5 1 1\n');
});

it('a box that has moved, and one of another format, are written from 1 too', async () => {
  const { set, files } = await read(xml(5, 3, 14, 12), true);
  const moved = { ...set.store.get(image)!, moved: true };
  const text = async (vocOneBased: boolean) => {
    const lost = () => undefined;
    const written = formatOf('voc')!.write!({
      classes: set.classes,
      info: null,
      licences: null,
      kept: set.kept,
      images: {
        length: 1,
        at: () => ({ path: image, source: image, ...size, labels: moved }),
        pathAt: () => image,
      },
      recall: (kept) => Promise.resolve(kept && 'value' in kept ? kept.value : null),
      options: { ...usualOptions, vocOneBased },
      lost,
    });
    let all = '';
    for await (const { pieces } of written) for await (const piece of pieces) all += String(piece);
    return all;
  };
  expect(files).toHaveLength(1);
  expect(numbersIn(await text(true))).toEqual([5, 3, 14, 12]);
  // Edges of the same box: one less at the first, the same at the last.
  expect(numbersIn(await text(false))).toEqual([4, 2, 14, 12]);
});
