import { describe, expect, it } from 'vitest';
import { LabelStore } from '../core/dataset/label-store';
import { classOf, type LabelSet } from '../core/dataset/label-set';
import { labelOf } from '../core/dataset/labels';
import { findLabels } from './find';
import { usualOptions } from './format';
import { labelFormats } from './formats';
import { fileOf, writtenAs } from './testing/memory';

const image = 'd/images/a.jpg';
const size = { width: 40, height: 30 };

/** What a sheet would compute, a terminal obey, a reader of lines stumble over, and an eye take for something else. */
const names = [
  '=HYPERLINK("http://example.org/?"&A1,"x")',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(1+1)',
  'a,b;"c"\td',
  'two\nlines',
  'bell\u0007 and \u001b[31mred',
  'gpj.\u202Eevil',
  '<img src=x onerror=alert(1)>&amp;',
  ' spaces ',
] as const;

/** Each class once, as a box. */
function hostileSet(): LabelSet {
  const store = new LabelStore('');
  store.open(image, { unit: 'px', stated: size, split: 'train', kept: null });
  const classes = names.map((name, index) => classOf(index, name));
  names.forEach((_, index) =>
    store.add(image, labelOf(index, [{ kind: 'box', at: Float64Array.of(1, 2, 9 + index, 10 + index) }])),
  );
  return { format: '', classes, store, files: [], info: null, licences: null, kept: null, troubles: [] };
}

/** As a format that has no room for control characters or spaces writes it. */
const plain = (name: string) =>
  name
    .replace(/[\p{Cc}\p{Cf}_]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();

/** Masks name what is no object as well. */
const expected = [...names.map(plain), 'background'];

describe('classes named like formulas, markup and control characters', () => {
  const written = labelFormats.filter(({ id, write }) => write !== null && id !== 'class-folders'); // It has a class for each image, and these are boxes.
  it.each(written.map((format) => [format.id, format] as const))('come through %s as text', async (id, format) => {
    const { sources } = await writtenAs(format, hostileSet(), [], () => size);
    const found = await findLabels({ files: sources, images: [image], read: id, options: usualOptions });
    if (found.kind !== 'found') throw new Error(`Expected labels in ${id}, received ${JSON.stringify(found)}.`);
    const read = found.set.classes.map(({ name }) => plain(name));
    for (const name of read) expect(expected).toContain(name);
    expect(found.set.troubles).toEqual([]);
  });
});

describe('a label file nested a hundred thousand levels deep', () => {
  const levels = 100_000;
  const deep = `${'['.repeat(levels)}1${']'.repeat(levels)}`;
  const files: readonly (readonly [format: string, path: string, text: string])[] = [
    ['coco', 'd/annotations.json', `{"images":[{"id":1,"file_name":"a.jpg","width":4,"height":3}],"categories":[],"annotations":[{"id":1,"image_id":1,"bbox":${deep}}]}`],
    ['coco', 'd/annotations.json', `{"info":${deep},"images":[],"categories":[],"annotations":[]}`],
    ['labelme-json', 'd/images/a.json', `{"imagePath":"a.jpg","imageHeight":3,"shapes":[{"label":"a","points":${deep}}]}`],
    ['via', 'd/via.json', `{"a.jpg":{"filename":"a.jpg","regions":[{"shape_attributes":${deep}}]}}`],
    ['cityscapes', 'd/images/a_polygons.json', `{"imgHeight":3,"imgWidth":4,"objects":[{"label":"a","polygon":${deep}}]}`],
    ['createml', 'd/a.json', `[{"image":"a.jpg","annotations":[{"label":"a","coordinates":${deep}}]}]`],
    ['datumaro', 'd/a.json', `{"categories":{},"items":[{"id":"a","annotations":${deep}}]}`],
    ['label-studio', 'd/a.json', `[{"data":{"image":"a.jpg"},"annotations":[{"result":${deep}}]}]`],
    ['imagefolder', 'd/images/metadata.jsonl', `{"file_name":"a.jpg","objects":${deep}}\n`],
    ['yolo-detect', 'd/data.yaml', `names: ${deep}\n`],
    ['yolo-detect', 'd/data.yaml', `names: [a]\nmore: ${deep}\n`],
    ['yolo-detect', 'd/data.yaml', `names: [a]\nmore:\n  ${'- '.repeat(levels)}b\n`],
    ['yolo-detect', 'd/data.yaml', `names: [a]\nmore: ${'['.repeat(200)}b${']'.repeat(200)}\n`],
  ]; // prettier-ignore

  it.each(files)('as %s in %s is told or left aside', async (id, path, text) => {
    const all = [
      fileOf(path, text),
      ...(id === 'yolo-detect' ? [fileOf('d/labels/a.txt', '0 0.5 0.5 0.2 0.2\n')] : []),
    ];
    const found = await findLabels({ files: all, images: [image], read: id, options: usualOptions });
    if (found.kind !== 'found') return expect(found.kind).toMatch(/none|refused/);
    expect(found.set.troubles).toMatchObject([{ code: 'bad-syntax', detail: expect.stringContaining('levels deep') }]);
  });
});
