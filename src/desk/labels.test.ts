import { describe, expect, it } from 'vitest';
import { arrive, depart, travel } from '../core/dataset/travel';
import { keepAll } from '../core/dataset/label-rules';
import { labelOf, noLabels } from '../core/dataset/labels';
import type { Geometry } from '../core/geometry/geometry';
import { fileOf } from '../labels/testing/memory';
import { Labels } from './labels';

const files = [
  fileOf('d/labels/a.txt', '0 0.25 0.5 0.5 1\n1 0.75 0.5 0.5 1\n'),
  fileOf('d/labels/b.txt', ''),
  fileOf('d/data.yaml', 'train: images\nnames: [left, right]\n'),
];
const images = ['d/images/a.jpg', 'd/images/b.jpg', 'd/images/c.jpg'];
const question = { images, read: 'auto', vocOneBased: false };

/** Keeps the left half of every image of 40 × 20 pixels, as a job would. */
async function run(labels: Labels, write: string) {
  const size = { width: 40, height: 20 };
  const half: Geometry = {
    size: { width: 20, height: 20 },
    map: { kind: 'identity' },
    clip: { x0: 0, y0: 0, x1: 20, y1: 20 },
    edge: 'constant',
  };
  const texts = new Map<string, string>();
  for (const source of images) {
    const image = labels.of(source);
    const arrived = image && arrive(travel(depart(image, size), half, keepAll), keepAll);
    labels.keep({ id: `run/${source}`, source, width: 20, height: 20, arrived });
  }
  const named = images.map((path) => [`run/${path}`, path] as const);
  const written = await labels.write(named, write, (some) =>
    some.forEach(({ id, bytes }) => texts.set(id, new TextDecoder().decode(bytes))),
  );
  return { ...written, texts: new Map(written.files.map(({ id, path }) => [path, texts.get(id) ?? ''])) };
}

describe('labels at the desk', () => {
  it('are found, moved, written in their own format, and counted', async () => {
    const labels = new Labels();
    const found = await labels.find(files, question);
    expect(found).toMatchObject({ kind: 'found', refused: null });
    expect([...found.files].sort()).toEqual(['d/data.yaml', 'd/labels/a.txt', 'd/labels/b.txt']);
    const { texts, report } = await run(labels, 'same');
    expect(texts.get('d/labels/a.txt')).toBe('0 0.5 0.5 1 1\n');
    expect(texts.get('d/labels/b.txt')).toBe('');
    expect([...texts.keys()].sort()).toEqual([
      'd/labels/a.txt',
      'd/labels/b.txt',
      'd/labels/c.txt',
      'data.yaml',
      'train.txt',
    ]);
    expect(report).toMatchObject({
      read: 'yolo-detect',
      written: 'yolo-detect',
      classes: ['left', 'right'],
      found: { files: 3, labels: 2, images: 2, empty: 1, withoutLabels: 1 },
      outputs: { labels: 1, images: 3, files: 5 },
      drops: [{ class: 'right', reason: 'outside', count: 1 }],
      troubles: [],
    });
  });

  it('are written in another format, every image in it', async () => {
    const labels = new Labels();
    await labels.find(files, question);
    const { texts } = await run(labels, 'coco');
    // The image that no label file speaks of is among those beside it.
    expect([...texts.keys()]).toEqual(['annotations/instances_train.json']);
    const [text = ''] = [...texts.values()];
    const coco = JSON.parse(text) as Record<'images' | 'annotations', Record<string, unknown>[]>;
    expect(coco.images).toHaveLength(3);
    expect(coco.annotations).toMatchObject([{ image_id: 1, category_id: 0, bbox: [0, 0, 20, 20], area: 400 }]);
  });

  it('of a format that was asked for, where there are none of any, are a trouble in the report', async () => {
    const labels = new Labels();
    const notes = [fileOf('d/notes.json', '{"a": 1}'), fileOf('d/readme.txt', 'Some words.')];
    const none = { read: null, written: null, refused: null, outputs: { labels: 0 } };
    expect(await labels.find(notes, { ...question, read: 'coco' })).toMatchObject({ kind: 'none', refused: null });
    const detail = 'Expected labels in the format coco, found none in any format among 2 files that may hold some.';
    const { report } = await labels.write([], 'same', () => {});
    expect(report).toMatchObject({ ...none, troubles: [{ code: 'no-labels', file: '', where: '', detail }] });
    await labels.find(notes, question);
    expect((await labels.write([], 'same', () => {})).report).toBeNull();
  });

  it('that are wrong are counted by code, listed by image, and named once however often they are told', async () => {
    const labels = new Labels();
    await labels.find(files, question);
    const wrong = [
      { code: 'no-area', label: 1, class: 1, detail: 'Expected an area.' },
      { code: 'duplicate-label', label: 1, class: 1, detail: 'Expected it once.' },
    ] as const;
    labels.checks.add('d/images/b.jpg', [{ code: 'size-mismatch', label: null, class: null, detail: 'Two.' }], true);
    labels.checks.add('d/images/a.jpg', [wrong[0]], true);
    labels.checks.add('d/images/a.jpg', wrong, true);
    const { report } = await run(labels, 'same');
    expect(report?.checks).toEqual([
      { code: 'no-area', count: 1 },
      { code: 'duplicate-label', count: 1 },
      { code: 'size-mismatch', count: 1 },
    ]);
    expect(report?.wrong?.map(({ code, image, class: name }) => [code, image, name])).toEqual([
      ['no-area', 'd/images/a.jpg', 'right'],
      ['duplicate-label', 'd/images/a.jpg', 'right'],
      ['size-mismatch', 'd/images/b.jpg', null],
    ]);
    // Two things are wrong with one label, which was left out once.
    expect(report?.drops).toContainEqual({ class: 'right', reason: 'wrong', count: 1 });
  });

  it('of an item that was tried twice are counted once, with what its steps left out', async () => {
    const labels = new Labels();
    await labels.find(files, question);
    const arrived = {
      labels: { ...noLabels, labels: [labelOf(0, [{ kind: 'box', at: Float64Array.of(5, 5, 15, 15) }])], moved: true },
      drops: [{ at: 1, class: 1, reason: 'outside' }],
    } as const;
    for (const _ of ['once', 'and again'])
      labels.keep({ id: 'a', source: 'd/images/a.jpg', width: 20, height: 20, arrived });
    // Of an item that failed with another of its outputs: it never gets a name.
    labels.keep({ id: 'b', source: 'd/images/b.jpg', width: 20, height: 20, arrived });
    const texts: string[] = [];
    const { report } = await labels.write([['a', 'a.jpg']], 'same', (some) =>
      some.forEach(({ bytes }) => texts.push(new TextDecoder().decode(bytes))),
    );
    expect(report?.drops).toEqual([{ class: 'right', reason: 'outside', count: 1 }]);
    expect(report?.outputs).toMatchObject({ labels: 1, images: 1 });
    expect(texts[0]).toBe('0 0.5 0.5 0.5 0.5\n');
  });

  it('of a class that one split has alone say so', async () => {
    const labels = new Labels();
    const split = [
      fileOf('d/train/labels/a.txt', '0 0.5 0.5 1 1\n1 0.5 0.5 1 1\n'),
      fileOf('d/val/labels/b.txt', '0 0.5 0.5 1 1\n'),
    ];
    await labels.find(split, { ...question, images: ['d/train/images/a.jpg', 'd/val/images/b.jpg'] });
    const { report } = await labels.write([], 'same', () => {});
    expect(report?.wrong).toEqual([
      { code: 'one-split', image: null, label: null, class: '1', detail: expect.stringContaining('train alone') },
    ]);
  });

  it('tell the frame that they were drawn in, by the headers of their images, in the report too', async () => {
    const labels = new Labels();
    const voc = (name: string, size: string, box: string) =>
      `<annotation><filename>${name}</filename>${size}<object><name>x</name>${box}</object></annotation>`;
    const sized = '<size><width>40</width><height>20</height></size>';
    const box = '<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>39</xmax><ymax>9</ymax></bndbox>';
    await labels.find(
      [
        fileOf('d/Annotations/a.xml', voc('a.jpg', sized, box)),
        fileOf('d/Annotations/b.xml', voc('b.jpg', '', box)),
        fileOf('d/Annotations/c.xml', voc('c.jpg', '', '')),
      ],
      question,
    );
    expect(labels.frame.witnesses()).toEqual(['d/images/a.jpg', 'd/images/b.jpg', 'd/images/c.jpg']);
    for (const path of labels.frame.witnesses()) labels.frame.hear(path, onItsSide);
    labels.frame.hear('d/images/a.jpg', new TextEncoder().encode('no image'));
    expect(labels.frame.found()).toMatchObject({ frame: 'stored', turned: 3, stored: { size: 1, places: 2 } });
    expect((await run(labels, 'same')).report?.frame).toMatchObject({ frame: 'stored', looked: 3 });
    // Fractions tell nothing: nobody is to be read.
    await labels.find(files, question);
    expect(labels.frame.witnesses()).toEqual([]);
  });

  it('come back into COCO with all digits of numbers that JavaScript rounds', async () => {
    const labels = new Labels();
    const json = {
      images: [{ id: 1, file_name: 'a.jpg', width: 40, height: 20, owner: 777 }],
      categories: [{ id: 1, name: 'cat', owner: 777 }],
      annotations: [{ id: 777, image_id: 1, category_id: 1, bbox: [1, 2, 3, 4], owner: 777 }],
    };
    const large = '1234567890123456789';
    const text = JSON.stringify(json).replaceAll('777', large);
    await labels.find([fileOf('d/empty.txt', ''), fileOf('d/annotations.json', text)], question);
    const { texts } = await run(labels, 'same');
    expect([...texts.values()].map((one) => one.split(large).length - 1)).toEqual([4]);
  });

  it('have a class for bare pixels: their own of that name, else a new one that mask sets number 255', async () => {
    const labels = new Labels();
    expect(labels.maskFill('ignore')).toBeNull();
    await labels.find(files, question);
    expect(labels.maskFill('right')).toEqual({ class: 1, isIgnored: false, isForAll: false });
    expect(labels.maskFill('ignore')).toEqual({ class: 2, isIgnored: true, isForAll: false });
    expect((await run(labels, 'same')).report?.classes).toEqual(['left', 'right', 'ignore']);
  });

  it('in two formats are refused with the choice, and nothing is written', async () => {
    const labels = new Labels();
    const voc = '<annotation><filename>a.jpg</filename><size/><object><name>x</name></object></annotation>';
    const found = await labels.find([...files, fileOf('d/Annotations/a.xml', voc)], question);
    expect(found).toMatchObject({ kind: 'refused', refused: expect.stringContaining('yolo-detect, voc') });
    expect(await run(labels, 'same')).toMatchObject({ files: [], report: { read: null, refused: found.refused } });
  });
});

/** The head of a JPEG of 40 × 20 pixels that EXIF turns clockwise: SOI, APP1 with the tag, SOF0. */
const onItsSide = Uint8Array.from([
  ...[0xff, 0xd8, 0xff, 0xe1, 0, 34, ...new TextEncoder().encode('Exif\0\0MM'), 0, 42, 0, 0, 0, 8],
  ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0],
  ...[0xff, 0xc0, 0, 11, 8, 0, 20, 0, 40, 1, 1, 0x11, 0],
]);
