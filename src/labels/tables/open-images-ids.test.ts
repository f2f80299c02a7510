import { expect, it } from 'vitest';
import { LabelStore } from '../../core/dataset/label-store';
import { classOf, type LabelSet } from '../../core/dataset/label-set';
import { labelOf } from '../../core/dataset/labels';
import { findLabels } from '../find';
import { usualOptions } from '../format';
import { writtenAs } from '../testing/memory';
import { strictOpenImages } from '../testing/strict/csvs';
import { openImages } from './open-images';

const size = () => ({ width: 8, height: 8 });

/** One box in each image, told apart by its width. */
function setOf(images: Readonly<Record<string, string | null>>): LabelSet {
  const store = new LabelStore('');
  Object.entries(images).forEach(([image, split], at) => {
    store.open(image, { unit: 'px', stated: null, split, kept: null });
    store.add(image, labelOf(0, [{ kind: 'box', at: Float64Array.of(0, 0, at + 1, 1) }]));
  });
  const rest = { files: [], info: null, licences: null, kept: null, troubles: [] };
  return { format: '', classes: [classOf(0, 'dog')], store, ...rest };
}

it.each<readonly [what: string, images: Readonly<Record<string, string | null>>, ids: readonly string[]]>([
  ['their names where these are one each', { 'd/a/1.jpg': null, 'd/b/2.png': 'val' }, ['1', '2']],
  ['paths in two folders', { 'd/a/1.png': null, 'd/b/1.png': null, 'd/2.png': null }, ['d/a/1', 'd/b/1', '2']],
  ['paths in a folder and one in it', { 'd/1.png': null, 'd/a/1.png': null }, ['d/1', 'd/a/1']],
  ['names in folders of splits', { 'd/images/train/1.jpg': 'train', 'd/images/val/1.jpg': 'val' }, ['1', '1']],
  ['paths in lists of splits', { 'd/a/1.jpg': 'train', 'd/b/1.jpg': 'val' }, ['d/a/1', 'd/b/1']],
  ['paths where a folder’s split is another’s', { 'd/val/1.jpg': 'train', 'd/b/1.jpg': 'val' }, ['d/val/1', 'd/b/1']],
  [
    'paths below the folder of the split',
    { 'd/images/train/a/1.jpg': 'train', 'd/images/train/1.jpg': 'train' },
    ['a/1', '1'],
  ],
  [
    'whole paths where those below are alike',
    { 'd/images/test/a/1.jpg': 'test', 'e/images/test/a/1.jpg': 'test' },
    ['d/images/test/a/1', 'e/images/test/a/1'],
  ],
  ['paths of which one is a name at the top', { '7.png': 'val', 'images/7.png': 'train' }, ['7', 'images/7']],
  ['paths of one at the top and one in a split’s folder', { '7.png': 'train', 'train/7.png': 'val' }, ['7', 'train/7']],
  [
    'paths where folders of splits lie in others',
    { 'd/train.jpg': 'val', 'd/labels/train2017/val/train.jpg': 'train' },
    ['d/train', 'd/labels/train2017/val/train'],
  ],
  [
    'paths that are told from one in a folder of labels',
    { 'd/images/labels/1.jpg': 'train', 'd/1.jpg': 'test' },
    ['d/images/labels/1', 'd/1'],
  ],
])('Open Images’ ids are %s', async (_, images, ids) => {
  const paths = Object.keys(images);
  const { sources, losses } = await writtenAs(openImages, setOf(images), [], size);
  expect(losses.size).toBe(0);

  const files = await Promise.all(sources.map(async (file) => ({ path: file.path, bytes: await file.read() })));
  const text = files.map(({ bytes }) => new TextDecoder().decode(bytes)).join('\n');
  expect(Array.from(text.matchAll(/^(.+),xclick/gm), ([, id]) => id).sort()).toEqual([...ids].sort());
  const found = strictOpenImages(files, { paths, sizeOf: size });
  const widths = Object.fromEntries(found.map(({ image, numbers }) => [image, numbers[2]]));
  expect(widths).toEqual(Object.fromEntries(paths.map((path, at) => [path, at + 1])));

  const again = await findLabels({ files: sources, images: paths, read: 'open-images', options: usualOptions });
  if (again.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(again)}.`);
  expect(again.set.troubles).toEqual([]);
  for (const [path, split] of Object.entries(images)) {
    const { labels, ...facts } = again.set.store.get(path)!;
    const boxes = labels.map(({ shapes: [box] }) => (box?.kind === 'box' ? box.at[2]! * 8 : null));
    expect([facts.split, boxes]).toEqual([split ?? facts.split, [paths.indexOf(path) + 1]]);
  }
});

it('tells of an image whose id another has, and gives it one that no image is found by', async () => {
  const images = { 'd/a.jpeg': null, 'd/a.jpg': null };
  const { files, losses } = await writtenAs(openImages, setOf(images), [], size);
  expect([...losses]).toEqual([['file-name-taken', 1]]);
  expect(files.get('annotations/annotations-bbox.csv')).toMatch(/\nd\/a,xclick.*\nd\/a \(2\),xclick/);
});
