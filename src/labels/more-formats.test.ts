import { existsSync } from 'node:fs';
import { LabelStore } from '../core/dataset/label-store';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LabelSet } from '../core/dataset/label-set';
import { maskArea } from '../core/geometry/mask';
import { csvLine, csvRows } from './text/csv';
import { findLabels } from './find';
import { usualOptions, type LabelFile } from './format';
import { formatOf } from './formats';
import { fileOf, folderOf, writtenAs } from './testing/memory';

const corpus = join(process.env['CORPUS'] ?? join(import.meta.dirname, '../../../shared/corpus'), 'annotated');

async function found(files: readonly LabelFile[], images: readonly string[], read = 'auto') {
  const result = await findLabels({ files, images, read, options: usualOptions });
  if (result.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(result)}`);
  return result;
}

const size = () => ({ width: 102, height: 77 });
const plain = (set: LabelSet) =>
  Array.from(set.store.images(), (image) => {
    const { labels, classes, split } = set.store.get(image)!;
    const rest = labels.map(({ kept: _, class: index, ...label }) => ({ ...label, class: set.classes[index]!.name }));
    return { image, split, classes: classes.map((index) => set.classes[index]!.name), labels: rest };
  });

describe('Hugging Face’s imagefolder', () => {
  it('is one file of metadata for a folder in which several splits lie', async () => {
    const store = new LabelStore('');
    for (const [image, split] of [
      ['d/a.jpg', 'train'],
      ['d/b.jpg', 'val'],
    ] as const)
      store.open(image, { unit: 'px', stated: null, split, kept: null });
    const rest = { files: [], info: null, licences: null, kept: null, troubles: [] };
    const { files } = await writtenAs(formatOf('imagefolder')!, { format: '', classes: [], store, ...rest }, [], size);
    expect([...files.keys()]).toEqual(['d/metadata.jsonl']);
    expect(files.get('d/metadata.jsonl')).toMatch(/^\{"file_name":"a\.jpg".*\n\{"file_name":"b\.jpg".*\n$/);
  });

  it('is one file of metadata for each folder of a split, wherever in it the images lie, and whatever lies in it', async () => {
    const store = new LabelStore('');
    for (const [image, split] of [
      ['a/train/x/1.jpg', 'train'],
      ['a/train/y/2.jpg', 'train'],
      ['a/train/z/val/3.jpg', 'val'],
      ['b/train2017/4.jpg', 'train'],
      ['b/val2017/x/5.jpg', 'val'],
      ['b/more/6.jpg', 'test'],
    ] as const)
      store.open(image, { unit: 'px', stated: null, split, kept: null });
    const rest = { files: [], info: null, licences: null, kept: null, troubles: [] };
    const { files, losses } = await writtenAs(
      formatOf('imagefolder')!,
      { format: '', classes: [], store, ...rest },
      [],
      size,
    );
    // `datasets` sees no image of b/more beside folders of splits.
    expect(Object.fromEntries(losses)).toEqual({ 'split-left-out': 1, 'split-missing': 1 });
    const names = Array.from(files, ([path, text]) => [
      path,
      ...Array.from(text.matchAll(/"file_name":"(.*?)"/g), ([, name]) => name),
    ]);
    expect(names).toEqual([
      ['a/train/metadata.jsonl', 'x/1.jpg', 'y/2.jpg'],
      ['b/train2017/metadata.jsonl', '4.jpg'],
      ['a/train/z/val/metadata.jsonl', '3.jpg'],
      ['b/val2017/metadata.jsonl', 'x/5.jpg'],
      ['b/more/metadata.jsonl', '6.jpg'],
    ]);
  });

  const images = ['d/train/0001.png', 'd/train/0002.png'];
  // As in huggingface.co/docs/datasets/image_dataset, "Object detection".
  const rows = [
    { file_name: '0001.png', objects: { bbox: [[302, 109, 73, 52]], categories: [0] } },
    {
      file_name: '0002.png',
      objects: {
        bbox: [
          [810, 100, 57, 28],
          [160, 31, 248, 616],
        ],
        categories: [1, 0],
      },
      text: 'ä, "b"',
    },
  ];
  const jsonl = rows.map((row) => `${JSON.stringify(row)}\n`).join('');

  it('has boxes in its rows, and gives them back with what else they say', async () => {
    const files = [fileOf('d/train/metadata.jsonl', jsonl)];
    const { set, format, counts } = await found(files, images);
    expect([format.id, counts.labels, counts.troubles]).toEqual(['imagefolder', 3, 0]);
    expect(Array.from((set.store.get('d/train/0001.png')!.labels[0]!.shapes[0] as { at: Float64Array }).at)).toEqual([
      302, 109, 375, 161,
    ]);
    const { files: texts } = await writtenAs(format, set, files, size);
    expect(texts.get('d/train/metadata.jsonl')).toBe(jsonl);
  });

  it('has a class a row in CSV, and names the line of a bad one', async () => {
    const csv = 'file_name,label,text\n0001.png,cat,"a, ""b"""\n0002.png,dog,\n';
    const files = [fileOf('d/train/metadata.csv', csv)];
    const { set, format } = await found(files, images);
    expect(plain(set)).toMatchObject([{ classes: ['cat'], split: 'train' }, { classes: ['dog'] }]);
    const { files: texts } = await writtenAs(format, set, files, size);
    expect(texts.get('d/train/metadata.csv')).toBe(csv);
    const bad = await found([fileOf('d/train/metadata.csv', 'file_name,label\n0001.png\n0002.png,dog\n')], images);
    expect(bad.set.troubles).toMatchObject([
      { code: 'wrong-count', where: 'line 2', detail: 'Expected 2 cells, received 1.' },
    ]);
    expect(bad.set.store.hasLabels('d/train/0002.png')).toBe(true);
  });

  it('holds the boxes of another format by the names of their classes', async () => {
    const yolo = await found(
      [fileOf('d/train/0001.txt', '1 0.5 0.5 1 1\n'), fileOf('d/data.yaml', 'names: [cat, dog]\n')],
      images,
    );
    const { files: texts, sources } = await writtenAs(formatOf('imagefolder')!, yolo.set, [], size);
    expect(JSON.parse(texts.get('d/train/metadata.jsonl')!)).toEqual({
      file_name: '0001.png',
      objects: { bbox: [[0, 0, 102, 77]], categories: ['dog'] },
    });
    expect((await found(sources, images)).set.classes.map(({ name }) => name)).toEqual(['dog']);
  });
});

describe('folders of classes', () => {
  const images = ['d/train/n02/a.jpg', 'd/train/n01/b.jpg', 'd/val/n02/c.jpg'];

  it('below splits are found by themselves, numbered by their names', async () => {
    const { set, format, counts } = await found([], images);
    expect([format.id, counts.images, counts.empty]).toEqual(['class-folders', 3, 0]);
    expect(plain(set).map(({ split, classes }) => [split, ...classes])).toEqual([
      ['train', 'n02'],
      ['train', 'n01'],
      ['val', 'n02'],
    ]);
    expect(set.classes.map(({ id, name }) => [id, name])).toEqual([
      [0, 'n01'],
      [1, 'n02'],
    ]);
    const { files, losses } = await writtenAs(format, set, [], size);
    expect([files.size, losses.size]).toEqual([0, 0]);
  });

  it('have the names of a list of synsets', async () => {
    const list = fileOf('d/LOC_synset_mapping.txt', 'n01 tench, Tinca tinca\nn02 goldfish\n');
    expect((await found([list], images)).set.classes.map(({ name }) => name)).toEqual([
      'tench, Tinca tinca',
      'goldfish',
    ]);
  });

  it('are no labels where nobody said so and no folder is a split', async () => {
    expect(
      await findLabels({ files: [], images: ['d/x/a.jpg', 'd/y/b.jpg'], read: 'auto', options: usualOptions }),
    ).toMatchObject({ kind: 'none' });
    expect((await found([], ['d/x/a.jpg', 'd/y/b.jpg'], 'class-folders')).set.classes.map(({ name }) => name)).toEqual([
      'x',
      'y',
    ]);
  });
});

describe.skipIf(!existsSync(corpus))('LabelMe’s XML of the corpus', () => {
  it('has polygons, a box, masks and parts, and comes back the same', async () => {
    const { files, images } = folderOf(join(corpus, 'datumaro/labelme_dataset'), 'labelme');
    const { set, format, counts } = await found(files, images);
    expect([format.id, counts.labels, counts.images, counts.withoutLabels, counts.troubles]).toEqual([
      'labelme-xml',
      7,
      1,
      0,
      0,
    ]);
    const labels = set.store.get('labelme/img1.png')!.labels;
    expect(
      labels.map(({ class: index, group, flags, shapes }) => [
        set.classes[index]!.name,
        group,
        ...flags,
        ...shapes.map(({ kind }) => kind),
      ]),
    ).toEqual([
      ['window', null, 'polygon'],
      ['license plate', null, 'mask'],
      ['o1', 2, 'occluded', 'polygon'],
      ['q1', 2, 'polygon'],
      ['b1', 2, 'occluded', 'box'],
      ['m1', 5, 'mask'],
      ['hg', 5, 'polygon'],
    ]);
    for (const { shapes } of labels)
      for (const shape of shapes) if (shape.kind === 'mask') expect(maskArea(shape.mask)).toBeGreaterThan(5);
    const again = await writtenAs(format, set, files, size);
    const back = await found(again.sources, ['labelme/img1.png', ...again.sources.map(({ path }) => path)]);
    expect(plain(back.set)).toEqual(plain(set));
  });
});

it('CSV with quotes, commas and line ends in cells comes back', () => {
  const cells = [
    ['a', 'b "c"', 'd,e'],
    ['', 'f\ng', 'h'],
  ];
  expect(csvRows(cells.map(csvLine).join('')).map((row) => row.cells)).toEqual(cells);
  expect(csvRows('a,b\r\nc,"d').map((row) => row.cells)).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});
