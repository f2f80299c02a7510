import { describe, expect, it } from 'vitest';
import type { LabelSet } from '../core/dataset/label-set';
import { findLabels } from './find';
import { usualOptions, type LabelFile } from './format';
import { planeBytes } from './shapes/png-plane';
import { fileOf } from './testing/memory';

const size = { width: 2, height: 1 };

async function read(files: Readonly<Record<string, string | object | Uint8Array>>, images: readonly string[]) {
  const all = Object.entries(files).map(([path, content]): LabelFile => {
    const isReady = typeof content === 'string' || content instanceof Uint8Array;
    return fileOf(path, isReady ? content : JSON.stringify(content));
  });
  const found = await findLabels({ files: all, images, read: 'auto', options: usualOptions });
  if (found.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(found)}.`);
  return found.set;
}

/** Names of the labels' classes, by image. */
function named({ store, classes }: LabelSet) {
  return Object.fromEntries(
    Array.from(store.images(), (path) => [path, store.get(path)!.labels.map((label) => classes[label.class]!.name)]),
  );
}

const ids = ({ classes }: LabelSet) => classes.map(({ id, name }) => [id, name]);
const told = ({ troubles }: LabelSet) => troubles.map(({ code, file, where, detail }) => [code, file, where, detail]);

function coco(image: string, categories: readonly (readonly [number, string])[], used: readonly number[]) {
  return {
    images: [{ id: 1, file_name: image, width: 9, height: 9 }],
    categories: categories.map(([id, name]) => ({ id, name })),
    annotations: used.map((id, index) => ({ id: index + 1, image_id: 1, category_id: id, bbox: [index, 0, 1, 1] })),
  };
}
const [a, b] = ['d/a.jpg', 'd/b.jpg'];

describe('numbers of classes in COCO', () => {
  it('mean what their own file says: a conflict gets a free id, and is told', async () => {
    const set = await read(
      { 'd/1.json': coco('a.jpg', [[1, 'cat']], [1]), 'd/2.json': coco('b.jpg', [[1, 'dog'], [2, 'fox']], [1, 2]) }, // prettier-ignore
      [a, b],
    );
    expect(named(set)).toEqual({ [a]: ['cat'], [b]: ['dog', 'fox'] });
    expect(ids(set)).toEqual([[1, 'cat'], [3, 'dog'], [2, 'fox']]); // prettier-ignore
    const detail = 'Expected the number 1 to be "cat", as it is elsewhere, received "dog", which gets 3.';
    expect(told(set)).toEqual([['class-number', 'd/2.json', 'categories[0]', detail]]);
  });

  it('are joined by name, with the id of the first file', async () => {
    const set = await read(
      { 'd/1.json': coco('a.jpg', [[1, 'cat'], [2, 'dog']], [1, 2]), 'd/2.json': coco('b.jpg', [[2, 'cat'], [9, 'dog']], [2, 9]) }, // prettier-ignore
      [a, b],
    );
    expect(named(set)).toEqual({ [a]: ['cat', 'dog'], [b]: ['cat', 'dog'] });
    expect(ids(set)).toEqual([[1, 'cat'], [2, 'dog']]); // prettier-ignore
    expect(told(set).map(([, , where, detail]) => [where, detail])).toEqual([
      ['categories[0]', 'Expected the number 2 to be "dog", as it is elsewhere, received "cat", which gets 1.'],
      ['categories[1]', 'Expected the number of "dog" to be 2, as it is elsewhere, received 9.'],
    ]);
  });

  it('stay where files agree, also of two classes of one name', async () => {
    const categories = [[0, 'chess'], [7, 'pawn'], [9, 'chess']] as const; // prettier-ignore
    const set = await read({ 'd/1.json': coco('a.jpg', categories, [7]), 'd/2.json': coco('b.jpg', categories, [9, 0]) }, [a, b]); // prettier-ignore
    expect(ids(set)).toEqual(categories);
    expect(set.store.get(b)!.labels.map((label) => label.class)).toEqual([2, 0]);
    expect(told(set)).toEqual([]);
  });

  it('of a file that names none are those of the others', async () => {
    const { categories: _, ...bare } = coco('b.jpg', [], [1]);
    const set = await read({ 'd/1.json': coco('a.jpg', [[1, 'cat']], [1]), 'd/2.json': bare }, [a, b]);
    expect([named(set)[b], told(set)]).toEqual([['cat'], []]);
  });

  it('that one file gives twice stay the first’s, which is told', async () => {
    const set = await read({ 'd/1.json': coco('a.jpg', [[1, 'cat'], [1, 'dog']], [1]) }, [a]); // prettier-ignore
    expect([ids(set), told(set)]).toEqual([
      [[1, 'cat']],
      [['class-number', 'd/1.json', 'categories[1]', 'Expected the number 1 to be "cat" throughout the file, received "dog".']], // prettier-ignore
    ]);
  });
});

const row = (id: number) => `${id} 0.5 0.5 0.1 0.1\n`;

describe('numbers of classes in YOLO', () => {
  const images = ['d/one/images/1.jpg', 'd/two/images/2.jpg'];
  const rows = { 'd/one/labels/1.txt': row(0) + row(1), 'd/two/labels/2.txt': row(0) + row(1) };

  it.each<[string, Readonly<Record<string, string>>]>([
    ['lies around', { 'd/one/data.yaml': 'names: [cat, dog]', 'd/two/data.yaml': 'names: [dog, cat]' }],
    ['lies around, by lists', { 'd/one/obj.names': 'cat\ndog\n', 'd/two/labels/classes.txt': 'dog\ncat\n' }],
    [
      'speaks of',
      {
        'y/a.yaml': 'path: ../d/one\ntrain: images\nnames: [cat, dog]',
        'y/b.yaml': 'path: ../d/two\ntrain: images\nnames: [dog, cat]',
      },
    ],
    [
      'speaks of, by a list',
      {
        'd/a.yaml': 'train: one/train.txt\nnames: [cat, dog]',
        'd/b.yaml': 'train: ./two/train.txt\nnames: [dog, cat]',
        'd/one/train.txt': './images/1.jpg\n',
        'd/two/train.txt': './images/2.jpg\n',
      },
    ],
  ])('mean what the file says that %s the image', async (_, names) => {
    const set = await read({ ...names, ...rows }, images);
    expect(named(set)).toEqual({ [images[0]!]: ['cat', 'dog'], [images[1]!]: ['dog', 'cat'] });
    expect(ids(set)).toEqual([[0, 'cat'], [1, 'dog']]); // prettier-ignore
    expect(told(set).map(([code]) => code)).toEqual(['class-number', 'class-number']);
  });

  it('are as they were where files agree, and no file that speaks of no image names any', async () => {
    const names = { 'd/data.yaml': 'names: [cat, dog]', 'd/one/labels/classes.txt': 'cat\ndog\n', 'e/classes.txt': 'x\ny\n' }; // prettier-ignore
    const set = await read({ ...names, ...rows }, images);
    expect([ids(set), told(set)]).toEqual([[[0, 'cat'], [1, 'dog']], []]); // prettier-ignore
  });

  it('that a file does not name are told by each file’s own names', async () => {
    const names = { 'd/one/data.yaml': 'names: [cat]', 'd/two/data.yaml': 'names: [cat, dog]' };
    const set = await read({ ...names, ...rows }, images);
    expect(named(set)).toEqual({ [images[0]!]: ['cat', '1'], [images[1]!]: ['cat', 'dog'] });
    expect(told(set)).toEqual([
      ['unknown-class', 'd/one/labels/1.txt', 'line 2', 'Expected the number of a named class, received 1.'],
    ]);
  });
});

it('values of masks mean what the table of their own folder says', async () => {
  const bytes = planeBytes({ size, kind: 'index', values: Uint32Array.of(1, 2) });
  const meta = (...names: readonly string[]) => ({ label_map: Object.fromEntries(names.entries()) });
  const set = await read(
    {
      'd/one/dataset_meta.json': meta('background', 'cat', 'dog'),
      'd/one/masks/1.png': bytes,
      'd/two/dataset_meta.json': meta('background', 'dog', 'cat'),
      'd/two/masks/2.png': bytes,
    },
    ['d/one/images/1.jpg', 'd/one/masks/1.png', 'd/two/images/2.jpg', 'd/two/masks/2.png'],
  );
  expect(named(set)).toEqual({ 'd/one/images/1.jpg': ['cat', 'dog'], 'd/two/images/2.jpg': ['dog', 'cat'] });
  expect(told(set)).toHaveLength(2);
});
