import { describe, expect, it } from 'vitest';
import { LabelStore } from '../core/dataset/label-store';
import { classOf } from '../core/dataset/label-set';
import { labelOf, shapeOf } from '../core/dataset/labels';
import { maskArea, maskBounds } from '../core/geometry/mask';
import { compressRuns } from './coco/coco-rle';
import { findLabels } from './find';
import { usualOptions, type LabelFile } from './format';
import { formatOf } from './formats';
import { fileOf, writtenAs } from './testing/memory';

const size = () => ({ width: 64, height: 48 });

async function read(files: readonly LabelFile[], images: readonly string[]) {
  const found = await findLabels({ files, images, read: 'auto', options: usualOptions });
  if (found.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(found)}`);
  return found;
}

describe('Datumaro’s JSON', () => {
  /**
   * In the structure of github.com/openvinotoolkit/datumaro/blob/develop/tests/assets/datumaro_dataset (annotations/train.json
   * and with_skeleton/annotations/default.json), and as datumaro/plugins/datumaro_format/converter.py writes it.
   */
  const place = { attributes: {}, group: 0, z_order: 0 };
  const runs = compressRuns(Uint32Array.of(48 * 3 + 5, 4, 44, 4, 64 * 48 - 48 * 3 - 57));
  const sample = {
    info: { author: 'somebody' },
    categories: {
      label: {
        labels: [
          { name: 'kettle', parent: '', attributes: ['hot'] },
          { name: 'hand', parent: 'body', attributes: [] },
        ],
        attributes: [],
      },
      mask: { colormap: [{ label_id: 1, r: 9, g: 8, b: 7 }] },
      points: { items: [{ label_id: 1, labels: ['left_thumb', 'right_thumb'], joints: [[1, 2]] }] },
    },
    items: [
      {
        id: 'a',
        annotations: [
          { ...place, id: 4, type: 'bbox', label_id: 0, bbox: [1, 2, 10, 20], attributes: { is_crowd: true, hot: 3 } },
          { id: 5, type: 'label', attributes: { score: 0.75 }, group: 0, label_id: 1 },
          { ...place, id: 6, type: 'polygon', label_id: 1, points: [1, 1, 9, 1, 9, 9], group: 2 },
          { ...place, id: 7, type: 'points', label_id: 1, points: [3, 4, 5, 6], visibility: [2, 1], group: 2 },
          { ...place, id: 8, type: 'mask', label_id: 0, rle: { counts: runs, size: [48, 64] } },
          { ...place, id: 9, type: 'polyline', label_id: 0, points: [0, 0, 9, 9, 20, 9] },
          { ...place, id: 10, type: 'bbox', label_id: 7, bbox: [1, 2, 3, 4] },
          { id: 11, type: 'caption', attributes: {}, group: 0, label_id: 0, caption: 'a kettle' },
        ],
        image: { path: 'a.jpg', size: [48, 64] },
        attr: { frame: 4 },
      },
      { id: 'inner/b', annotations: [], image: { path: 'inner/b.jpg' } },
      { id: 'gone', annotations: [] },
    ],
  };
  const files = [fileOf('d/annotations/train.json', JSON.stringify(sample))];
  const images = ['d/images/train/a.jpg', 'd/images/train/inner/b.jpg'];

  it('is found by itself, with its classes, shapes, flags, groups and classes of the image', async () => {
    const { set, format, counts } = await read(files, images);
    expect([format.id, counts]).toMatchObject(['datumaro', { labels: 5, images: 2 }]);
    expect(set.classes).toMatchObject([
      { name: 'kettle', parent: null, colour: null, skeleton: null },
      { name: 'hand', parent: 'body', colour: [9, 8, 7], skeleton: { edges: [[0, 1]], flip: [1, 0] } },
    ]);
    const { labels, classes, stated, split } = set.store.get(images[0]!)!;
    expect([classes, stated, split]).toEqual([[1], size(), 'train']);
    expect(labels.map(({ shapes: [shape], group }) => [shape!.kind, group])).toEqual([
      ['box', null],
      ['polygon', 2],
      ['keypoints', 2],
      ['mask', null],
      ['polyline', null],
    ]);
    expect(labels[0]).toMatchObject({ id: 4, flags: ['crowd'] });
    expect([...labels[0]!.attributes!]).toEqual([['hot', 3]]);
    const { mask } = shapeOf(labels[3]!, 'mask')!;
    expect([maskArea(mask), maskBounds(mask)]).toEqual([8, { x0: 3, y0: 5, x1: 5, y1: 9 }]);
  });

  it.each(['', 'd/'])('finds images of one name by their paths from its folder of images, in "%s"', async (top) => {
    const inTop = [`${top}a.png`, `${top}images/a.png`, `${top}images/train/a.png`, `${top}images/b.png`];
    const items = ['../a.png', 'a.png', 'b.png'].map((path, id) => ({
      id: `${id}`,
      annotations: [{ ...place, id, type: 'bbox', label_id: 0, bbox: [id, 0, 1, 1] }],
      image: { path },
    }));
    const found = async (name: string) => {
      const file = fileOf(`${top}annotations/${name}.json`, JSON.stringify({ ...sample, items }));
      const { set } = await read([file], inTop);
      expect(set.troubles).toEqual([]);
      return inTop.map((path) => set.store.get(path)?.labels.map(({ id }) => id) ?? null);
    };
    expect(await found('train')).toEqual([[0], null, [1], [2]]);
    expect(await found('default')).toEqual([[0], [1], null, [2]]);
  });

  it('has ids of their own for images that were one', async () => {
    const { set, format } = await read(files, images);
    const { split, kept } = set.store.get(images[0]!)!;
    const store = new LabelStore('');
    for (const path of ['d/a-t0.jpg', 'd/a-t1.jpg', 'd/a-t2.jpg'])
      store.open(path, { unit: 'px', stated: null, split, kept });
    const { files: written } = await writtenAs(format, { ...set, store }, files, size);
    const { items } = JSON.parse(written.get('annotations/train.json')!);
    expect(items.map(({ id }: { id: string }) => id)).toEqual(['a', 'd/a-t1', 'd/a-t2']);

    const called = new LabelStore('');
    ['d/1.jpg', 'd/b.jpg', 'd/2.jpg'].forEach((path, at) => {
      const value = {
        ...(kept as unknown as { value: { facts: object } }).value,
        facts: { id: at < 2 ? 'd/2' : 'd/b' },
      };
      called.open(path, { unit: 'px', stated: null, split, kept: { format: 'datumaro', value } });
    });
    const again = await writtenAs(format, { ...set, store: called }, files, size);
    const { items: others } = JSON.parse(again.files.get('annotations/train.json')!);
    expect(others.map(({ id }: { id: string }) => id)).toEqual(['d/2', 'd/b', 'd/2 (2)']);
  });

  it.each([
    [
      ['d/a.jpg', 'd/a.png', 'd/a (2).jpg'],
      ['d/a', 'd/a (3)', 'd/a (2)'],
    ],
    [
      ['d/a (2).jpg', 'd/a.png', 'd/a.jpg'],
      ['d/a (2)', 'd/a', 'd/a (3)'],
    ],
    [
      ['d/a (2).png', 'd/a.jpg', 'd/a (2).jpg', 'd/a.png'],
      ['d/a (2)', 'd/a', 'd/a (2) (2)', 'd/a (3)'],
    ],
  ])('of %j has ids that are one image’s alone, and lead back to it or to none', async (paths, ids) => {
    const store = new LabelStore('');
    for (const [at, path] of paths.entries()) {
      store.open(path, { unit: 'px', stated: { width: 64, height: 48 }, split: null, kept: null });
      store.add(path, labelOf(0, [{ kind: 'box', at: Float64Array.of(at, 1, 20, 20) }]));
    }
    const set = { ...(await read(files, images)).set, files: [], classes: [classOf(0, 'cat')], kept: null, store };
    const written = await writtenAs(formatOf('datumaro')!, set, [], size);
    const json = JSON.parse(written.files.get('annotations/default.json')!);
    expect(json.items.map(({ id }: { id: string }) => id)).toEqual(ids);
    // Some readers go by the path, others by the id alone.
    const bare = { ...json, items: json.items.map(({ image: _, ...item }: { image: unknown }) => item) };
    for (const [text, isById] of [
      [JSON.stringify(json), false],
      [JSON.stringify(bare), true],
    ] as const) {
      const again = await findLabels({
        files: [fileOf('annotations/default.json', text)],
        images: paths,
        read: 'datumaro',
        options: usualOptions,
      });
      if (again.kind !== 'found') throw new Error('Expected labels.');
      const places = paths.map((path) =>
        again.set.store.get(path)?.labels.map(({ shapes }) => shapes[0]?.kind === 'box' && shapes[0].at[0]),
      );
      // Of two images that an id alone may mean one is taken.
      const stems = paths.map((path) => path.replace(/\.\w+$/, ''));
      const isOne = (at: number) => stems.filter((stem) => stem === stems[at]).length === 1;
      places.forEach((own, at) => {
        if (!isById || isOne(at)) expect(own, paths[at]).toEqual([at]);
      });
    }
  });

  it('names each annotation and item that it cannot take', async () => {
    const { set } = await read(files, images);
    expect(set.troubles.map(({ code, where, detail }) => [code, where, detail])).toEqual([
      ['unknown-class', 'items[0].annotations[6]', 'Expected label_id to be below 2, received 7.'],
      [
        'bad-value',
        'items[0].annotations[7]',
        'Expected a type of label, bbox, polygon, polyline, ellipse, points, skeleton or mask, received "caption".',
      ],
      ['unknown-image', 'items[2]', 'Expected an image "gone" among the files.'],
    ]);
  });

  it('comes back with its ids, places, attributes and all that only it knows', async () => {
    const { set, format } = await read(files, images);
    const again = await writtenAs(format, set, files, size);
    const { info, categories, items } = JSON.parse(again.files.get('annotations/train.json')!);
    expect(again.losses.size).toBe(0);
    expect([info, categories]).toEqual([sample.info, sample.categories]);
    expect(items[0].annotations).toEqual(sample.items[0]!.annotations.slice(0, 6));
    expect(items[0]).toMatchObject({ id: 'a', attr: { frame: 4 }, image: { size: [48, 64] } });
  });

  it('holds each file’s ids of classes for places in its own list', async () => {
    const one = (names: readonly string[], id: string) =>
      JSON.stringify({
        categories: { label: { labels: names.map((name) => ({ name })) } },
        items: [{ id, annotations: [{ type: 'bbox', label_id: 0, bbox: [1, 2, 3, 4] }] }],
      });
    const parts = [
      fileOf('d/annotations/train.json', one(['x', 'y'], 'a')),
      fileOf('d/annotations/val.json', one(['y', 'x'], 'b')),
    ];
    const { set } = await read(parts, ['d/images/train/a.jpg', 'd/images/val/b.jpg']);
    const named = ['d/images/train/a.jpg', 'd/images/val/b.jpg'].map(
      (image) => set.classes[set.store.get(image)!.labels[0]!.class]!.name,
    );
    expect(named).toEqual(['x', 'y']);
  });
});

describe('Cityscapes’ polygons', () => {
  // As `Annotation.toJsonText` of github.com/mcordts/cityscapesScripts/blob/master/cityscapesscripts/helpers/annotation.py writes them.
  const sample = {
    imgHeight: 48,
    imgWidth: 64,
    objects: [
      { label: 'sky', polygon: [[0, 0], [64, 0], [64, 9]] }, // prettier-ignore
      { label: 'cargroup', polygon: [[5, 5], [20, 5], [20, 9.5]], id: 3, draw: true }, // prettier-ignore
      { label: 'car', polygon: [[5, 5], [20, 5], [20, 9]], deleted: 1 }, // prettier-ignore
      { label: 'license plate', polygon: [[5, 5], [20, 5, 1]] }, // prettier-ignore
      { label: 'fencegroup', polygon: [[1, 1], [2, 1], [2, 2]] }, // prettier-ignore
    ],
  };
  const path = 'c/gtFine/val/aby/aby_000001_000019_gtFine_polygons.json';
  const image = 'c/leftImg8bit/val/aby/aby_000001_000019_leftImg8bit.png';
  const files = [fileOf(path, JSON.stringify(sample))];

  it('are found by their images, crowds by their names, without what was deleted', async () => {
    const { set, format } = await read(files, [image, 'c/leftImg8bit/val/aby/aby_000002_000019_leftImg8bit.png']);
    expect(format.id).toBe('cityscapes');
    const { labels, split, stated } = set.store.get(image)!;
    expect([split, stated]).toEqual(['val', size()]);
    expect(labels.map((one) => [set.classes[one.class]!.name, ...one.flags])).toEqual([
      ['sky'],
      ['car', 'crowd'],
      ['fencegroup'],
    ]);
    expect(set.troubles).toMatchObject([
      {
        code: 'bad-value',
        where: 'objects[3]',
        detail: 'Expected a polygon of points of two numbers each, received [[5,5],[20,5,1]].',
      },
    ]);
  });

  it('come back as they were, where the set’s own scripts look for them', async () => {
    const { set, format } = await read(files, [image]);
    const again = await writtenAs(format, set, files, size);
    const [sky, group, , , fence] = sample.objects;
    expect([...again.files.keys()]).toEqual([path]);
    expect(JSON.parse(again.files.get(path)!)).toEqual({ ...sample, objects: [sky, group, fence] });
  });
});

it.each([
  ['label-studio', '[{"id":1,"data":{"image":"a.jpg","post":1234567890123456789},"annotations":[{"result":[]}]}]'],
  ['via', '{"a.jpg1":{"filename":"a.jpg","size":1234567890123456789,"regions":[],"file_attributes":{}}}'],
])('%s tells of a number that JavaScript rounds', async (id, text) => {
  const { set, format } = await read([fileOf('d/labels.json', text)], ['d/a.jpg']);
  expect(format.id).toBe(id);
  const detail =
    'Expected whole numbers below 2^53, received 1234567890123456789: it is 1234567890123456800 where it is kept.';
  expect(set.troubles).toEqual([
    { code: 'rounded-number', file: 'd/labels.json', where: `character ${text.indexOf('12345')}`, detail },
  ]);
});

it('classes of imagefolder that are numbers of many digits are called by all of them', async () => {
  const digits = '1234567890123456789';
  const objects = `"objects":{"bbox":[[1,2,3,4]],"categories":[${digits}]}`;
  const text = `{"file_name":"a.jpg","label":${digits},${objects}}\n`;
  const { set } = await read([fileOf('d/metadata.jsonl', text)], ['d/a.jpg']);
  expect([set.classes.map(({ name }) => name), set.troubles]).toEqual([[digits], []]);
});

it('imagefolder’s rows come back with all digits of numbers that JavaScript rounds', async () => {
  const text = '{"file_name":"a.jpg","post":1234567890123456789,"label":"cat"}\n';
  const files = [fileOf('d/metadata.jsonl', text)];
  const { set, format } = await read(files, ['d/a.jpg']);
  const again = await writtenAs(format, set, files, size);
  expect([again.files.get('d/metadata.jsonl'), set.troubles]).toEqual([text, []]);
});
