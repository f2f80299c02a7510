import { expect, it } from 'vitest';
import { maskArea } from '../../core/geometry/mask';
import { shapeOf } from '../../core/dataset/labels';
import { findLabels } from '../find';
import { usualOptions } from '../format';
import { planeBytes } from '../shapes/png-plane';
import { fileOf } from '../testing/memory';

const size = { width: 4, height: 2 };
const xml = (name: string) =>
  `<annotation><filename>${name}.jpg</filename><size><width>4</width><height>2</height></size></annotation>`;
/** A cat on the first pixels. */
const plane = (pixels: number) =>
  planeBytes({ size, kind: 'index', values: Uint32Array.from({ length: 8 }, (_, at) => (at < pixels ? 8 : 0)) });

async function read(files: Readonly<Record<string, string | Uint8Array>>, images: readonly string[]) {
  const all = Object.entries(files).map(([path, content]) => fileOf(path, content));
  const pngs = Object.keys(files).filter((path) => path.endsWith('.png'));
  const found = await findLabels({ files: all, images: [...images, ...pngs], read: 'voc', options: usualOptions });
  if (found.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(found)}.`);
  return images.map((image) => {
    const labels = found.set.store.get(image);
    const areas = labels?.labels.map((label) => maskArea(shapeOf(label, 'mask')!.mask));
    return { split: labels?.split ?? null, areas };
  });
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
