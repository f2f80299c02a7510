import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inherited, reservedKeys, withKey } from '../core/recipe/testing/prototypes';
import { findLabels } from './find';
import { usualOptions, type LabelFile } from './format';
import { formatOf } from './formats';
import { fileOf, writtenAs } from './testing/memory';

let before: readonly unknown[];
beforeEach(() => void (before = inherited()));
afterEach(() => expect(inherited()).toEqual(before));

const images = ['d/images/a.jpg'];
const size = () => ({ width: 100, height: 80 });
const evil = { polluted: true };

async function read(files: readonly LabelFile[], format: string) {
  const found = await findLabels({ files, images, read: format, options: usualOptions });
  if (found.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(found)}`);
  expect(found.set.troubles).toEqual([]);
  return found.set;
}

/** COCO with the key in each of its objects, and as the name of its class. */
function cocoOf(key: string): LabelFile {
  const bad = (rest: object) => withKey(key, evil, rest);
  const file = bad({
    info: bad({ year: 2020 }),
    licenses: [bad({ id: 1, name: 'CC0' })],
    images: [bad({ id: 1, file_name: 'a.jpg', width: 100, height: 80 })],
    categories: [bad({ id: 1, name: key, supercategory: key })],
    annotations: [
      bad({ id: 1, image_id: 1, category_id: 1, bbox: [1, 2, 30, 40], attributes: bad({ blurred: true }) }),
    ],
  });
  return fileOf('d/annotations.json', JSON.stringify(file));
}

/** Every key of every object in a value that was parsed of JSON. */
function ownKeys(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...ownKeys(inner)]);
}

describe.each(reservedKeys)('labels with the key and the name %s', (key) => {
  it('of COCO are read as data, and written again with the key as data', async () => {
    const file = cocoOf(key);
    const set = await read([file], 'coco');
    expect(set.classes.map(({ name }) => name)).toEqual([key]);
    expect(set.store.get(images[0]!)?.labels).toHaveLength(1);
    const { files } = await writtenAs(formatOf('coco')!, set, [file], size);
    const [text = ''] = files.values();
    const again: unknown = JSON.parse(text);
    // The top, licence, image, category, annotation and its attributes; `info` too.
    expect(ownKeys(again).filter((one) => one === key).length).toBeGreaterThanOrEqual(5);
    expect((again as typeof evil).polluted).toBeUndefined();
    expect(text).toContain(`"name":${JSON.stringify(key)}`);
  });

  it('of YOLO and VOC are a class like any other, in every format that they are written as', async () => {
    const yolo = [
      fileOf('d/labels/a.txt', '0 0.5 0.5 0.25 0.25\n'),
      fileOf('d/data.yaml', `train: images\n${key}: { polluted: true }\nnames:\n  0: ${key}\n`),
    ];
    const xml = `<annotation><${key}>x</${key}><filename>a.jpg</filename><size><width>100</width><height>80</height><depth>3</depth></size><object><name>${key}</name><${key}>1</${key}><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox></object></annotation>`;
    const voc = [fileOf('d/Annotations/a.xml', xml)];
    for (const [files, format] of [
      [yolo, 'yolo-detect'],
      [voc, 'voc'],
    ] as const) {
      // prettier-ignore
      const set = await read(files, format);
      expect(set.classes.map(({ name }) => name)).toEqual([key]);
      for (const other of ['coco', 'voc', 'yolo-detect']) {
        const { files: out } = await writtenAs(formatOf(other)!, set, files, size);
        expect([...out.values()].join('\n'), `${format} as ${other}`).toContain(key);
      }
    }
  });
});
