import { expect, it } from 'vitest';
import { maskArea, maskOf } from '../../core/geometry/mask';
import { classOf } from '../../core/dataset/label-set';
import { LabelStore } from '../../core/dataset/label-store';
import { labelOf, shapeOf } from '../../core/dataset/labels';
import { findLabels } from '../find';
import { usualOptions, type LabelFile } from '../format';
import { planeBytes } from '../shapes/png-plane';
import { fileOf, writtenAs } from '../testing/memory';
import { strictVoc } from '../testing/strict/voc';
import { voc } from './voc';

const size = { width: 4, height: 2 };
const xml = (name: string) =>
  `<annotation><filename>${name}.jpg</filename><size><width>4</width><height>2</height></size></annotation>`;
/** A cat on the first pixels. */
const plane = (pixels: number) =>
  planeBytes({ size, kind: 'index', values: Uint32Array.from({ length: 8 }, (_, at) => (at < pixels ? 8 : 0)) });

async function read(files: Readonly<Record<string, string | Uint8Array>>, images: readonly string[]) {
  const all = Object.entries(files).map(([path, content]) => fileOf(path, content));
  const pngs = Object.keys(files).filter((path) => path.endsWith('.png'));
  const { set } = await found(all, [...images, ...pngs]);
  return images.map((image) => {
    const labels = set.store.get(image);
    const areas = labels?.labels.map((label) => maskArea(shapeOf(label, 'mask')!.mask));
    return { split: labels?.split ?? null, areas };
  });
}

async function found(files: readonly LabelFile[], images: readonly string[]) {
  const found = await findLabels({ files, images, read: 'voc', options: usualOptions });
  if (found.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(found)}.`);
  return found;
}

it('sets in folders of their own have each its masks and splits, where images are called alike', async () => {
  const images = ['d/one/JPEGImages/1.jpg', 'd/two/JPEGImages/1.jpg', 'd/three/JPEGImages/1.jpg'];
  const files = {
    'd/one/Annotations/1.xml': xml('1'),
    'd/two/Annotations/1.xml': xml('1'),
    'd/three/Annotations/1.xml': xml('1'),
    'd/one/SegmentationClass/1.png': plane(3),
    'd/two/SegmentationClass/1.png': plane(5),
    'd/one/ImageSets/Main/train.txt': '1\n',
    'd/two/ImageSets/Main/val.txt': '1\n',
  };
  expect(await read(files, images)).toEqual([
    { split: 'train', areas: [3] },
    { split: 'val', areas: [5] },
    { split: null, areas: [] },
  ]);
});

it('an image that the lists of its folder do not name is in the split of those around it', async () => {
  const images = ['d/JPEGImages/1.jpg', 'd/2.jpg', 'd/3.jpg'];
  const files = {
    'd/Annotations/1.xml': xml('1'),
    'd/2.xml': xml('2'),
    'd/3.xml': xml('3'),
    'd/ImageSets/Main/train.txt': '1\n',
    'ImageSets/Main/val.txt': 'd/1\nd/2\n',
  };
  const splits = (await read(files, images)).map(({ split }) => split);
  expect(splits).toEqual(['train', 'val', null]);
});

it('lists name images of one name apart: in the folder of images, in another such folder, and beside them', async () => {
  const splits = { '1.jpg': 'val', 'images/2.jpg': 'test', 'JPEGImages/1.jpg': 'train', '2.jpg': 'train' };
  const paths = Object.keys(splits);
  const store = new LabelStore('');
  for (const [image, split] of Object.entries(splits)) {
    store.open(image, { unit: 'px', stated: null, split, kept: null });
    store.add(image, labelOf(0, [{ kind: 'box', at: Float64Array.of(0, 0, 1, 1) }]));
  }
  const rest = { files: [], info: null, licences: null, kept: null, troubles: [] };
  const written = await writtenAs(voc, { format: '', classes: [classOf(0, 'lynx')], store, ...rest }, [], () => size);
  expect(written.files.get('ImageSets/Main/val.txt')).toBe('../1\n');
  expect(written.files.get('ImageSets/Main/train.txt')).toBe('1\n../2\n');
  const files = await Promise.all(written.sources.map(async (file) => ({ path: file.path, bytes: await file.read() })));
  expect(strictVoc(files, { paths, sizeOf: () => size })).toHaveLength(paths.length);
  const again = await found(written.sources, paths);
  expect(paths.map((path) => again.set.store.get(path)!.split)).toEqual(Object.values(splits));
});

it('a plain name in a list is that of the image in the folder of images, where one beside it is called alike', async () => {
  const files = { 'd/Annotations/1.xml': xml('1'), 'd/1.xml': xml('1'), 'd/ImageSets/Main/val.txt': '1\n' };
  const splits = async (images: readonly string[]) => (await read(files, images)).map(({ split }) => split);
  expect(await splits(['d/1.jpg', 'd/JPEGImages/1.jpg'])).toEqual([null, 'val']);
  expect(await splits(['d/1.jpg', 'd/images/1.jpg'])).toEqual([null, 'val']);
});

it('masks without a file of labels are those of the images that lie by them', async () => {
  const images = ['d/one/JPEGImages/1.jpg', 'd/two/JPEGImages/1.jpg', 'd/two/JPEGImages/2.jpg'];
  const files = {
    'd/two/Annotations/2.xml': xml('2'),
    'd/one/SegmentationClass/1.png': plane(3),
    'd/two/SegmentationClass/1.png': plane(5),
    'd/two/ImageSets/Segmentation/val.txt': '1\n',
  };
  expect(await read(files, images)).toEqual([
    { split: null, areas: [3] },
    { split: 'val', areas: [5] },
    { split: null, areas: [] },
  ]);
});

it('a table of classes is that of its own folder, and of all where it lies by no masks', async () => {
  const sets = { 'd/one/JPEGImages/1.jpg': 'd/one/', 'd/two/JPEGImages/2.jpg': 'd/two/' };
  const planes = Object.entries(sets).flatMap(([image, root]) => {
    const name = image.split('/').at(-1)!.replace('.jpg', '');
    return [
      fileOf(`${root}SegmentationClass/${name}.png`, plane(3)),
      fileOf(`${root}Annotations/${name}.xml`, xml(name)),
    ];
  });
  const names = async (tables: Readonly<Record<string, string>>) => {
    const files = [...planes, ...Object.entries(tables).map(([path, text]) => fileOf(path, text))];
    const { set } = await found(files, [...Object.keys(sets), ...planes.map(({ path }) => path)]);
    return Object.keys(sets).map((image) => set.classes[set.store.get(image)!.labels[0]!.class]!.name);
  };
  const lynx =
    'background:0,0,0::\n1:1,1,1::\n2:2,2,2::\n3:3,3,3::\n4:4,4,4::\n5:5,5,5::\n6:6,6,6::\n7:7,7,7::\nlynx:8,8,8::\n';
  expect(await names({ 'd/one/labelmap.txt': lynx })).toEqual(['lynx', 'cat']);
  expect(await names({ 'd/one/labelmap.txt': lynx, 'd/labelmap.txt': lynx.replace('lynx', 'puma') })).toEqual([
    'lynx',
    'puma',
  ]);
  expect(await names({ 'd/more/labelmap.txt': lynx })).toEqual(['lynx', 'lynx']);
});

it('lists and tables are written by the folder of annotations, with names that mean one image, and read again', async () => {
  const splits = {
    'd/one/JPEGImages/1.jpg': 'train',
    'd/two/JPEGImages/1.jpg': 'val',
    'd/two/JPEGImages/deep/1.jpg': 'train',
    'd/two/JPEGImages/deep/2 (2).jpg': 'train',
    'd/two/JPEGImages/deep/2 2.jpg': 'val',
    'e/1.jpg': 'train',
    'f/1.jpg': 'val',
  };
  const store = new LabelStore('');
  const mask = {
    kind: 'mask',
    mask: maskOf(size, { at: { x0: 0, y0: 0, x1: 1, y1: 1 }, pixels: Uint8Array.of(1) }),
  } as const;
  for (const [image, split] of Object.entries(splits)) {
    store.open(image, { unit: 'px', stated: null, split, kept: null });
    store.add(image, labelOf(0, [mask]));
  }
  const rest = { files: [], info: null, licences: null, kept: null, troubles: [] };
  const set = { format: '', classes: [classOf(0, 'lynx')], store, ...rest };
  const written = await writtenAs(voc, set, [], () => size);
  const lists = [...written.files].filter(([path]) => /Main|labelmap/.test(path));
  const table = 'background:0,0,0::\nlynx:128,0,0::\n';
  expect(Object.fromEntries(lists)).toEqual({
    'd/one/ImageSets/Main/train.txt': '1\n',
    'd/one/labelmap.txt': table,
    'd/two/ImageSets/Main/train.txt': 'deep/1\ndeep/2 (2)\n',
    'd/two/ImageSets/Main/val.txt': '1\ndeep/2 2\n',
    'd/two/labelmap.txt': table,
    'ImageSets/Main/train.txt': 'e/1\n',
    'ImageSets/Main/val.txt': 'f/1\n',
    'labelmap.txt': table,
  });
  const paths = Object.keys(splits);
  const files = await Promise.all(written.sources.map(async (file) => ({ path: file.path, bytes: await file.read() })));
  expect(strictVoc(files, { paths, sizeOf: () => size })).toHaveLength(paths.length);
  const pngs = files.map(({ path }) => path).filter((path) => path.endsWith('.png'));
  const again = await found(written.sources, [...paths, ...pngs]);
  expect(paths.map((path) => again.set.store.get(path)!.split)).toEqual(Object.values(splits));
  expect(again.set.classes.map(({ name }) => name)).toEqual(['lynx']);
});

it.each(['1 1', '"1"', 'deep/1', ' 1 '])('a list names an image by the line %j', async (line) => {
  const images = ['d/JPEGImages/deep/1.jpg'];
  const files = { 'd/Annotations/deep/1.xml': xml('1'), 'd/ImageSets/Layout/val.txt': `${line}\n` };
  expect(await read(files, images)).toEqual([{ split: 'val', areas: [] }]);
});
