import { describe, expect, it } from 'vitest';
import { LabelStore } from '../../core/dataset/label-store';
import { classOf } from '../../core/dataset/label-set';
import { labelOf, shapeOf } from '../../core/dataset/labels';
import { findLabels } from '../find';
import { usualOptions } from '../format';
import { formatOf } from '../formats';
import { fileOf, writtenAs } from '../testing/memory';
import { strictYolo } from '../testing/strict/yolo';

const images = ['d/images/train/a.jpg', 'd/images/val/b.jpg'];
const size = () => ({ width: 200, height: 100 });

async function read(files: Readonly<Record<string, string>>, format = 'auto') {
  const all = Object.entries(files).map(([path, text]) => fileOf(path, text));
  const found = await findLabels({ files: all, images, read: format, options: usualOptions });
  if (found.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(found)}`);
  return { ...found, files: all };
}

describe('YOLO', () => {
  it('knows its kinds by their rows, and writes each back as it was', async () => {
    const kinds = {
      'yolo-detect': '0 0.5 0.5 0.25 0.25\n',
      'yolo-segment': '0 0.1 0.1 0.4 0.1 0.4 0.5\n1 0.1 0.1 0.4 0.1 0.4 0.5 0.2 0.6\n',
      'yolo-pose': '0 0.5 0.5 0.25 0.25 0.1 0.2 2 0.3 0.4 1 0 0 0\n',
      'yolo-obb': '0 0.1 0.1 0.4 0.1 0.4 0.5 0.1 0.5\n',
    };
    for (const [id, text] of Object.entries(kinds)) {
      const { set, format, files } = await read({ 'd/labels/train/a.txt': text, 'd/labels/val/b.txt': '' });
      expect(format.id).toBe(id);
      const { files: written, losses } = await writtenAs(format, set, files, size);
      expect(written.get('d/labels/train/a.txt')).toBe(text);
      expect(written.get('d/labels/val/b.txt')).toBe('');
      expect([...losses]).toEqual([]);
      expect(written.get('data.yaml')).toContain('train: d/images/train\nval: d/images/val\n');
    }
  });

  it.each([
    ['are places among all names where they have gaps', [1, 7], '1 0.5 0.5 1 1\n', [['classes-renumbered', 2]]],
    ['begin at 0', [1, 2], '1 0.5 0.5 1 1\n', [['classes-renumbered', 2]]],
    ['stay as they are where they have none', [1, 0], '0 0.5 0.5 1 1\n', []],
  ] as const)('numbers of classes %s', async (_, [cat, dog], text, told) => {
    const store = new LabelStore('');
    store.open(images[0]!, { unit: 'fraction', stated: null, split: 'train', kept: null });
    store.add(images[0]!, labelOf(1, [{ kind: 'box', at: Float64Array.of(0, 0, 1, 1) }]));
    const rest = { files: [], info: null, licences: null, kept: null, troubles: [] };
    const set = { format: '', classes: [classOf(cat, 'cat'), classOf(dog, 'dog')], store, ...rest };
    const { files, sources, losses } = await writtenAs(formatOf('yolo-detect')!, set, [], size);
    expect(files.get('d/labels/train/a.txt')).toBe(text);
    expect([...losses]).toEqual(told);
    const bytes = await Promise.all(sources.map(async (file) => ({ path: file.path, bytes: await file.read() })));
    const [found] = strictYolo('detect')(bytes, { paths: images.slice(0, 1), sizeOf: size });
    expect(found).toMatchObject({ class: 'dog', numbers: [0, 0, 200, 100] });
  });

  it('writes names in quotes that Python’s YAML takes for truths and numbers', async () => {
    const yaml = "names: ['no', '12:30', cat]\n";
    const { set, format, files } = await read({ 'd/labels/train/a.txt': '0 0.5 0.5 1 1\n', 'd/data.yaml': yaml });
    const { files: written } = await writtenAs(format, set, files, size);
    expect(written.get('data.yaml')).toContain('names:\n  0: "no"\n  1: "12:30"\n  2: cat\n');
  });

  it('writes a pose without a box with one around its labelled keypoints, and tells so', async () => {
    const store = new LabelStore('');
    store.open(images[0]!, { unit: 'px', stated: size(), split: 'train', kept: null });
    const points = Float64Array.of(20, 10, 2, 60, 50, 1, 0, 0, 0);
    store.add(images[0]!, labelOf(0, [{ kind: 'keypoints', points }]));
    const skeleton = { names: ['a', 'b', 'c'], edges: [], flip: null, values: 3 } as const;
    const rest = { files: [], info: null, licences: null, kept: null, troubles: [] };
    const set = { format: '', classes: [classOf(0, 'dog', { skeleton })], store, ...rest };
    const { files, losses } = await writtenAs(formatOf('yolo-pose')!, set, [], size);
    // From 20, 10 to 60, 50 of 200 × 100.
    expect(files.get('d/labels/train/a.txt')).toBe('0 0.2 0.3 0.2 0.4 0.1 0.1 2 0.3 0.5 1 0 0 0\n');
    expect([...losses]).toEqual([['box-from-keypoints', 1]]);
  });

  it.each([
    ['yolo-segment', '0 0.5 0.2 0.65 0.5 0.5 0.8 0.35 0.5\n'],
    [
      'coco',
      JSON.stringify({
        images: [{ id: 1, file_name: 'train/a.jpg', width: 200, height: 100 }],
        categories: [{ id: 1, name: 'dog' }],
        annotations: [{ id: 1, image_id: 1, category_id: 1, segmentation: [[100, 20, 130, 50, 100, 80, 70, 50]] }],
      }),
    ],
  ])('the turned box around a polygon of %s has right angles in pixels', async (id, text) => {
    const path = id === 'coco' ? 'd/coco.json' : 'd/labels/train/a.txt';
    const { set, files } = await read({ [path]: text }, id);
    const { files: written } = await writtenAs(formatOf('yolo-obb')!, set, files, size);
    const numbers = written.get('d/labels/train/a.txt')!.trim().split(' ').slice(1).map(Number);
    // A square on its corner, of 200 × 100: in fractions it is none.
    const corners = Array.from({ length: 4 }, (_, at) =>
      numbers.slice(2 * at, 2 * at + 2).map((one) => one.toFixed(9)),
    );
    expect(corners.map(String).toSorted()).toEqual([
      '0.350000000,0.500000000',
      '0.500000000,0.200000000',
      '0.500000000,0.800000000',
      '0.650000000,0.500000000',
    ]);
  });

  it('writes poses of several skeletons whole, and no place of a keypoint that is not labelled', async () => {
    const skeleton = (names: readonly string[], values: 2 | 3, flip: readonly number[] | null = null) => ({
      skeleton: { names, edges: [], flip, values },
    });
    const [few, many] = [skeleton(['l', 'r'], 2, [1, 0]), skeleton(['a', 'b', 'c'], 2)];
    const written = async (...classes: readonly ReturnType<typeof skeleton>[]) => {
      const store = new LabelStore('');
      store.open(images[0]!, { unit: 'fraction', stated: null, split: 'train', kept: null });
      const box = { kind: 'box', at: Float64Array.of(0, 0, 1, 1) } as const;
      const points = [
        Float64Array.of(0.1, 0.1, 2, 0.5, 0.9, 0),
        Float64Array.of(0.1, 0.2, 2, 0.3, 0.4, 2, 0.5, 0.6, 2),
      ];
      points.forEach((one, at) => store.add(images[0]!, labelOf(at, [box, { kind: 'keypoints', points: one }])));
      const rest = { files: [], info: null, licences: null, kept: null, troubles: [] };
      const all = ['few', 'many'].map((name, at) => classOf(at, name, classes[at]));
      const { files, losses } = await writtenAs(
        formatOf('yolo-pose')!,
        { format: '', classes: all, store, ...rest },
        [],
        size,
      );
      return { rows: files.get('d/labels/train/a.txt'), yaml: files.get('data.yaml'), losses: [...losses] };
    };
    const both = await written(few, many);
    expect(both.rows).toBe('0 0.5 0.5 1 1 0.1 0.1 0 0 0 0\n1 0.5 0.5 1 1 0.1 0.2 0.3 0.4 0.5 0.6\n');
    expect(both.yaml).not.toContain('flip_idx');
    expect(both.losses).toEqual([]);
    const alone = await written(few);
    expect(alone.rows).toBe('0 0.5 0.5 1 1 0.1 0.1 0 0\n1 0.5 0.5 1 1 0.1 0.2 0.3 0.4\n');
    expect(alone.yaml).toContain('flip_idx');
    expect(alone.losses).toEqual([['keypoints-left-out', 1]]);
  });

  it('keeps poses of two values and their mirror', async () => {
    const yaml = 'names: [dog]\nkpt_shape: [2, 2]\nflip_idx: [1, 0]\nrepo: https://example.org\n';
    const text = '0 0.5 0.5 0.25 0.25 0.1 0.2 0.3 0.4\n';
    const { set, format, files } = await read({ 'd/labels/train/a.txt': text, 'd/data.yaml': yaml });
    expect(set.classes[0]?.skeleton).toMatchObject({ flip: [1, 0], values: 2 });
    const { files: written } = await writtenAs(format, set, files, size);
    expect(written.get('d/labels/train/a.txt')).toBe(text);
    const again = await read({ 'd/labels/train/a.txt': text, 'data.yaml': written.get('data.yaml') ?? '' });
    expect(again.set.classes).toEqual(set.classes);
    expect(written.get('data.yaml')).toContain('repo: https://example.org');
  });

  it.each([
    ['yolo-pose', 2],
    ['labelme-json', 3],
    ['cvat', 3],
  ] as const)('keypoints that are hidden are told where %s says them as seen', async (id, values) => {
    const store = new LabelStore('');
    store.open(images[0]!, { unit: 'px', stated: size(), split: 'train', kept: null });
    for (const visibility of [2, 1]) {
      const points = Float64Array.of(20, 10, 2, 60, 50, visibility);
      const box = { kind: 'box', at: Float64Array.of(10, 5, 70, 60) } as const;
      store.add(
        images[0]!,
        labelOf(0, id === 'yolo-pose' ? [box, { kind: 'keypoints', points }] : [{ kind: 'keypoints', points }]),
      );
    }
    const skeleton = { names: ['a', 'b'], edges: [], flip: null, values };
    const rest = { files: [], info: null, licences: null, kept: null, troubles: [] };
    const classes = [classOf(0, 'dog', id === 'yolo-pose' ? { skeleton } : {})];
    const { losses } = await writtenAs(formatOf(id)!, { format: '', classes, store, ...rest }, [], size);
    expect(losses.get('hidden-as-seen')).toBe(1);
  });

  it('tells of each row that it cannot take, by line, what was expected and what came', async () => {
    const text =
      '0 0.5 0.5 0.25 0.25\nx 1 2 3 4\n0 0.5 0.5 0.25\n7 0.5 0.5 0.1 0.1\n0 0.5 0.5 0.25 NaN\n0 1e308 0.5 0.1 0.1\n';
    const { set } = await read({ 'd/labels/train/a.txt': text, 'd/data.yaml': 'names: [dog]' }, 'yolo-detect');
    expect(set.troubles.map(({ code, where, detail }) => [code, where, detail])).toEqual([
      ['bad-value', 'line 2', 'Expected numbers, received "x" as value 1.'],
      ['bad-value', 'line 3', 'Expected 4 values after the class, received 3.'],
      ['unknown-class', 'line 4', 'Expected the number of a named class, received 7.'],
      ['bad-value', 'line 5', 'Expected numbers, received "NaN" as value 5.'],
      ['bad-value', 'line 6', 'Expected numbers, received "1e308" as value 2.'],
    ]);
    expect(set.store.size).toBe(2);
  });

  it('tells of rows without a class, among others and where there are no others', async () => {
    const bad = { 'd/labels/val/b.txt': '0.5 0.5 0.5 0.25 0.25\n', 'd/labels/train/a.txt': 'dog 0.5 0.5 0.25 0.25\n' };
    const alone = await read(bad);
    expect([alone.format.id, alone.counts]).toMatchObject(['yolo-detect', { labels: 0, images: 2, troubles: 2 }]);
    expect(alone.set.troubles).toEqual([
      {
        code: 'bad-value',
        file: 'd/labels/val/b.txt',
        where: 'line 1',
        detail: 'Expected the number of a class first, received "0.5".',
      },
      {
        code: 'bad-value',
        file: 'd/labels/train/a.txt',
        where: 'line 1',
        detail: 'Expected numbers, received "dog" as value 1.',
      },
    ]);
    // Beside their images, where most rows are so, and in a folder of their own.
    const beside = await read({ 'd/images/train/a.txt': `0 0.5 0.5 0.1 0.1\n${'0.5 0.5 0.5 0.1 0.1\n'.repeat(3)}` });
    expect(beside.counts).toMatchObject({ labels: 1, troubles: 3 });
    const among = await read({
      'd/labels/train/a.txt': '0 0.5 0.5 0.25 0.25\n',
      'd/more/val/b.txt': bad['d/labels/val/b.txt'],
    });
    expect(among.counts).toMatchObject({ labels: 1, troubles: 1 });
    // Not where other labels are found: numbers may stand for anything.
    const coco = { images: [{ id: 1, file_name: 'a.jpg' }], annotations: [], categories: [] };
    expect((await read({ ...bad, 'd/coco.json': JSON.stringify(coco) })).format.id).toBe('coco');
  });

  it('takes files without a row for those of images without objects, lines’ ends and marks or not', async () => {
    const blank = { 'd/labels/train/a.txt': '\uFEFF\r\n', 'd/labels/val/b.txt': '\n' };
    const { counts } = await read(blank);
    expect(counts).toMatchObject({ files: 2, labels: 0, images: 2, empty: 2, troubles: 0 });
    const beside = await read({ 'd/images/train/a.txt': '\n', 'd/images/train/notes.txt': 'Taken in the garden.' });
    expect(beside.counts).toMatchObject({ files: 1, empty: 1, troubles: 0 });
  });

  it('takes labels that lie beside their images, with names in classes.txt', async () => {
    const { set } = await read({
      'd/images/train/a.txt': '1 0.5 0.5 0.2 0.2',
      'd/images/train/classes.txt': 'cat\ndog\n',
    });
    const [label] = set.store.get('d/images/train/a.jpg')!.labels;
    expect(set.classes[label!.class]?.name).toBe('dog');
    expect(Array.from(shapeOf(label!, 'box')!.at)).toEqual([0.4, 0.4, 0.6, 0.6]);
  });
});
