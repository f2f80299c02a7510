import { describe, expect, it } from 'vitest';
import { LabelStore } from '../../core/dataset/label-store';
import { classOf } from '../../core/dataset/label-set';
import { labelOf } from '../../core/dataset/labels';
import { findLabels } from '../find';
import { usualOptions } from '../format';
import { formatOf } from '../formats';
import { fileOf, writtenAs } from '../testing/memory';
import { strictYolo } from '../testing/strict/yolo';

const row = '0 0.5 0.5 0.25 0.25\n';

async function read(texts: Readonly<Record<string, string>>, images: readonly string[]) {
  const files = Object.entries(texts).map(([path, text]) => fileOf(path, text));
  const found = await findLabels({ files, images, read: 'yolo-detect', options: usualOptions });
  if (found.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(found)}.`);
  return { ...found, found, files, splits: images.map((image) => found.set.store.get(image)?.split) };
}

describe('an empty file that is called as a list', () => {
  const images = ['d/train.jpg', 'd/a.jpg'];
  const open = async (texts: Readonly<Record<string, string>>) => {
    const { found, splits } = await read({ 'd/train.txt': '', 'd/a.txt': row, ...texts }, images);
    return { isThere: found.set.store.has('d/train.jpg'), splits, troubles: found.set.troubles };
  };

  it('is that of the image that it lies beside, which has no object, where the lists are said to be others', async () => {
    const { isThere, troubles } = await open({
      'd/data.yaml': 'names: [dog]\ntrain: first.txt\n',
      'd/first.txt': 'a.jpg\n',
    });
    expect([isThere, troubles]).toEqual([true, []]);
  });

  it('is it, and told, where nothing says which lists there are', async () => {
    const { isThere, troubles } = await open({ 'd/classes.txt': 'dog\n' });
    expect(isThere).toBe(true);
    expect(troubles).toEqual([
      {
        code: 'ambiguous-image',
        file: 'd/train.txt',
        where: '',
        detail:
          'Expected a list of images, or labels of "d/train.jpg", received an empty file: it is read as an image without labels.',
      },
    ]);
  });

  it('is a list, and told, where a file points to it', async () => {
    const { isThere, troubles } = await open({ 'd/data.yaml': 'names: [dog]\ntrain: train.txt\n' });
    expect(isThere).toBe(false);
    expect(troubles).toMatchObject([{ code: 'ambiguous-image', file: 'd/train.txt' }]);
  });
});

it.each([
  ['', 0],
  [`\n${row}`, 1],
])('labels of images that are called as lists of names, or lie in ImageSets, are none: %j', async (text, many) => {
  const texts = { 'd/classes.txt': text, 'd/ImageSets/a.txt': text, 'd/b.txt': row, 'd/obj.names': 'dog\n' };
  const images = ['d/classes.jpg', 'd/ImageSets/a.jpg', 'd/b.jpg'];
  const { found } = await read(texts, images);
  expect(images.map((image) => found.set.store.get(image)?.labels.length)).toEqual([many, many, 1]);
  expect([found.set.classes.map(({ name }) => name), found.set.troubles]).toEqual([['dog'], []]);
  const names = await read({ ...texts, 'd/classes.txt': 'cat\n', 'd/obj.names': '' }, images);
  expect(names.found.set.classes.map(({ name }) => name)).toEqual(['cat']);
});

it('Darknet’s lists leave the labels of an image their name', async () => {
  const texts = {
    'd/obj.names': 'dog\n',
    'd/obj.data': 'train = list.txt\n',
    'd/list.txt': 'train.jpg\n',
    'd/train.txt': row,
  };
  const { found, files } = await read(texts, ['d/train.jpg']);
  const written = await writtenAs(formatOf('yolo-detect')!, found.set, files, () => ({ width: 8, height: 8 }));
  expect(written.files.get('d/train.txt')).toBe(row);
  expect(written.files.get('d/obj.data')).toMatch(/^train = train \(2\)\.txt$/m);
  expect(written.files.get('d/train (2).txt')).toBe('train.jpg\n');
});

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

it('labels of an image that is called as a split are no list', async () => {
  const texts = {
    'd/data.yaml': 'names: [dog]\ntrain: train.txt\n',
    'd/labels/train.txt': row,
    'd/labels/val.txt': '0, 0.5, 0.5, 1, 1\r\n',
    'd/train.txt': 'images/train 1 2 3 4.jpg 1 2 3 4\n',
    'd/val.txt': 'images/val.jpg 10,20,30,40,0\n',
  };
  const images = ['d/images/train.jpg', 'd/images/val.jpg', 'd/images/train 1 2 3 4.jpg'];
  const { found } = await read(texts, images);
  expect(images.map((image) => found.set.store.get(image)?.labels.length)).toEqual([1, 1, undefined]);
  expect(found.set.troubles).toEqual([]);
});

it.each([
  ['called otherwise', 'train: autosplit_train.txt\nval: ./held.txt', ['d/autosplit_train.txt', 'd/held.txt']],
  [
    'in a folder',
    'path: ../d\ntrain: lists/first.txt\nval: lists/second.txt',
    ['d/lists/first.txt', 'd/lists/second.txt'],
  ],
  ['called after another split', 'train: test.txt\nval: train.txt', ['d/test.txt', 'd/train.txt']],
  ['of another machine', 'train: /home/me/one.txt\nval: C:\\me\\two.txt', ['d/one.txt', 'd/two.txt']],
])('a list that data.yaml points to is of the split that does, %s', async (_, said, [one = '', two = '']) => {
  const texts = {
    'd/data.yaml': `names: [dog]\n${said}\n`,
    [one]: './images/1.jpg\n',
    [two]: './images/2.jpg\n',
    'd/labels/1.txt': row,
    'd/labels/2.txt': row,
  };
  const { splits, found } = await read(texts, ['d/images/1.jpg', 'd/images/2.jpg']);
  expect([splits, found.set.troubles]).toEqual([['train', 'val'], []]);
});

it('a list that obj.data points to is of the split that does; one that is not there is told', async () => {
  const texts = {
    'd/obj.data': 'classes = 1\ntrain = lists/first.txt\nvalid = lists/second.txt\nnames = obj.names\n',
    'd/obj.names': 'dog\n',
    'd/lists/first.txt': 'obj/1.jpg\n',
    'd/obj/1.txt': row,
    'd/obj/2.txt': row,
  };
  const { splits, found } = await read(texts, ['d/obj/1.jpg', 'd/obj/2.jpg']);
  expect(splits).toEqual(['train', null]);
  expect(found.set.troubles).toEqual([
    {
      code: 'missing-value',
      file: 'd/obj.data',
      where: 'val',
      detail: 'Expected the list of images "lists/second.txt" among the files.',
    },
  ]);
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

describe('splits that no folder tells', () => {
  const size = () => ({ width: 8, height: 8 });
  const lists = (files: ReadonlyMap<string, string>) =>
    [...files].filter(([path]) => /^[^/]*\.txt$/.test(path)).map(([path, text]) => [path, text]);

  async function writtenOf(splits: Readonly<Record<string, string | null>>) {
    const store = new LabelStore('');
    for (const [path, split] of Object.entries(splits)) {
      store.open(path, { unit: 'px', stated: null, split, kept: null });
      store.add(path, labelOf(0, [{ kind: 'box', at: Float64Array.of(1, 1, 3, 3) }]));
    }
    const rest = { files: [], info: null, licences: null, kept: null, troubles: [] };
    const set = { format: '', classes: [classOf(0, 'dog')], store, ...rest };
    const images = Object.keys(splits);
    const { files, sources } = await writtenAs(formatOf('yolo-detect')!, set, [], size);
    const again = await read(Object.fromEntries(files), images);
    const bytes = await Promise.all(sources.map(async (file) => ({ path: file.path, bytes: await file.read() })));
    const rows = strictYolo('detect')(bytes, { paths: images, sizeOf: size });
    expect(rows.map(({ image }) => image).sort()).toEqual(images.toSorted());
    return { files, yaml: files.get('data.yaml'), splits: again.splits };
  }

  it('are lists of images that data.yaml points to, and come back', async () => {
    const { files, yaml, splits } = await writtenOf({
      'd/images/1.jpg': 'train',
      'd/images/2.jpg': 'val',
      'd/images/3.jpg': 'train',
    });
    expect(lists(files)).toEqual([
      ['train.txt', './d/images/1.jpg\n./d/images/3.jpg\n'],
      ['val.txt', './d/images/2.jpg\n'],
    ]);
    expect(yaml).toContain('train: train.txt\nval: val.txt\n');
    expect(splits).toEqual(['train', 'val', 'train']);
  });

  it.each([
    ['one lies within another', { 'd/1.jpg': 'train', 'd/more/2.jpg': 'val' }],
    ['one lies at the top', { '1.jpg': 'val', 'd/e/2.jpg': 'test' }],
    ['one alone stands for all', { 'd/images/1.jpg': 'val' }],
  ])('are lists, too, where %s', async (_, images) => {
    const { yaml, splits } = await writtenOf(images);
    for (const split of Object.values(images)) expect(yaml).toContain(`${split}: ${split}.txt\n`);
    expect(splits).toEqual(Object.values(images));
  });

  it('are folders where these tell them', async () => {
    const { files, yaml } = await writtenOf({ 'd/a/1.jpg': 'train', 'd/b/2.jpg': 'val', 'd/b/c/3.jpg': 'val' });
    expect(lists(files)).toEqual([]);
    expect(yaml).toContain('train: d/a\nval: d/b\n');
  });

  it('leave rows their name where an image is called as a list', async () => {
    const { files, yaml } = await writtenOf({ 'train.jpg': 'train', '2.jpg': 'val' });
    expect(files.get('train (2).txt')).toBe('./train.jpg\n');
    expect(yaml).toContain('train: train (2).txt\nval: val.txt\n');
  });

  it('hold an image without a label file, which is in the split of those beside it', async () => {
    const texts = { 'd/val/1.txt': row, 'd/train/3.txt': row };
    const { set, files } = await read(texts, ['d/val/1.jpg', 'd/train/3.jpg']);
    set.store.open('d/val/2.jpg', { unit: 'px', stated: null, split: null, kept: null });
    const written = await writtenAs(formatOf('yolo-detect')!, set, files, size);
    expect(written.files.get('data.yaml')).toContain('val: d/val\ntrain: d/train\n');
  });
});

it.each([
  ['where others have one', ['train', null, null, 'val'], 2],
  ['not where none has one', [null, null, null, null], 0],
  ['not where all have one', ['train', 'test', 'train', 'val'], 0],
])('images without a split are trained on, and told %s', async (_, splits, told) => {
  const store = new LabelStore('');
  splits.forEach((split, at) => {
    store.open(`d/${at}.jpg`, { unit: 'px', stated: null, split, kept: null });
    store.add(`d/${at}.jpg`, labelOf(0, [{ kind: 'box', at: Float64Array.of(1, 1, 3, 3) }]));
  });
  const rest = { files: [], info: null, licences: null, kept: null, troubles: [] };
  const set = { format: '', classes: [classOf(0, 'dog')], store, ...rest };
  const size = () => ({ width: 8, height: 8 });
  const { losses } = await writtenAs(formatOf('yolo-detect')!, set, [], size);
  expect(losses.get('split-made-up') ?? 0).toBe(told);
});
