import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { labelOf } from '../core/dataset/labels';
import { maskOf } from '../core/geometry/mask';
import { findLabels } from '../labels/find';
import { usualOptions } from '../labels/format';
import { goodSets } from '../labels/testing/good-sets';
import { fileOf } from '../labels/testing/memory';
import { Labels } from './labels';

const images = ['d/images/a.jpg', 'd/images/b.jpg'];
const folders = ['d/train/cat/a.jpg', 'd/train/dog/b.jpg'];

async function foundIn({ id, read = id, files }: (typeof goodSets)[number]) {
  const paths = id === 'class-folders' ? folders : images;
  const labels = new Labels();
  const found = await labels.find(
    files.map(([path, content]) => fileOf(path, content)),
    { images: paths, read, vocOneBased: false },
  );
  expect(found.kind).toBe('found');
  return { labels, paths };
}

/** Written in the set's own format as if no step had moved anything, and read again. */
async function again(labels: Labels, paths: readonly string[], id: string) {
  for (const source of paths) {
    const image = labels.of(source);
    const arrived = image && { labels: image, drops: [] };
    labels.keep({ id: source, source, width: 100, height: 80, arrived });
  }
  const bytes = new Map<string, Uint8Array<ArrayBuffer>>();
  const named = paths.map((path) => [path, path] as const);
  const { files, report } = await labels.write(named, 'same', (some) =>
    some.forEach((one) => bytes.set(one.id, one.bytes)),
  );
  const written = files.map((file) => fileOf(file.path, bytes.get(file.id)!));
  const masks = written.map(({ path }) => path).filter((path) => path.endsWith('.png'));
  const found = await findLabels({ files: written, images: [...paths, ...masks], read: id, options: usualOptions });
  if (found.kind !== 'found') throw new Error(`Expected labels of ${id}, found ${found.kind}.`);
  const used = [...found.set.store.images()].flatMap((path) =>
    [...found.set.store.classesOf(path)].map((index) => found.set.classes[index]!.name),
  );
  return { used: used.sort(), report };
}

// Folders are classes without a file: what they are called is the images' names.
const named = goodSets.filter(({ id }) => id !== 'class-folders');

describe.each(named)('the class table on $id', (good) => {
  it('renames: all labels come back under the new name, and none under the old', async () => {
    const plain = await foundIn(good);
    const { used: before } = await again(plain.labels, plain.paths, good.read ?? good.id);
    const [old = ''] = before;
    const { labels, paths } = await foundIn(good);
    labels.reclass({ classes: [{ name: 'person', from: [old] }], otherClasses: 'keep' });
    const { used } = await again(labels, paths, good.read ?? good.id);
    expect(old).not.toBe('');
    expect(used).toEqual(before.map((name) => (name === old ? 'person' : name)).sort());
  });

  it('drops: labels of the class are gone and counted, all others stay', async () => {
    const plain = await foundIn(good);
    const { used: before } = await again(plain.labels, plain.paths, good.read ?? good.id);
    const old = before.at(-1)!;
    const { labels, paths } = await foundIn(good);
    labels.reclass({ classes: [{ name: null, from: [old] }], otherClasses: 'keep' });
    const rest = before.filter((name) => name !== old);
    if (rest.length === 0) {
      // Nothing would be left to be read again.
      expect(paths.flatMap((path) => labels.of(path)?.labels ?? [])).toEqual([]);
      return;
    }
    const { used, report } = await again(labels, paths, good.read ?? good.id);
    expect(used).toEqual(rest);
    const many = before.length - rest.length;
    if ((good.read ?? good.id) !== 'imagefolder')
      expect(report?.drops).toContainEqual({ class: old, reason: 'class', count: many });
  });
});

it('a table says which of its names no class has', async () => {
  const { labels, paths } = await foundIn(goodSets[0]!);
  labels.reclass({ classes: [{ name: 'x', from: ['cow'] }], otherClasses: 'keep' });
  const { report } = await again(labels, paths, goodSets[0]!.id);
  expect(report?.missingClasses).toEqual(['cow']);
});

it('bare pixels are 255 in masks that are written, also where the classes are numbered one up', async () => {
  const labels = new Labels();
  const json = {
    images: [{ id: 1, file_name: 'a.jpg', width: 4, height: 2 }],
    categories: [{ id: 0, name: 'road' }],
    // Column by column: the two columns on the left.
    annotations: [
      { id: 1, image_id: 1, category_id: 0, segmentation: { size: [2, 4], counts: [0, 4, 4] }, iscrowd: 1 },
    ],
  };
  await labels.find([fileOf('d/annotations.json', JSON.stringify(json))], { images, read: 'coco', vocOneBased: false });
  const fill = labels.maskFill('ignore')!;
  const image = labels.of(images[0]!)!;
  const right = maskOf({ width: 4, height: 2 }, { at: { x0: 3, y0: 0, x1: 4, y1: 2 }, pixels: Uint8Array.of(1, 1) });
  const bare = labelOf(fill.class, [{ kind: 'mask', mask: right }], { flags: ['ignore'] });
  const arrived = { labels: { ...image, labels: [bare, ...image.labels] }, drops: [] };
  labels.keep({ id: 'a', source: images[0]!, width: 4, height: 2, arrived });
  const bytes = new Map<string, Uint8Array<ArrayBuffer>>();
  const { files } = await labels.write([['a', images[0]!]], 'masks', (some) =>
    some.forEach((one) => bytes.set(one.id, one.bytes)),
  );
  const png = files.find(({ path }) => path === 'd/masks/a.png')!;
  const { data } = await sharp(bytes.get(png.id)!).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  expect([...data]).toEqual([1, 1, 0, 255, 1, 1, 0, 255]);
  const meta = JSON.parse(new TextDecoder().decode(bytes.get(files.find(({ path }) => path.endsWith('.json'))!.id))) as object; // prettier-ignore
  expect(meta).toMatchObject({ label_map: { 0: 'background', 1: 'road', 255: 'ignore' } });
});

describe('after a run, where the table is another for what is tried again', () => {
  const files = [
    fileOf('d/labels/a.txt', '0 0.5 0.5 1 1\n1 0.5 0.5 1 1\n'),
    fileOf('d/labels/b.txt', '0 0.5 0.5 1 1\n1 0.5 0.5 1 1\n'),
    fileOf('d/data.yaml', 'train: images\nnames: [cat, dog]\n'),
  ];

  function keep(labels: Labels, source: string) {
    const arrived = { labels: { ...labels.of(source)!, unit: 'px' as const }, drops: [{ at: 0, class: 0, reason: 'outside' }] as const }; // prettier-ignore
    labels.keep({ id: source, source, width: 10, height: 10, arrived });
  }

  async function run(change: (labels: Labels) => void) {
    const labels = new Labels();
    await labels.find(files, { images, read: 'auto', vocOneBased: false });
    keep(labels, images[0]!);
    labels.checks.add(images[0]!, [{ code: 'no-area', label: 0, class: 0, detail: 'Expected an area.' }], true);
    change(labels);
    keep(labels, images[1]!);
    const bytes = new Map<string, Uint8Array<ArrayBuffer>>();
    const named = images.map((path) => [path, path] as const);
    const { files: written, report } = await labels.write(named, 'coco', (some) =>
      some.forEach((one) => bytes.set(one.id, one.bytes)),
    );
    const coco = JSON.parse(new TextDecoder().decode(bytes.get(written[0]!.id))) as Record<
      'categories' | 'annotations',
      { id: number; name: string; image_id: number; category_id: number }[]
    >;
    const nameOf = new Map(coco.categories.map(({ id, name }) => [id, name]));
    const used = [1, 2].map((image) =>
      coco.annotations.flatMap((one) => (one.image_id === image ? [nameOf.get(one.category_id)] : [])),
    );
    return { used, names: coco.categories.map(({ name }) => name), report };
  }

  it('what was made before keeps the names that it had', async () => {
    const table = { classes: [{ name: 'hound', from: ['dog'] }, { name: 'cat' }], otherClasses: 'keep' } as const;
    const { used, names, report } = await run((labels) => labels.reclass(table));
    expect(used).toEqual([
      ['cat', 'dog'],
      ['cat', 'hound'],
    ]);
    expect(names).toEqual(['hound', 'cat', 'dog']);
    expect(report?.classes).toEqual(['hound', 'cat', 'dog']);
    // Of the first the cat, of the second what was the first class by then.
    expect(report?.drops).toEqual([
      { class: 'cat', reason: 'outside', count: 1 },
      { class: 'hound', reason: 'outside', count: 1 },
      { class: 'cat', reason: 'wrong', count: 1 },
    ]);
    expect(report?.wrong?.map(({ class: name }) => name)).toEqual(['cat']);
  });

  it('what was made before stays where its class is dropped since, and an empty table gives all back', async () => {
    const drop = { classes: [{ name: null, from: ['cat'] }], otherClasses: 'keep' } as const;
    const dropped = await run((labels) => labels.reclass(drop));
    expect(dropped.used).toEqual([['cat', 'dog'], ['dog']]);
    const back = await run((labels) => {
      labels.reclass(drop);
      labels.reclass({ classes: [], otherClasses: 'keep' });
    });
    expect(back.used).toEqual([
      ['cat', 'dog'],
      ['cat', 'dog'],
    ]);
    expect(back.names).toEqual(['cat', 'dog']);
  });
});
