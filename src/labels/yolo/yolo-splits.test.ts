import { expect, it } from 'vitest';
import { findLabels } from '../find';
import { usualOptions } from '../format';
import { formatOf } from '../formats';
import { fileOf, writtenAs } from '../testing/memory';

const row = '0 0.5 0.5 0.25 0.25\n';

async function read(texts: Readonly<Record<string, string>>, images: readonly string[]) {
  const files = Object.entries(texts).map(([path, text]) => fileOf(path, text));
  const found = await findLabels({ files, images, read: 'yolo-detect', options: usualOptions });
  if (found.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(found)}.`);
  return { ...found, files, splits: images.map((image) => found.set.store.get(image)?.split) };
}

it.each([
  ['from the set on', 'path: ../datasets/d\ntrain: images/a\nval: images/b'],
  ['of another machine', 'train: /home/me/d/images/a\nval: /home/me/d/images/b'],
  ['of Windows', 'train: C:\\data\\d\\images\\a\nval: C:\\data\\d\\images\\b'],
  ['in lists', 'train: [./images/a/]\nval: [../images/b/, images/c]'],
])('data.yaml says which split a folder is, by paths %s', async (_, said) => {
  const texts = { 'd/data.yaml': `names: [dog]\n${said}\n`, 'd/labels/a/1.txt': row, 'd/labels/b/2.txt': row };
  expect((await read(texts, ['d/images/a/1.jpg', 'd/images/b/2.jpg'])).splits).toEqual(['train', 'val']);
});

it('a split that is said of a folder that is not there is no other’s', async () => {
  const yaml = 'names: [dog]\ntrain: ../first/images\nval: ../second/images\ntest: ../third/images\n';
  const texts = { 'd/data.yaml': yaml, 'd/first/labels/1.txt': row, 'd/second/labels/2.txt': row };
  expect((await read(texts, ['d/first/images/1.jpg', 'd/second/images/2.jpg'])).splits).toEqual(['train', 'val']);
});

it('lists of images say their splits, where all lie in one folder', async () => {
  const texts = {
    'd/obj.data': 'classes = 1\ntrain = data/train.txt\nvalid = data/valid.txt\nnames = obj.names\nbackup = b/\n',
    'd/obj.names': 'dog\n',
    'd/train.txt': 'data/obj/1.jpg\n',
    'd/valid.txt': 'data\\obj\\2.jpg\n',
    'd/obj/1.txt': row,
    'd/obj/2.txt': row,
  };
  expect((await read(texts, ['d/obj/1.jpg', 'd/obj/2.jpg'])).splits).toEqual(['train', 'val']);
});

it('what is trained and validated on alike has no split', async () => {
  const texts = { 'd/data.yaml': 'names: [dog]\ntrain: images\nval: images\n', 'd/labels/1.txt': row };
  expect((await read(texts, ['d/images/1.jpg'])).splits).toEqual([null]);
});

it('a test alone is written with all that trainers want to be told, and comes back as one', async () => {
  const image = 'd/test/images/1.jpg';
  const { set, files, splits } = await read({ 'd/test/labels/1.txt': row }, [image]);
  const written = await writtenAs(formatOf('yolo-detect')!, set, files, () => ({ width: 8, height: 8 }));
  for (const split of ['train', 'val', 'test'])
    expect(written.files.get('data.yaml')).toContain(`${split}: d/test/images\n`);
  const again = await read(Object.fromEntries(written.files), [image]);
  expect([splits, again.splits]).toEqual([['test'], ['test']]);
});
