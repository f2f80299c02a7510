import { expect, it } from 'vitest';
import { findLabels } from './find';
import { usualOptions } from './format';
import { formatOf, labelFormats } from './formats';
import { fileOf, writtenAs } from './testing/memory';
import { oddRounds } from './testing/odd-readings';

it('in odd trees of folders labels, groups, splits and classes stay with their images in each format, or are told as lost', async () => {
  const wrong: string[] = [];
  // Other trees for each format; `odd-trees.long.test.ts` goes through many more.
  for (const [at, format] of labelFormats.entries()) wrong.push(...(await oddRounds(format, 1000 * at, 12)));
  expect(wrong).toEqual([]);
});

async function found(texts: Readonly<Record<string, string>>, images: readonly string[], read = 'auto') {
  const files = Object.entries(texts).map(([path, text]) => fileOf(path, text));
  const found = await findLabels({ files, images, read, options: usualOptions });
  if (found.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(found)}.`);
  return found;
}

it('KITTI’s files without a row, in a folder of their own, are of the set that has some', async () => {
  const row = `Car 0 0 -10 1 2 3 4 ${Array(3).fill(-1).join(' ')} ${Array(3).fill(-1000).join(' ')} -10\n`;
  const images = ['d/a/image_2/1.png', 'd/b/image_2/2.png'];
  const { format, counts } = await found({ 'd/a/label_2/1.txt': row, 'd/b/label_2/2.txt': '' }, images);
  expect([format.id, counts.images, counts.empty]).toEqual(['kitti', 2, 1]);
});

it('a file of labels is that of the image that it is written for, before that of one beside it', async () => {
  const images = ['d/labels/a.jpg', 'd/images/a.jpg', 'd/x/a.jpg'];
  const texts = { 'd/labels/a.txt': '0 0.5 0.5 0.1 0.1\n', 'd/x/a.txt': '0 0.5 0.5 0.2 0.2\n' };
  const { set } = await found(texts, images);
  expect(images.map((image) => set.store.has(image))).toEqual([false, true, true]);
  const written = await writtenAs(formatOf('yolo')!, set, [], () => ({ width: 8, height: 8 }));
  expect([written.files.get('d/labels/a.txt'), written.files.get('d/x/a.txt')]).toEqual(Object.values(texts));
});

it('of classes only that of the folder which readers take is held by folders', async () => {
  const { set, format } = await found({}, ['d/cat/dog/1.jpg', 'd/cat/owl/2.jpg'], 'class-folders');
  const paths = new Map([['d/cat/dog/1.jpg', 'd/dog/cat/1.jpg']]);
  const size = () => ({ width: 8, height: 8 });
  const written = await writtenAs(format, set, [], size, usualOptions, (image) => paths.get(image) ?? image);
  expect([...written.losses]).toEqual([['image-classes-left-out', 1]]);
});
