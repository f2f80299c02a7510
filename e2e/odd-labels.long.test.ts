import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { planeOf } from '../src/labels/shapes/png-plane';
import { make } from './drive';
import { folderWith, masks, photograph, zipWith, type Files } from './odd-labels';

/** Half as large, and turned clockwise: of 80 × 60 become 30 × 40. */
const recipe = {
  version: 1,
  steps: [
    { op: 'resize', width: 40, height: 30 },
    { op: 'rotate', angle: 90, expand: true },
  ],
  output: { format: 'png' },
};

const row = '0 0.25 0.5 0.5 0.25\n';
const turnedRow = '0 0.5 0.25 0.25 0.5\n';
/** Of file names: a box from 0, 15 to 40, 30 in each. */
function coco(...names: readonly string[]): string {
  return JSON.stringify({
    images: names.map((file_name, id) => ({ id, file_name, width: 80, height: 60 })),
    annotations: names.map((_, id) => ({ id, image_id: id, category_id: 1, bbox: [0, 15, 40, 15] })),
    categories: [{ id: 1, name: 'blob' }],
  });
}
const voc = (name: string) =>
  `<annotation><filename>${name}</filename><size><width>80</width><height>60</height><depth>3</depth></size><object><name>blob</name><bndbox><xmin>0</xmin><ymin>15</ymin><xmax>40</xmax><ymax>30</ymax></bndbox></object></annotation>`;

async function photographs(...paths: readonly string[]): Promise<Record<string, Uint8Array>> {
  const entries = paths.map(async (path) => [path, await photograph(path)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

test('rows as any program writes them are the same labels', async () => {
  const texts = {
    mark: `\uFEFF${row.trim()}\r\n`,
    old: '0.0 0.25 0.5 0.5 0.25\r',
    spaces: `\n  ${row.trim()}   \n\n`,
    score: `${row.trim()} 0.87\n`,
    commas: '0,.25,5e-1,0.50,+0.25',
    blank: '\r\n',
  };
  const files: Record<string, string | Uint8Array> = {
    ...(await photographs(...Object.keys(texts).map((stem) => `images/train/${stem}.jpg`))),
    'data.yaml':
      '\uFEFFpath: C:\\data\\set\r\ntrain: .\\images\\train\r\nval: .\\images\\train\r\nnames:\r\n  0: cat \r\n',
  };
  for (const [stem, text] of Object.entries(texts)) files[`labels/train/${stem}.txt`] = text;
  const { report, out } = await make([folderWith(files)], { recipe });
  expect(report.labels).toMatchObject({ read: 'yolo-detect', classes: ['cat'], troubles: [] });
  for (const stem of Object.keys(texts))
    expect([stem, readFileSync(join(out, `set/labels/train/${stem}.txt`), 'utf8')]).toEqual([
      stem,
      stem === 'blank' ? '' : turnedRow,
    ]);
});

describe('the values of a mask stay what they are', () => {
  test.for(Object.keys(masks) as (keyof typeof masks)[])('in %s', async (kind) => {
    const set = folderWith({ ...(await photographs('images/a.jpg')), 'masks/a.png': masks[kind] });
    const { report, out } = await make([set], { recipe });
    expect(report.labels).toMatchObject({ read: 'masks', troubles: [] });
    const [before, after] = [planeOf(masks[kind]), planeOf(readFileSync(join(out, 'set/masks/a.png')))];
    expect([after.kind, after.size]).toEqual([before.kind, { width: 30, height: 40 }]);
    expect(after.palette.slice(0, 4)).toEqual(before.palette.slice(0, 4));
    const counts = (values: Uint32Array) => {
      const of = new Map<number, number>();
      for (const value of values) of.set(value, (of.get(value) ?? 0) + 1);
      return of;
    };
    // Edges lie on whole pixels of the half, so each value keeps a quarter of its pixels.
    const quarters = Array.from(counts(before.values), ([value, count]) => [value, count / 4] as const);
    expect(counts(after.values)).toEqual(new Map(quarters));
  });
});

describe('labels are found in and beside archives', () => {
  const inside: Record<string, () => Promise<Files>> = {
    'YOLO in folders': async () => ({
      ...(await photographs('images/a.jpg')),
      'labels/a.txt': row,
    }),
    'COCO in another folder': async () => ({
      ...(await photographs('data/photos/a.jpg')),
      'meta/deep/labels.json': coco('a.jpg'),
    }),
    'Pascal VOC': async () => ({
      ...(await photographs('VOC/JPEGImages/a.jpg')),
      'VOC/Annotations/a.xml': voc('a.jpg'),
    }),
    'a Mac’s, with its own files': async () => ({
      ...(await photographs('images/a.jpg')),
      'labels/a.txt': row,
      '__MACOSX/images/._a.jpg': new Uint8Array([0, 5, 22, 7, 0, 2, 0, 0]),
      '__MACOSX/labels/._a.txt': new Uint8Array([0, 5, 22, 7, 0, 2, 0, 0]),
    }),
  };
  test.for(Object.keys(inside))('%s', async (kind) => {
    const { report } = await make([zipWith('set.zip', await inside[kind]!())], { recipe });
    expect(report.labels).toMatchObject({ found: { labels: 1 }, outputs: { labels: 1, images: 1 }, troubles: [] });
  });

  test('images in one, COCO beside it, or YOLO in another', async () => {
    const images = zipWith('images.zip', await photographs('photos/a.jpg'));
    const json = join(folderWith({ 'instances.json': coco('photos/a.jpg') }), 'instances.json');
    const beside = await make([images, json], { recipe });
    expect(beside.report.labels).toMatchObject({ read: 'coco', outputs: { labels: 1 }, troubles: [] });
    const other = await make([images, zipWith('labels.zip', { 'a.txt': row })], { recipe });
    expect(other.report.labels).toMatchObject({ read: 'yolo-detect', outputs: { labels: 1 }, troubles: [] });
  });
});

test('labels find their images by names of every kind', async () => {
  const [apart, together] = ['Ka\u0308se e\u0301', 'K\u00e4se \u00e9'];
  const names = ['my photo (1).jpg', `${apart}.jpg`, 'A.JPG', '日本 語.png', 'x.y.jpg', 'cats/1.jpg', 'dogs/1.jpg'];
  const images = await photographs(...names.map((name) => `images/${name}`));
  const called = [
    'my photo (1).jpg',
    `${together}.jpg`,
    'A.jpg',
    '日本 語.png',
    'x.y.jpg',
    'cats\\1.jpg',
    'dogs/1.jpg',
  ];
  const asCoco = await make([folderWith({ ...images, 'labels.json': coco(...called) })], { recipe });
  expect(asCoco.report.labels).toMatchObject({ found: { labels: 7, images: 7, withoutLabels: 0 }, troubles: [] });
  const rows = called.map((name) => [`labels/${name.replace('\\', '/').replace(/\.[^.]*$/, '.txt')}`, row]);
  const asYolo = await make([folderWith({ ...images, ...Object.fromEntries(rows) })], { recipe });
  expect(asYolo.report.labels).toMatchObject({ found: { labels: 7, images: 7, withoutLabels: 0 }, troubles: [] });
});

test('images without labels, labels without images and empty files are counted, and all that is wrong told', async () => {
  const set = folderWith({
    ...(await photographs('images/a.jpg', 'images/b.jpg', 'images/c.jpg', 'images/d.jpg')),
    'labels/a.txt': row,
    'labels/b.txt': '',
    'labels/d.txt': '0.5 0.25 0.5 0.5 0.25\n',
    'labels/gone.txt': row,
  });
  const { report, files } = await make([set], { recipe });
  expect(report.labels?.found).toMatchObject({ labels: 1, images: 3, empty: 2, withoutLabels: 1 });
  expect(report.labels?.troubles.map(({ code, file }) => [code, file])).toEqual([
    ['bad-value', 'set/labels/d.txt'],
    ['unknown-image', 'set/labels/gone.txt'],
  ]);
  expect(files.filter((path) => path.endsWith('.txt'))).not.toContain('set/labels/gone.txt');
});
