import { expect, it } from 'vitest';
import { fileOf } from '../labels/testing/memory';
import { Labels } from './labels';

const images = ['d/a.jpg', 'd/b.jpg', 'd/c.jpg'];
const question = { images, read: 'auto', vocOneBased: false };

/** One image with one object, which says more of itself than labels hold. */
const coco = (name: string, number: number) =>
  fileOf(
    `d/${name}.json`,
    JSON.stringify({
      images: [{ id: number, file_name: `${name}.jpg`, width: 100, height: 80 }],
      categories: [{ id: 1, name: 'thing' }],
      annotations: [
        { id: number, image_id: number, category_id: 1, bbox: [1, 2, 3, number], seenBy: `who saw ${name}` },
      ],
    }),
  );

function keepAsRead(labels: Labels, source: string): void {
  const image = labels.of(source);
  if (!image) throw new Error(`Expected labels of ${source}.`);
  labels.keep({ id: source, source, width: 100, height: 80, arrived: { labels: image, drops: [] } });
}

it('what an output keeps of its label file is that file’s, whatever files are found before another try', async () => {
  const labels = new Labels();
  await labels.find([coco('b', 2)], question);
  keepAsRead(labels, 'd/b.jpg');
  // Another file now has the number that b's had, and is no longer to be read from where b's object stood.
  await labels.find([coco('a', 1), coco('c', 33), coco('b', 2)], question);
  keepAsRead(labels, 'd/a.jpg');
  await labels.find([coco('c', 33)], question);
  keepAsRead(labels, 'd/c.jpg');
  const texts: string[] = [];
  const named = images.map((path) => [path, path] as const);
  await labels.write(named, 'same', (some) => some.forEach(({ bytes }) => texts.push(new TextDecoder().decode(bytes))));
  const { annotations } = JSON.parse(texts[0]!) as { annotations: { bbox: number[]; seenBy: string }[] };
  const told = annotations.map(({ bbox, seenBy }) => [bbox[3], seenBy] as const);
  expect(told.toSorted(([one = 0], [other = 0]) => one - other)).toEqual([
    [1, 'who saw a'],
    [2, 'who saw b'],
    [33, 'who saw c'],
  ]);
});
