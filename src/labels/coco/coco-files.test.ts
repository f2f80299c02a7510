import { expect, it } from 'vitest';
import { classOf } from '../../core/dataset/label-set';
import { LabelStore } from '../../core/dataset/label-store';
import { labelOf, type Shape } from '../../core/dataset/labels';
import { maskOf } from '../../core/geometry/mask';
import { formatOf } from '../formats';
import { barks, images, instances, keypoints, read, seen } from '../testing/coco-instances';
import { writtenAs } from '../testing/memory';

it.each([
  [
    'first',
    [
      ['instances_train.json', instances],
      ['person_keypoints_train.json', keypoints],
    ],
  ],
  [
    'last',
    [
      ['person_keypoints_train.json', keypoints],
      ['z_instances_train.json', instances],
    ],
  ],
] as const)(
  'instances and keypoints of one image are one object each, with all shapes; instances %s',
  async (_, files) => {
    const { set, format, sources } = await read(files);
    const labels = set.store
      .get('d/train/a.jpg')!
      .labels.map(({ class: index, id, shapes }) => [set.classes[index]!.name, id, shapes.map(({ kind }) => kind)]);
    expect(labels.toSorted()).toEqual([
      ['dog', 9, ['box']],
      ['person', 7, ['box', 'polygon', 'keypoints']],
    ]);
    const again = await writtenAs(format, set, sources, () => ({ width: 100, height: 80 }));
    const { annotations } = JSON.parse(again.files.get('annotations/person_keypoints_train.json')!) as {
      annotations: { id: number }[];
    };
    expect(annotations.toSorted((one, other) => one.id - other.id)).toEqual([keypoints.annotations[0], barks]);
  },
);

it('the same object under another id is known by its place, another class’s at the place is not', async () => {
  const moved = {
    ...instances,
    annotations: [
      { ...seen, id: 70 },
      { ...barks, bbox: seen.bbox, id: 7 },
    ],
  };
  const { set } = await read([
    ['instances_train.json', moved],
    ['person_keypoints_train.json', keypoints],
  ]);
  expect(set.store.get('d/train/a.jpg')!.labels.map(({ class: index, id }) => [set.classes[index]!.name, id])).toEqual([
    ['person', 7],
    ['dog', 7],
  ]);
});

it('files of different images are read one after another, none left out', async () => {
  const val = { ...instances, images: [{ ...images[0], file_name: 'b.jpg' }] };
  const { set, counts } = await read([
    ['instances_train.json', instances],
    ['instances_val.json', val],
  ]);
  expect(counts).toMatchObject({ labels: 4, images: 2 });
  expect(set.store.get('d/val/b.jpg')?.split).toBe('val');
});

it('lists of numbers come back and are told as the file has them, in images and in annotations', async () => {
  const image = { ...images[0], segmentation: [[1, 2]], bbox: [0, 0, 1, 1] };
  const { set, format, sources } = await read([
    ['instances_train.json', { ...instances, images: [image], annotations: [seen, { ...barks, bbox: [5, 6, 7] }] }],
  ]);
  expect(set.troubles).toMatchObject([
    { where: 'annotations[1].bbox', detail: 'Expected four numbers, received [5,6,7].' },
  ]);
  const again = await writtenAs(format, set, sources, () => ({ width: 100, height: 80 }));
  expect(JSON.parse(again.files.get('annotations/instances_train.json')!)).toMatchObject({ images: [image] });
});

it('an object whose mask fell between the centres of pixels is left out, and told: readers ask for its box', async () => {
  const store = new LabelStore('');
  store.open('a.jpg', { unit: 'px', stated: null, split: null, kept: null });
  const size = { width: 4, height: 4 };
  const maskAt = (pixel: number): Shape => {
    const at = { x0: 0, y0: 0, x1: 1, y1: 1 };
    return { kind: 'mask', mask: maskOf(size, { at, pixels: Uint8Array.of(pixel) }) };
  };
  for (const pixel of [0, 1]) store.add('a.jpg', labelOf(0, [maskAt(pixel)]));
  const rest = { files: [], info: null, licences: null, kept: null, troubles: [] };
  const set = { format: '', classes: [classOf(0, 'dog')], store, ...rest };
  const { files, losses } = await writtenAs(formatOf('coco')!, set, [], () => size);
  const { annotations } = JSON.parse([...files.values()][0]!) as { annotations: { bbox: number[] }[] };
  expect(annotations.map(({ bbox }) => bbox)).toEqual([[0, 0, 1, 1]]);
  expect(losses.get('no-shape-left-out')).toBe(1);
});

/** Numbers as texts, in these members. */
