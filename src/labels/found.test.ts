import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LabelSet } from '../core/dataset/label-set';
import { readHeader } from '../core/header/read';
import { findLabels, type Found } from './find';
import { usualOptions, type LabelFile } from './format';
import { formatOf } from './formats';
import { fileOf, folderOf, writtenAs } from './testing/memory';

const corpus = join(process.env['CORPUS'] ?? join(import.meta.dirname, '../../../shared/corpus'), 'annotated');
const isThere = existsSync(corpus);
if (!isThere) console.warn('The corpus is not there: its labelled sets are not read.');

async function found(files: readonly LabelFile[], images: readonly string[], read = 'auto') {
  return findLabels({ files, images, read, options: usualOptions });
}

function settled(result: Found) {
  if (result.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(result)}`);
  return result;
}

/** Every label as plain numbers and names: what must be the same after a round trip. */
function plain(set: LabelSet, unit = 1) {
  const round = (value: number) => Number((value * unit).toFixed(9));
  return Array.from(set.store.images(), (image) => ({
    image,
    labels: set.store.get(image)!.labels.map(({ class: index, id, flags, shapes }) => ({
      class: set.classes[index]!.name,
      id,
      flags,
      shapes: shapes.map((shape) =>
        JSON.stringify(shape, (_, value: unknown) =>
          ArrayBuffer.isView(value) ? Array.from(value as unknown as number[], round) : value,
        ),
      ),
    })),
  }));
}

interface TableOfSet {
  readonly boxes: number;
  readonly images: number;
  readonly classes: Readonly<Record<string, number>>;
  readonly yolo_detect: { readonly rows: number };
  readonly yolo_seg: { readonly rows: number };
}

const sizes = new Map<string, { width: number; height: number }>();
const sizeIn = (root: string, name: string) => (image: string) => {
  const at = join(root, image.slice(name.length + 1));
  const known = sizes.get(at) ?? sizeOf(at);
  sizes.set(at, known);
  return known;
};
function sizeOf(at: string) {
  const { header } = readHeader(new Uint8Array(readFileSync(at)));
  if (!header) throw new Error(`Expected a header in ${at}.`);
  const { width, height } = header;
  return { width, height };
}

describe.skipIf(!isThere)('labelled sets of the corpus', () => {
  const tables = isThere
    ? (JSON.parse(readFileSync(join(corpus, '../ground-truth/tables/datasets.json'), 'utf8')) as Record<
        string,
        TableOfSet
      >)
    : {};

  it('bccd-voc has the boxes and classes of its table, and comes back the same through itself and YOLO', async () => {
    const { files, images } = folderOf(join(corpus, 'bccd-voc'), 'bccd-voc');
    const { set, counts, format } = settled(await found(files, images));
    const table = tables['bccd-voc']!;
    expect(format.id).toBe('voc');
    expect(counts).toMatchObject({ labels: table.boxes, images: table.images, withoutLabels: 0, troubles: 0 });
    const classes: Record<string, number> = {};
    for (const image of set.store.images())
      for (const label of set.store.get(image)!.labels) {
        const name = set.classes[label.class]!.name;
        classes[name] = (classes[name] ?? 0) + 1;
      }
    expect(classes).toEqual(table.classes);

    const size = sizeIn(join(corpus, 'bccd-voc'), 'bccd-voc');
    const again = await writtenAs(format, set, files, size);
    const back = settled(await found(listed(again.files), images));
    expect(plain(back.set)).toEqual(plain(set));

    const asYolo = await writtenAs(formatOf('yolo')!, set, files, size);
    const yolo = settled(await found(listed(asYolo.files), images));
    expect(yolo.format.id).toBe('yolo-detect');
    expect(yolo.counts.labels).toBe(1493);
    const asVoc = await writtenAs(format, yolo.set, [], size);
    const voc = settled(await found(listed(asVoc.files), images));
    expect(rounded(plain(voc.set))).toEqual(rounded(plain(set)));
  });

  it('coco128 has the rows of its table, and its four kinds of labels at once are refused with the choice', async () => {
    const { files, images } = folderOf(join(corpus, 'coco128'), 'coco128');
    const photographs = images.filter((path) => path.endsWith('.jpg'));
    const both = await found(files, photographs);
    expect(both).toMatchObject({ kind: 'refused' });
    expect(both.kind === 'refused' && both.formats.toSorted()).toEqual([
      'coco-panoptic',
      'masks',
      'yolo-detect',
      'yolo-segment',
    ]);
    const table = tables['coco128/train2017']!;
    const detect = settled(await found(files, photographs, 'yolo-detect'));
    expect(detect.counts).toMatchObject({ labels: table.yolo_detect.rows, images: 25, withoutLabels: 1, troubles: 0 });
    expect(detect.set.classes[0]?.name).toBe('person');
    const segment = settled(await found(files, photographs, 'yolo-segment'));
    expect(segment.counts).toMatchObject({
      labels: table.yolo_seg.rows,
      images: 26,
      empty: 1,
      withoutLabels: 0,
      troubles: 0,
    });

    const size = sizeIn(join(corpus, 'coco128'), 'coco128');
    for (const { set, format } of [detect, segment]) {
      const again = await writtenAs(format, set, files, size);
      const back = settled(await found(listed(again.files), photographs));
      expect(back.format).toBe(format);
      expect(plain(back.set)).toEqual(plain(set));
    }
    const asCoco = await writtenAs(formatOf('coco')!, segment.set, files, size);
    const coco = settled(await found(listed(asCoco.files), photographs));
    expect(coco.counts).toMatchObject({ labels: 181, images: 26, empty: 1, troubles: 0 });
  });

  it('chess-coco has the boxes of its table, and comes back byte for byte in meaning', async () => {
    const root = join(corpus, 'chess-coco');
    const { files, images } = folderOf(root, 'chess-coco');
    const { set, counts, format } = settled(await found(files, images));
    const table = tables['chess-coco/test']!;
    expect(counts).toMatchObject({ labels: table.boxes, images: table.images, empty: 1, troubles: 0 });
    const again = await writtenAs(format, set, files, sizeIn(root, 'chess-coco'));
    const [text = ''] = [...again.files.values()];
    const before = JSON.parse(new TextDecoder().decode(await files.find(({ path }) => path.endsWith('.json'))!.read()));
    expect(JSON.parse(text)).toEqual(before);
  });

  it.each(['instances', 'person_keypoints'])(
    'coco_%s of datumaro comes back the same in each split, under the same names',
    async (kind) => {
      const name = `coco_${kind}`;
      const root = join(corpus, 'datumaro/coco_dataset', name);
      const { files, images } = folderOf(root, name);
      const { set, counts, format } = settled(await found(files, images));
      expect(counts).toMatchObject({ labels: 3, images: 2 });
      const again = await writtenAs(format, set, files, sizeIn(root, name));
      for (const split of ['train', 'val']) {
        const before = files.find(({ path }) => path.includes(`_${split}.json`))!;
        const after = JSON.parse(again.files.get(`annotations/${kind}_${split}.json`)!);
        const expected = JSON.parse(new TextDecoder().decode(await before.read()));
        expect(after.annotations).toEqual(expected.annotations);
        expect(after.categories).toEqual(expected.categories);
        expect(after.images).toEqual(expected.images);
      }
    },
  );

  it.each([
    ['yolo', 'yolo-detect', 2],
    ['yolov8_detection', 'yolo-detect', 2],
    ['yolov8_segmentation', 'yolo-segment', 2],
    ['yolov8_pose', 'yolo-pose', 1],
  ])('%s of datumaro is %s with %i rows, and comes back the same', async (name, id, rows) => {
    const root = join(corpus, 'datumaro/yolo_dataset', name);
    const { files, images } = folderOf(root, name);
    const { set, counts, format } = settled(await found(files, images));
    expect([format.id, counts.labels, counts.troubles]).toEqual([id, rows, 0]);
    const again = await writtenAs(format, set, files, sizeIn(root, name));
    const back = settled(await found(listed(again.files), images));
    expect(plain(back.set)).toEqual(plain(set));
    expect(back.set.classes.map((one) => one.name)).toEqual(set.classes.map((one) => one.name));
  });

  it('voc_dataset1 of datumaro keeps parts, actions and flags', async () => {
    const root = join(corpus, 'datumaro/voc_dataset/voc_dataset1');
    const { files, images } = folderOf(root, 'voc');
    const photographs = images.filter((path) => path.includes('JPEGImages'));
    const { set, format } = settled(await found(files, photographs));
    // Three of the XML's, and the pixels of one that it does not speak of.
    expect(set.store.size).toBe(4);
    const again = await writtenAs(format, set, files, sizeIn(root, 'voc'));
    const before = new TextDecoder().decode(await files.find(({ path }) => path.endsWith('.xml'))!.read());
    const bare = (xml: string) =>
      xml
        .replace(/<\?.*?\?>/, '')
        .replace(/>\s+</g, '><')
        .trim();
    const after = bare([...again.files.values()].find((text) => text.includes('<annotation'))!);
    expect(after).toBe(bare(before));
  });
});

function listed(files: ReadonlyMap<string, string>): LabelFile[] {
  return Array.from(files, ([path, text]) => fileOf(path, text));
}

/** VOC's and YOLO's numbers agree to a millionth. */
function rounded(images: ReturnType<typeof plain>) {
  return images.map(({ image, labels }) => ({
    image,
    labels: labels.map((one) => ({
      class: one.class,
      shapes: one.shapes.map((shape) =>
        shape.replace(/-?\d+\.\d+/g, (digits) => String(Number(Number(digits).toFixed(6)))),
      ),
    })),
  }));
}
