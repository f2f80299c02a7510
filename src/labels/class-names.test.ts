import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Json } from '../core/dataset/json';
import { classOf, type LabelSet } from '../core/dataset/label-set';
import { LabelStore } from '../core/dataset/label-store';
import { labelOf, type Shape } from '../core/dataset/labels';
import { maskOf } from '../core/geometry/mask';
import { cornersOf, ringsOf } from '../core/geometry/rings';
import { findLabels } from './find';
import { usualOptions, type LabelFile } from './format';
import { formatOf, labelFormats } from './formats';
import { fileOf, writtenAs } from './testing/memory';

const names = [
  ...[' cat', 'cat', 'cat ', 'traffic  light', 'traffic light', 'a\tb', 'a b', 'a_b', 'a\nb', 'a\r\nb', '\n cat'],
  ...['', '_', ' ', '\u00a0cat', 'object', 'a:b', '# cat', '"cat"', 'a,b', '1 2 3 cat', 'a\u0001b', 'ab'],
];
const size = { width: 40, height: 30 };
const at = { x0: 2, y0: 2, x1: 10, y1: 10 };
const imageOf = (index: number) => `d/images/${index}.jpg`;

const shapes: Readonly<Record<string, Shape>> = {
  box: { kind: 'box', at: Float64Array.of(2, 2, 10, 10) },
  polygon: { kind: 'polygon', rings: ringsOf([cornersOf(at)]) },
  mask: { kind: 'mask', mask: maskOf(size, { at, pixels: new Uint8Array(64).fill(1) }) },
};

type Kept = LabelSet['kept'];

/** Of each class an image of its own, with an object of it or, without a kind, of it as a whole. */
function setOf(kind: string | null, kept: Kept = null, called: readonly string[] = names): LabelSet {
  const store = new LabelStore('');
  called.forEach((_, index) => {
    store.open(imageOf(index), { unit: 'px', stated: size, split: null, kept: null });
    const shape = shapes[kind ?? ''];
    if (shape) store.add(imageOf(index), labelOf(index, [shape]));
    else store.addClass(imageOf(index), index);
  });
  const classes = called.map((name, id) => classOf(id, name, { colour: [id + 1, 0, 0] }));
  return { format: '', classes, store, files: [], info: null, licences: null, kept, troubles: [] };
}

interface Way {
  readonly title: string;
  readonly id: string;
  readonly kind: string | null;
  readonly kept?: Kept;
}

const keptAs = (format: string, value: Json) => ({ format, value });
const ofBoxes = [
  ...['yolo-detect', 'yolo-segment', 'yolo-pose', 'yolo-obb', 'coco', 'voc', 'labelme-xml', 'labelme-json', 'kitti'],
  ...['createml', 'cvat', 'datumaro', 'label-studio', 'via', 'tensorflow-csv', 'open-images', 'imagefolder'],
];
const ofImages = ['labelme-json', 'cvat', 'datumaro', 'label-studio', 'open-images', 'imagefolder'];
const ways: readonly Way[] = [
  ...ofBoxes.map((id) => ({ title: id, id, kind: 'box' })),
  ...ofImages.map((id) => ({ title: `${id}, of whole images,`, id, kind: null })),
  {
    title: 'obj.names',
    id: 'yolo-detect',
    kind: 'box',
    kept: keptAs('darknet', { data: 'obj.data', names: 'obj.names' }),
  },
  { title: 'metadata.csv', id: 'imagefolder', kind: null, kept: keptAs('imagefolder', { csv: true }) },
  { title: 'labelmap.txt', id: 'voc', kind: 'mask' },
  { title: 'coco-panoptic', id: 'coco-panoptic', kind: 'mask' },
  { title: 'masks', id: 'masks', kind: 'mask' },
  { title: 'masks of colours', id: 'masks', kind: 'mask', kept: keptAs('masks', { kind: 'colour', background: 0 }) },
  { title: 'cityscapes', id: 'cityscapes', kind: 'polygon' },
];

async function foundIn(files: readonly LabelFile[], images: readonly string[], read = 'auto'): Promise<LabelSet> {
  const found = await findLabels({ files, images, read, options: usualOptions });
  if (found.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(found)}.`);
  return found.set;
}

/** Writes a set and reads it again: names by image, and those that are not what they were. */
async function through({ id, kind, kept = null }: Omit<Way, 'title'>, called: readonly string[] = names) {
  const { sources, losses } = await writtenAs(formatOf(id)!, setOf(kind, kept, called), [], () => size);
  const pngs = sources.map(({ path }) => path).filter((path) => path.endsWith('.png'));
  const set = await foundIn(sources, [...called.map((_, index) => imageOf(index)), ...pngs], id);
  const indexes = called.map((_, index) => {
    const all = set.store.get(imageOf(index));
    return [...(all?.classes ?? []), ...(all?.labels ?? []).map((label) => label.class)];
  });
  const back = indexes.map((some) => some.map((one) => set.classes[one]!.name));
  const changed = called.flatMap((name, index) => (name === back[index]?.[0] ? [] : [[name, back[index]?.[0]]]));
  return { indexes, back, changed, losses, troubles: set.troubles };
}

/** Names in labels of one folder a format, as Python's own modules have them. */
const script = `
import sys, json, csv, io
import xml.etree.ElementTree as ET
names = {}
for path, text in json.load(sys.stdin).items():
    way = path.split('/')[0]
    add = names.setdefault(way, set()).add
    if way in ('voc', 'labelme-xml'):
        for one in ET.fromstring(text.encode()).iter('object'): add(one.find('name').text)
    elif way == 'cvat':
        root = ET.fromstring(text.encode())
        for one in root.iter('box'): add(one.get('label'))
        for one in root.iter('label'): add(one.find('name').text)
    elif way == 'createml':
        for image in json.loads(text):
            for one in image['annotations']: add(one['label'])
    elif way == 'tensorflow-csv' or 'bbox' in path:
        for row in csv.DictReader(io.StringIO(text, newline='')): add(row.get('class', row.get('LabelName')))
print(json.dumps({way: sorted(all) for way, all in names.items()}))
`;

describe('names of classes with spaces and other marks in them', () => {
  it('are tried in every format that is written', () => {
    const tried = new Set(ways.map(({ id }) => id));
    expect(labelFormats.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual(['class-folders']);
  });

  it.each(ways)('in $title are read as they were, or told as changed, and none becomes another', async (way) => {
    const { back, changed, losses, troubles } = await through(way);
    expect(back.map((some) => some.length)).toEqual(names.map(() => 1));
    expect(new Set(back.flat()).size, JSON.stringify(back)).toBe(names.length);
    expect(losses.get('name-changed') ?? 0, JSON.stringify(changed)).toBe(changed.length);
    expect(troubles.filter(({ code }) => code !== 'class-name')).toEqual([]);
  });

  const alike = ['dog', 'cat', 'cat', 'cat_2', 'cat', 'ca:t', 'ca:t'];
  /** Those that tell classes by their numbers, or by ids of their own. */
  const byNumber = /^(?:yolo|coco|masks|open-images)/;

  it.each(ways)('in $title stay two classes where they are the same', async (way) => {
    const { indexes, back, changed, losses, troubles } = await through(way, alike);
    expect(indexes.map((some) => some.length)).toEqual(alike.map(() => 1));
    expect(new Set(indexes.flat()).size, JSON.stringify(back)).toBe(alike.length);
    expect(losses.get('name-changed') ?? 0).toBe(changed.length);
    expect(troubles).toEqual([]);
    if (byNumber.test(way.id)) expect(back.flat()).toEqual(alike);
    else expect(back.flat().slice(0, 5)).toEqual(['dog', 'cat', 'cat_3', 'cat_2', 'cat_4']);
  });

  it('are told in folders of classes, where the second of two has none', async () => {
    const { losses } = await writtenAs(formatOf('class-folders')!, setOf(null, null, ['cat', 'cat']), [], () => size, usualOptions, (path) => path.replace('images', 'cat')); // prettier-ignore
    expect([...losses]).toEqual([['image-classes-left-out', 1]]);
  });

  it('are read by Python’s xml, csv and json as by us', async ({ skip }) => {
    const files: Record<string, string> = {};
    const ours: Record<string, readonly string[]> = {};
    for (const id of ['voc', 'labelme-xml', 'cvat', 'tensorflow-csv', 'open-images', 'createml']) {
      const written = await writtenAs(formatOf(id)!, setOf('box'), [], () => size);
      for (const [path, text] of written.files) files[`${id}/${path}`] = text;
      ours[id] = (await through({ id, kind: 'box' })).back.flat().toSorted();
    }
    const options = { encoding: 'utf8', input: JSON.stringify(files) } as const;
    const { stdout, stderr, error } = spawnSync('python3', ['-c', script], options);
    if (error) return skip('Python is not installed.');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(ours);
  });

  it('are told where spaces alone make them two; line breaks around a name are none of it', async () => {
    const box = '<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax></bndbox>';
    const objects = ['cat', '\n\t\tcat\n\t', 'cat ', 'dog'].map(
      (name) => `<object><name>${name}</name>${box}</object>`,
    );
    const xml = `<annotation><filename>0.jpg</filename>${objects.join('')}</annotation>`;
    const { classes, troubles } = await foundIn([fileOf('d/0.xml', xml)], ['d/0.jpg']);
    expect(classes.map(({ name }) => name)).toEqual(['cat', 'cat ', 'dog']);
    const detail = 'Expected names of classes that differ by more than spaces, received "cat" and "cat ".';
    expect(troubles).toEqual([{ code: 'class-name', file: '', where: '', detail }]);
  });

  it('in cells of a table have the spaces that are in quotes alone', async () => {
    const head = 'filename,width,height,class,xmin,ymin,xmax,ymax';
    const csv = `${head}\n0.jpg,9,9, "cat " ,1,1,9,9\n0.jpg, 9,9, cat ,1,1,9,9\n`;
    const { classes } = await foundIn([fileOf('d/a.csv', csv)], ['d/0.jpg']);
    expect(classes.map(({ name }) => name)).toEqual(['cat ', 'cat']);
  });

  it('in a list have the numbers of their lines, also behind a line of nothing', async () => {
    const files = [fileOf('d/obj.names', 'cat\r\n\r\ndog\r\n\r\n'), fileOf('d/0.txt', '2 0.5 0.5 0.1 0.1\n')];
    const { classes, store, troubles } = await foundIn(files, ['d/0.jpg']);
    expect(classes.map(({ id, name }) => [id, name])).toEqual([[0, 'cat'], [2, 'dog']]); // prettier-ignore
    expect([store.get('d/0.jpg')!.labels[0]!.class, troubles]).toEqual([1, []]);
  });
});
