import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import type { LabelSet } from '../../core/dataset/label-set';
import { labelOf } from '../../core/dataset/labels';
import { maskArea } from '../../core/geometry/mask';
import { ringsOf } from '../../core/geometry/rings';
import { findLabels } from '../find';
import { usualOptions, type LabelFile } from '../format';
import { formatOf } from '../formats';
import { planeBytes, planeOf } from '../shapes/png-plane';
import { fileOf, folderOf, writtenAs } from '../testing/memory';

const corpus = join(process.env['CORPUS'] ?? join(import.meta.dirname, '../../../../shared/corpus'), 'annotated');
const isThere = existsSync(corpus);
if (!isThere) console.warn('The corpus is not there: its masks are not read.');

async function found(files: readonly LabelFile[], images: readonly string[], read = 'auto') {
  const result = await findLabels({ files, images, read, options: usualOptions });
  if (result.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(result)}`);
  return result;
}

/** How many pixels of which class each image has. */
function areas(set: LabelSet): Record<string, Record<string, number>> {
  const entries = Array.from(set.store.images(), (image) => {
    const labels = set.store.get(image)!.labels.map(({ class: index, shapes }) => {
      const [shape] = shapes;
      return [set.classes[index]!.name, shape?.kind === 'mask' ? maskArea(shape.mask) : 0] as const;
    });
    return [image, Object.fromEntries(labels)] as const;
  });
  return Object.fromEntries(entries);
}

/** Whether two PNGs say the same of each pixel; `toEqual` takes seconds for an image. */
function isSame(one: Uint8Array, other: Uint8Array): boolean {
  const [a, b] = [planeOf(one), planeOf(other)];
  return (
    a.kind === b.kind &&
    a.size.width === b.size.width &&
    Buffer.from(a.values.buffer).equals(Buffer.from(b.values.buffer))
  );
}

interface Panoptic {
  readonly images: readonly object[];
  readonly categories: readonly object[];
  readonly annotations: readonly { readonly image_id: number; readonly file_name: string }[];
}

const size = { width: 4, height: 2 };
const values = Uint32Array.of(0, 0, 1, 1, 2, 0, 255, 1);
const images = ['d/images/a.jpg', 'd/masks/a.png'];

describe('semantic masks', () => {
  it.each(['index', 'palette'] as const)('of the kind %s come back with the same numbers', async (kind) => {
    const files = [
      fileOf(
        'd/masks/a.png',
        planeBytes(
          { size, kind, values },
          Array.from({ length: 256 }, () => [1, 2, 3] as const),
        ),
      ),
      fileOf('d/masks/classes.txt', 'background\ncat\ndog\n'),
    ];
    const { set, format, counts } = await found(files, images);
    expect([format.id, counts.troubles]).toEqual(['masks', 0]);
    expect(areas(set)).toEqual({ 'd/images/a.jpg': { cat: 3, dog: 1, ignore: 1 } });
    const again = await writtenAs(format, set, files, () => size);
    const plane = planeOf(await again.sources.find(({ path }) => path === 'd/masks/a.png')!.read());
    expect([plane.kind, plane.size, plane.values]).toEqual([kind, size, values]);
    // Who reads colours finds those that were there.
    expect([plane.palette[0], plane.palette[2], plane.palette[200]]).toEqual(
      Array<unknown>(3).fill(kind === 'palette' ? [1, 2, 3] : undefined),
    );
    const back = await found(again.sources, images);
    expect(areas(back.set)).toEqual(areas(set));
  });

  it('that are not read are named, and are no images either', async () => {
    const paths = ['d/images/a.jpg', 'd/masks/a.png', 'd/masks/gone.png'];
    const png = planeBytes({ size, kind: 'index', values });
    const files = [fileOf('d/labels/a.txt', '0 0.5 0.5 0.5 0.5\n'), ...paths.slice(1).map((path) => fileOf(path, png))];
    const read = (format: string) => findLabels({ files, images: paths, read: format, options: usualOptions });
    expect(await read('yolo-detect')).toMatchObject({
      kind: 'found',
      counts: { withoutLabels: 0 },
      unread: paths.slice(1),
    });
    expect(await read('auto')).toMatchObject({ kind: 'refused', unread: paths.slice(1) });
    const asMasks = await found(files, paths, 'masks');
    expect(asMasks.unread).toEqual([]);
    expect(asMasks.set.troubles).toMatchObject([{ code: 'unknown-image', file: 'd/masks/gone.png' }]);
    // A class may be called so.
    const classes = await found([], ['d/train/images/a.jpg', 'd/train/masks/a.png'], 'class-folders');
    expect([classes.unread, classes.counts.images]).toEqual([[], 2]);
  });

  it('of colours are told by their table, and by CamVid’s where there is none', async () => {
    const colours = Uint32Array.from([0, 0x408040, 0x408040, 0x804080, 0x804080, 0x804080, 0, 0]);
    const mask = fileOf('d/masks/a.png', planeBytes({ size, kind: 'colour', values: colours }));
    expect(areas((await found([mask], images)).set)).toEqual({ 'd/images/a.jpg': { Animal: 2, Road: 3 } });
    const table = fileOf('d/label_colors.txt', '64 128 64 cat\n128 64 128 sea lion\n');
    const { set, format } = await found([mask, table], images);
    expect(areas(set)).toEqual({ 'd/images/a.jpg': { cat: 2, 'sea lion': 3 } });
    const again = await writtenAs(format, set, [mask, table], () => size);
    expect(planeOf(await again.sources[0]!.read()).values).toEqual(colours);
  });

  it('of colours that nothing names have classes of these colours, whatever they are called later', async () => {
    const colours = Uint32Array.from([0, 0, 0x123456, 0, 0, 0, 0, 0]);
    const mask = fileOf('d/masks/a.png', planeBytes({ size, kind: 'colour', values: colours }));
    const { set, format } = await found([mask], images);
    expect(set.classes).toMatchObject([{ name: '#123456', colour: [0x12, 0x34, 0x56] }]);
    const renamed = { ...set, classes: set.classes.map((one) => ({ ...one, name: 'car' })) };
    const again = await writtenAs(format, renamed, [mask], () => size);
    expect(planeOf(await again.sources[0]!.read()).values).toEqual(colours);
  });

  it('with a value that no table names tell of it, and keep it', async () => {
    const files = [
      fileOf('d/masks/a.png', planeBytes({ size, kind: 'index', values: Uint32Array.of(7, 7, 0, 0, 0, 0, 0, 1) })),
      fileOf('d/classes.txt', 'background\ncat\n'),
    ];
    const { set } = await found(files, images);
    expect(set.troubles).toMatchObject([{ code: 'unknown-class', file: 'd/masks/a.png' }]);
    expect(areas(set)).toEqual({ 'd/images/a.jpg': { cat: 1, '7': 2 } });
  });

  it('that are no PNG, or end early, are told with their file, and stop nothing', async () => {
    const whole = planeBytes({ size, kind: 'index', values });
    for (const bytes of [whole.slice(0, whole.length - 20), new Uint8Array(9), new TextEncoder().encode('no image')]) {
      const { set } = await found(
        [fileOf('d/masks/a.png', bytes), fileOf('d/masks/b.png', whole)],
        [...images, 'd/images/b.jpg', 'd/masks/b.png'],
      );
      expect(set.troubles).toMatchObject([{ code: 'bad-syntax', file: 'd/masks/a.png' }]);
      expect(set.troubles[0]?.detail).toMatch(/^Expected .+\.$/);
      expect(set.store.size).toBe(3);
    }
  });

  it('are painted from polygons with their holes, one number above those of a set that begins at 0', async () => {
    const files = [fileOf('d/labels/a.txt', '0 0 0 1 0 1 1 0 1\n'), fileOf('d/data.yaml', 'names: [cat]\n')];
    const { set } = await found(files, ['d/images/a.jpg'], 'yolo-segment');
    const hole = ringsOf(
      [
        [0, 0, 4, 0, 4, 4, 0, 4],
        [1, 1, 3, 1, 3, 3, 1, 3],
      ],
      [false, true],
    );
    const label = labelOf(0, [{ kind: 'polygon', rings: hole }]);
    const image = { ...set.store.get('d/images/a.jpg')!, unit: 'px' as const, labels: [label] };
    const changed = { ...set, store: { ...set.store, images: () => ['d/images/a.jpg'], get: () => image } };
    const {
      files: texts,
      sources,
      losses,
    } = await writtenAs(formatOf('masks')!, changed as unknown as LabelSet, files, () => ({ width: 4, height: 4 }));
    const { data } = PNG.sync.read(Buffer.from(await sources[0]!.read()));
    const red = Array.from({ length: 16 }, (_, at) => data[4 * at]);
    expect(red).toEqual([1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1]);
    expect(JSON.parse(texts.get('dataset_meta.json')!).label_map).toEqual({ 0: 'background', 1: 'cat' });
    expect(losses).toEqual(new Map([['polygon-as-mask', 1]]));
  });
});

describe.skipIf(!isThere)('masks of the corpus', () => {
  it('of coco128’s panoptic set have the segments of their table, their areas, and come back the same', async () => {
    const { files, images } = folderOf(join(corpus, 'coco128'), 'coco128');
    const { set, format, counts } = await found(files, images, 'coco-panoptic');
    expect(counts).toMatchObject({ labels: 285, images: 26, troubles: 0 });
    for (const image of set.store.images())
      for (const { shapes, kept } of set.store.get(image)!.labels) {
        const said = (kept as unknown as { value: { area: number } }).value.area;
        expect(shapes[0]?.kind === 'mask' && maskArea(shapes[0].mask)).toBe(said);
      }
    const again = await writtenAs(format, set, files, (image) => set.store.get(image)!.stated!);
    const before = JSON.parse(
      new TextDecoder().decode(await files.find(({ path }) => path.endsWith('panoptic_train2017.json'))!.read()),
    ) as Panoptic;
    const after = JSON.parse(again.files.get('annotations/panoptic_train.json')!) as Panoptic;
    const there = new Set(before.annotations.map(({ image_id: id }) => id));
    const byId = ({ annotations }: Panoptic) => annotations.toSorted((one, other) => one.image_id - other.image_id);
    expect(byId(after)).toEqual(byId(before));
    expect(after.categories).toEqual(before.categories);
    expect(after.images.length).toBe(there.size);
    for (const { file_name: name } of after.annotations) {
      const [one, other] = [files, again.sources].map((all) =>
        all.find(({ path }) => path.includes('annotations/panoptic_') && path.endsWith(name))!,
      );
      expect(isSame(await one!.read(), await other!.read())).toBe(true);
    }
  });

  it('of datumaro’s VOC set come back with their boxes, pixel for pixel', async () => {
    const { files, images } = folderOf(join(corpus, 'datumaro/voc_dataset/voc_dataset1'), 'voc');
    const { set, format } = await found(files, images);
    const all = (one: LabelSet) =>
      Array.from(one.store.images(), (image) =>
        one.store.get(image)!.labels.map(({ class: index, shapes }) => [one.classes[index]!.name, shapes]),
      );
    expect(
      all(set)
        .flat()
        .filter(([, shapes]) => JSON.stringify(shapes).includes('"mask"')),
    ).toMatchObject([['bicycle', [{ kind: 'mask' }]]]);
    const again = await writtenAs(format, set, files, () => ({ width: 20, height: 10 }));
    const back = await found(again.sources, [
      ...images.filter((path) => path.endsWith('.jpg')),
      ...again.sources.map(({ path }) => path),
    ]);
    expect(all(back.set)).toEqual(all(set));
  });

  it('of coco128 have the files and values of their table, and come back pixel for pixel', async () => {
    const { files, images } = folderOf(join(corpus, 'coco128'), 'coco128');
    const { set, format, counts } = await found(files, images, 'masks');
    expect(counts).toMatchObject({ images: 26, withoutLabels: 0, troubles: 0 });
    const used = new Set<number>();
    for (const image of set.store.images())
      for (const label of set.store.get(image)!.labels) used.add(set.classes[label.class]!.id);
    // Of 75 values one is 0: unlabeled.
    expect([used.size, Math.max(...used)]).toEqual([74, 199]);
    const sizes = (image: string) => set.store.get(image)!.stated!;
    const again = await writtenAs(format, set, files, sizes);
    for (const image of [...set.store.images()]) {
      const stem = image.slice(image.lastIndexOf('/') + 1, -4);
      const before = files.find(({ path }) => path.endsWith(`semantic_segmentation/masks/train2017/${stem}.png`))!;
      const after = again.sources.find(({ path }) => path.endsWith(`masks/train2017/${stem}.png`))!;
      expect(isSame(await after.read(), await before.read())).toBe(true);
    }
  });

  it.each([
    ['camvid_dataset', 4, 'Road', { train: 1, val: 1, test: 2 }],
    ['common_semantic_segmentation_dataset', 2, 'Road', {}],
  ])('of datumaro’s %s are %i images with known colours, in their splits', async (name, many, known, splits) => {
    const { files, images } = folderOf(join(corpus, 'datumaro', name), name);
    const { set, format, counts } = await found(files, images);
    expect([format.id, counts.images, counts.troubles, counts.withoutLabels]).toEqual(['masks', many, 0, 0]);
    expect(Object.values(areas(set)).some((image) => (image[known] ?? 0) > 0)).toBe(true);
    const counted: Record<string, number> = {};
    for (const image of set.store.images()) {
      const { split } = set.store.get(image)!;
      if (split) counted[split] = (counted[split] ?? 0) + 1;
    }
    expect(counted).toEqual(splits);
    const again = await writtenAs(format, set, files, (image) => set.store.get(image)!.stated!);
    const photographs = images.filter((path) => !files.some((file) => file.path === path));
    const back = await found(again.sources, [...photographs, ...again.sources.map(({ path }) => path)]);
    expect(areas(back.set)).toEqual(areas(set));
  });
});
