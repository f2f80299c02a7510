import { describe, expect, it } from 'vitest';
import { classOf, type LabelSet } from '../core/dataset/label-set';
import { LabelStore } from '../core/dataset/label-store';
import { labelOf } from '../core/dataset/labels';
import { findLabels } from './find';
import { usualOptions, type LabelFile } from './format';
import { formatOf } from './formats';
import { fileOf, writtenAs } from './testing/memory';

const size = () => ({ width: 1242, height: 375 });

async function read(files: readonly LabelFile[], images: readonly string[], format = 'auto') {
  const found = await findLabels({ files, images, read: format, options: usualOptions });
  if (found.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(found)}`);
  return found;
}

describe('KITTI', () => {
  // In the columns of the readme in cvlibs.net/download.php?file=devkit_object.zip, as in cvlibs.net/datasets/kitti/eval_object.php.
  const rows = [
    'Truck 0.00 0 -1.57 599.41 156.40 629.75 189.25 2.85 2.63 12.34 0.47 1.49 69.44 -1.56',
    'Cyclist 0.30 3 -1.65 676.60 163.95 688.98 193.93 1.86 0.60 2.02 4.59 1.32 45.84 -1.55',
    'Car 0.00 2 1.85 387.63 181.54 423.81 203.12 1.67 1.87 3.69 -16.53 2.39 58.49 1.57 0.75',
    'DontCare -1 -1 -10 503.89 169.71 590.61 190.13 -1 -1 -1 -1000 -1000 -1000 -10',
  ];
  const images = ['k/training/image_2/000001.png', 'k/training/image_2/000002.png', 'k/testing/image_2/000001.png'];
  const files = [
    fileOf('k/training/label_2/000001.txt', rows.map((row) => `${row}\n`).join('')),
    fileOf('k/training/label_2/000002.txt', ''),
  ];

  it('is found by its rows, each with its box and flags', async () => {
    const { set, format, counts } = await read(files, images);
    expect([format.id, counts]).toMatchObject([
      'kitti',
      { labels: 4, images: 2, empty: 1, withoutLabels: 1, troubles: 0 },
    ]);
    const { labels, split } = set.store.get(images[0]!)!;
    expect(split).toBe('train');
    expect(labels.map((one) => [set.classes[one.class]!.name, one.score, ...one.flags])).toEqual([
      ['Truck', null],
      ['Cyclist', null, 'truncated'],
      ['Car', 0.75, 'occluded'],
      ['DontCare', null, 'ignore'],
    ]);
    expect(labels[0]!.shapes).toEqual([{ kind: 'box', at: Float64Array.of(599.41, 156.4, 629.75, 189.25) }]);
  });

  it('is found again where classes are called like numbers: these get a word, none another’s', async () => {
    const names = ['3', '_3', '1e5', '.5', ' 7 ', 'Car', '3 axles'];
    const image = (index: number) => `k/image_2/${index}.png`;
    const setOf = (only: readonly number[]): LabelSet => {
      const store = new LabelStore('');
      for (const index of only) {
        store.open(image(index), { unit: 'px', stated: null, split: null, kept: null });
        store.add(image(index), labelOf(index, [{ kind: 'box', at: Float64Array.of(1, 2, 3, 4) }]));
      }
      const rest = { files: [], info: null, licences: null, kept: null, troubles: [] };
      return { format: '', classes: names.map((name, id) => classOf(id, name)), store, ...rest };
    };
    const back = async (only: readonly number[]) => {
      const { sources, losses } = await writtenAs(formatOf('kitti')!, setOf(only), [], size);
      const found = await read(sources, only.map(image));
      expect([found.format.id, found.set.troubles]).toEqual(['kitti', []]);
      const written = only.map((index) => found.set.classes[found.set.store.get(image(index))!.labels[0]!.class]!.name);
      return { written, losses };
    };
    const own = ['_3_2', '_3', '_1e5', '_.5', '_7_', 'Car', '3_axles'];
    expect(await back([...names.keys()])).toEqual({ written: own, losses: new Map([['name-changed', 5]]) });
    for (const [index, name] of own.entries()) expect((await back([index])).written).toEqual([name]);
  });

  it('comes back byte for byte, and without what it said of space where a step has moved it', async () => {
    const { set, format } = await read(files, images);
    const again = await writtenAs(format, set, files, size);
    expect(again.files.get('k/training/label_2/000001.txt')).toBe(rows.map((row) => `${row}\n`).join(''));
    expect([again.files.get('k/training/label_2/000002.txt'), again.losses.size]).toEqual(['', 0]);
    const store = { ...set.store.get(images[0]!)!, moved: true };
    const moved = {
      ...set,
      store: Object.assign(Object.create(set.store), { get: () => store, images: () => [images[0]] }),
    };
    const after = await writtenAs(format, moved, files, size);
    expect(after.losses).toEqual(new Map([['space-left-out', 3]]));
    expect(after.files.get('k/training/label_2/000001.txt')!.split('\n')[0]).toBe(
      'Truck 0.00 0 -10 599.41 156.4 629.75 189.25 -1 -1 -1 -1000 -1000 -1000 -10',
    );
  });

  it('tells of a row with too little, by its line', async () => {
    const bad = fileOf(
      'k/training/label_2/000001.txt',
      `${rows[0]}\nCar 0 0 1 2 3\nCar 0 0 x 1 2 3 4 5 6 7 8 9 10 11\n`,
    );
    const { set } = await read([bad], images);
    expect(set.troubles).toMatchObject([
      { where: 'line 2', detail: 'Expected 14 numbers after the type, received 5.' },
      { where: 'line 3', detail: 'Expected numbers after the type, received "x" as number 3.' },
    ]);
  });

  it('has no room for a class of two words, which is told', async () => {
    const yolo = [fileOf('d/labels/a.txt', '0 0.5 0.5 0.5 0.5\n'), fileOf('d/data.yaml', 'names: [traffic light]\n')];
    const { set } = await read(yolo, ['d/images/a.jpg']);
    const { files: texts, losses } = await writtenAs(formatOf('kitti')!, set, [], size);
    expect([texts.get('d/labels/a.txt')!.split(' ')[0], losses.get('name-changed')]).toEqual(['traffic_light', 1]);
  });
});

describe('Create ML', () => {
  // In the structure of developer.apple.com/documentation/createml/building-an-object-detector-data-source …
  const apples = [
    {
      imagefilename: 'tea_0.png',
      annotation: [{ coordinates: { y: 56.5, x: 95, height: 48.25, width: 30 }, label: 'Cup' }],
    },
    { imagefilename: 'tea_1.png', annotation: [] },
  ];
  // … and with the names of github.com/openvinotoolkit/datumaro/blob/develop/tests/assets/roboflow_dataset/createml.
  const others = apples.map(({ imagefilename: image, annotation: annotations }) => ({ image, annotations }));
  const images = ['d/train/tea_0.png', 'd/train/tea_1.png'];

  it.each([
    ['Apple’s page', apples],
    ['its app', others],
  ])('with the names of %s is found by itself, and comes back the same', async (_, value) => {
    const files = [fileOf('d/train/_annotations.createml.json', JSON.stringify(value))];
    const { set, format, counts } = await read(files, images);
    expect([format.id, counts]).toMatchObject(['createml', { labels: 1, images: 2, empty: 1, troubles: 0 }]);
    const [cup] = set.store.get('d/train/tea_0.png')!.labels;
    expect(cup!.shapes).toEqual([{ kind: 'box', at: Float64Array.of(80, 32.375, 110, 80.625) }]);
    const again = await writtenAs(format, set, files, size);
    expect(JSON.parse(again.files.get('d/train/_annotations.createml.json')!)).toEqual(value);
  });

  it('tells of a box without a side, and where', async () => {
    const broken = [{ image: 'tea_0.png', annotations: [{ label: 'Cup', coordinates: { x: 1, y: 2, width: 3 } }] }];
    const { set } = await read([fileOf('d/train/a.json', JSON.stringify(broken))], images);
    expect(set.troubles).toMatchObject([
      {
        where: '[0].annotations[0]',
        detail: 'Expected coordinates with x, y, width and height, received {"x":1,"y":2,"width":3}.',
      },
    ]);
  });
});
