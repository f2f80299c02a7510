import { expect, it } from 'vitest';
import { findLabels } from '../find';
import { usualOptions } from '../format';
import { formatOf } from '../formats';
import { barks, dog, images, instances, person, read, reading, seen } from '../testing/coco-instances';
import { fileOf, writtenAs } from '../testing/memory';
import { setOf, size } from '../testing/samples';

it('ids that JSON’s numbers cannot hold are told, and put no label on another image', async () => {
  const text = `{"images": [{"id": 9007199254740993, "file_name": "a.jpg"}, {"id": 9007199254740994, "file_name": "b.jpg"},
    {"id": 1, "file_name": "c.jpg"}], "categories": [{"id": 1, "name": "cat"}],
    "annotations": [{"id": 1, "image_id": 9007199254740993, "category_id": 1, "bbox": [1, 2, 3, 4]},
      {"id": 2, "image_id": 1, "category_id": 1, "bbox": [1, 2, 1e300, 4]},
      {"id": 3, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4]}]}`;
  const found = await findLabels({
    files: [fileOf('d/coco.json', text)],
    images: ['d/a.jpg', 'd/b.jpg', 'd/c.jpg'],
    read: 'auto',
    options: usualOptions,
  });
  if (found.kind !== 'found') throw new Error('Expected labels.');
  const { store, troubles } = found.set;
  expect(
    ['a', 'b', 'c'].map((name) => store.get(`d/${name}.jpg`)?.labels.map(({ id, shapes }) => [id, shapes.length])),
  ).toEqual([
    undefined,
    undefined,
    [
      [2, 0],
      [3, 1],
    ],
  ]);
  expect(troubles.map(({ code, where }) => [code, where])).toEqual([
    ['bad-value', 'images[0].id'],
    ['bad-value', 'images[1].id'],
    ['bad-value', 'annotations[1].bbox'],
  ]);
});

function withTexts(value: object, keys: readonly string[]): object {
  return JSON.parse(
    JSON.stringify(value, (key, one: unknown) => (keys.includes(key) && typeof one === 'number' ? String(one) : one)),
  ) as object;
}

it.each([[['image_id']], [['id']], [['category_id', 'image_id']], [['id', 'image_id', 'category_id']]])(
  'ids that are texts in %j mean what their numbers do, and come back as they were',
  async (keys) => {
    const { set, sources, format } = await read([['a.json', withTexts(instances, keys)]]);
    expect(set.troubles).toEqual([]);
    expect(set.classes.map(({ id, name }) => [id, name])).toEqual([
      [1, 'person'],
      [18, 'dog'],
    ]);
    expect(set.store.get('d/train/a.jpg')!.labels.map((label) => set.classes[label.class]!.name)).toEqual([
      'dog',
      'person',
    ]);
    const again = await writtenAs(format, set, sources, () => ({ width: 100, height: 80 }));
    const [text = ''] = again.files.values();
    expect(JSON.parse(text)).toMatchObject(withTexts({ ...instances, annotations: [barks, seen] }, keys));
    expect(again.losses.size).toBe(0);
  },
);

it.each(['01', '1.0', ' 1', '2', '9007199254740993'])('the text %j is no other way to write the id 1', async (id) => {
  const { set } = await read([['a.json', { ...instances, annotations: [{ ...seen, image_id: id }] }]]);
  expect(set.troubles).toMatchObject([
    { code: 'unknown-image', detail: `Expected the id of an image, received ${JSON.stringify(id)}.` },
  ]);
});

it('an id that is a text is the image’s of that text before another’s number', async () => {
  const both = [
    { ...images[0], id: '1', file_name: 'b.jpg' },
    { ...images[0], id: 1, file_name: 'a.jpg' },
  ];
  const annotations = [
    { ...seen, image_id: '1' },
    { ...barks, image_id: 1 },
  ];
  const { set } = await read([['a.json', { ...instances, images: both, annotations }]]);
  expect(['d/val/b.jpg', 'd/train/a.jpg'].map((path) => set.store.get(path)!.labels.map(({ id }) => id))).toEqual([
    [7],
    [9],
  ]);
});

it('ids that two files have in different types stay those of their own images', async () => {
  const texts = { ...instances, images: [{ ...images[0], id: '1', file_name: 'b.jpg' }], annotations: [barks] };
  const { set, format, sources } = await read([
    ['a.json', { ...instances, annotations: [seen] }],
    ['b.json', texts],
  ]);
  expect(set.troubles).toEqual([]);
  const again = await writtenAs(format, set, sources, () => ({ width: 100, height: 80 }));
  const [text = ''] = again.files.values();
  expect(JSON.parse(text)).toMatchObject({
    images: [{ id: 1 }, { id: '1' }],
    annotations: [
      { id: seen.id, image_id: 1 },
      { id: barks.id, image_id: '1' },
    ],
  });
});

it('an id that two images have is told', async () => {
  const twice = [images[0], { ...images[0], file_name: 'b.jpg' }, { ...images[0], file_name: 'b.jpg' }];
  const { set } = await read([['a.json', { ...instances, images: twice }]]);
  expect(set.troubles).toEqual([
    {
      code: 'bad-value',
      file: 'd/annotations/a.json',
      where: 'images[1].id',
      detail: `Expected an id of its own, received ${images[0]!.id} once more.`,
    },
  ]);
});

it('a number of many digits is no name of a category', async () => {
  const text = JSON.stringify({
    ...instances,
    categories: [
      { ...person, supercategory: 777 },
      { id: 3, name: 777 },
    ],
  });
  const { set } = await reading([fileOf('d/a.json', text.replaceAll('777', '1234567890123456789'))]);
  expect(set.troubles).toMatchObject([{ code: 'missing-value', where: 'categories[1]' }, { code: 'unknown-class' }]);
  expect(set.classes[0]).toMatchObject({ name: 'person', parent: null });
});

/** Beyond what JavaScript's numbers hold, two of them next to each other. */
const [large, larger] = ['1234567890123456789', '-1234567890123456790'];
/** The same text with these numbers where it has 777 and 778. */
const enlarged = (value: unknown) => JSON.stringify(value).replaceAll('777', large).replaceAll('778', larger);

it('numbers that JavaScript rounds come back with all of their digits', async () => {
  const extra = { owner: 777, more: [{ at: 778 }] };
  const all = {
    info: extra,
    images: [{ ...images[0], ...extra }],
    categories: [{ ...person, ...extra }, dog],
    annotations: [
      { ...seen, ...extra, id: 777 },
      { ...barks, ...extra },
    ],
    notes: extra,
  };
  const file = fileOf('d/annotations/a.json', enlarged(all));
  const { set, format } = await reading([file]);
  expect(set.troubles).toEqual([]);
  const again = await writtenAs(format, set, [file], () => ({ width: 100, height: 80 }));
  const [text = ''] = again.files.values();
  const many = (digits: string) => text.split(digits).length - 1;
  expect([many(large), many(larger)]).toEqual([7, 6]);
  expect(text).toContain(`"id":${large}`);
  expect(again.losses.size).toBe(0);
});

it('ids of panoptic segments, too, may be texts', async () => {
  const image = 'd/train/a.jpg';
  const { sources } = await writtenAs(formatOf('coco-panoptic')!, setOf('mask', image, 'train'), [], () => size);
  const files = await Promise.all(
    sources.map(async (file) => {
      if (!file.path.endsWith('.json')) return file;
      const json = JSON.parse(new TextDecoder().decode(await file.read())) as object;
      return fileOf(file.path, JSON.stringify(withTexts(json, ['id', 'category_id'])));
    }),
  );
  const pngs = files.map(({ path }) => path).filter((path) => path.endsWith('.png'));
  const found = await findLabels({ files, images: [image, ...pngs], read: 'coco-panoptic', options: usualOptions });
  expect(found).toMatchObject({ kind: 'found', counts: { labels: 1 }, set: { troubles: [] } });
});
