import { describe, expect, it } from 'vitest';
import { arrive, depart, travel } from '../core/dataset/travel';
import { lossPhrases } from '../core/dataset/label-losses';
import { keepAll } from '../core/dataset/label-rules';
import { labelOf, noLabels } from '../core/dataset/labels';
import { NameTree } from '../core/dataset/name-tree';
import type { Geometry } from '../core/geometry/geometry';
import { writtenByStem } from '../labels/formats';
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

  it('tell before a run what a format would lose of them, as the report does after one that moves nothing', async () => {
    const labels = new Labels();
    const json = {
      images: [{ id: 1, file_name: 'a.jpg', width: 40, height: 20 }],
      categories: [{ id: 0, name: 'x', keypoints: ['one'], skeleton: [] }],
      annotations: [
        { id: 1, image_id: 1, category_id: 0, bbox: [1, 1, 9, 9], segmentation: [[1, 1, 9, 1, 9, 9], [1, 1, 9, 9, 1, 9]] }, // prettier-ignore
        { id: 2, image_id: 1, category_id: 0, bbox: [1, 1, 9, 9], keypoints: [3, 3, 2], num_keypoints: 1 },
        { id: 3, image_id: 1, category_id: 0, bbox: [2, 1, 9, 9], keypoints: [3, 3, 2], num_keypoints: 1 },
      ],
    };
    expect(await labels.lossesOf('same')).toBeNull();
    await labels.find([fileOf('d/annotations.json', JSON.stringify(json))], {
      ...question,
      images: ['d/images/a.jpg'],
    });
    expect((await labels.lossesOf('same'))?.losses).toEqual([]);
    for (const write of ['yolo-segment', 'yolo-detect', 'voc', 'masks', 'kitti', 'via']) {
      const forecast = await labels.lossesOf(write);
      expect(forecast).toMatchObject({ looked: 1, images: 1 });
      const image = labels.of('d/images/a.jpg')!;
      labels.keep({ id: 'a', source: 'd/images/a.jpg', width: 40, height: 20, arrived: { labels: image, drops: [] } });
      const { report } = await labels.write([['a', 'd/images/a.jpg']], write, () => {});
      labels.clear();
      const byCode = (one: { code: string }, other: { code: string }) => (one.code < other.code ? -1 : 1);
      expect([...forecast!.losses].sort(byCode)).toEqual([...report!.losses].sort(byCode));
      expect(forecast!.losses.length).toBeGreaterThan(0);
    }
    const { losses = [] } = (await labels.lossesOf('yolo-segment')) ?? {};
    expect(lossPhrases(losses)).toEqual([
      '2 labels without their keypoints',
      '1 label whose parts are joined to one ring',
      '3 labels without their id',
    ]);
  });

  it('tell before a run of images without labels too, as the report does', async () => {
    const labels = new Labels();
    const sources = ['train/a.jpg', 'val/b.jpg', 'c.jpg', 'd.jpg', 'd.png', '._c.jpg'].map((path) => `d/${path}`);
    const rows = ['train', 'val'].map((split, at) => fileOf(`d/${split}/${'ab'[at]}.txt`, '0 0.5 0.5 0.5 0.5\n'));
    await labels.find([...rows, fileOf('d/data.yaml', 'train: train\nval: val\nnames: [x]\n')], {
      ...question,
      images: sources,
    });
    const codes = { yolo: 'split-made-up', imagefolder: 'split-missing', masks: 'box-left-out', cvat: null };
    for (const [write, code] of Object.entries(codes)) {
      const forecast = await labels.lossesOf(write);
      expect(forecast).toMatchObject({ looked: 5, images: 5 });
      // Of a Mac's own files nothing is made.
      const made = sources.slice(0, 5);
      const tree = new NameTree({ stemsApart: writtenByStem(null).includes(write) });
      const named = made.map((path) => [path, tree.claim(path).path] as const);
      for (const source of made) {
        const image = labels.of(source);
        labels.keep({ id: source, source, width: 40, height: 20, arrived: image && { labels: image, drops: [] } });
      }
      const { report } = await labels.write(named, write, () => {});
      labels.clear();
      expect(new Set(forecast!.losses), write).toEqual(new Set(report!.losses));
      if (code) expect(forecast!.losses).toContainEqual({ code, count: code === 'box-left-out' ? 2 : 3 });
    }
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

  it('are not told to be lost before a run where the run names images apart', async () => {
    const labels = new Labels();
    const names = ['a.jpeg', 'a.jpg', 'b.jpg'];
    const json = {
      images: names.map((name, id) => ({ id, file_name: name, width: 40, height: 20 })),
      categories: [{ id: 0, name: 'cat' }],
      annotations: names.map((_, id) => ({ id, image_id: id, category_id: 0, bbox: [1, 2, 3, 4] })),
    };
    const images = names.map((name) => `d/images/${name}`);
    const found = await labels.find([fileOf('d/annotations.json', JSON.stringify(json))], { ...question, images });
    expect(found.byStem).toContain('yolo');
    const losses = async (write: string) => (await labels.lossesOf(write))?.losses.map(({ code }) => code);
    expect([await losses('yolo'), await losses('open-images')]).toEqual([['id-left-out'], ['id-left-out']]);
  });

  it.each([
    ['voc', 1],
    ['tensorflow-csv', 1],
    ['labelme-json', 1],
    ['datumaro', 1],
    ['coco', undefined],
    ['open-images', undefined],
  ])('in %s tell of a second class of the same name before a run and after', async (write, count) => {
    const labels = new Labels();
    const image = 'd/a.jpg';
    const json = {
      images: [{ id: 1, file_name: 'a.jpg', width: 40, height: 20 }],
      categories: [1, 7].map((id) => ({ id, name: 'cat' })),
      annotations: [1, 7].map((id) => ({ id, image_id: 1, category_id: id, bbox: [1, 2, 3, 4] })),
    };
    await labels.find([fileOf('d/annotations.json', JSON.stringify(json))], { ...question, images: [image] });
    const forecast = await labels.lossesOf(write);
    const size = { width: 40, height: 20 };
    const arrived = arrive(depart(labels.of(image)!, size), keepAll);
    labels.keep({ id: image, source: image, ...size, arrived });
    const { report } = await labels.write([[image, image]], write, () => undefined);
    const told = [forecast?.losses, report?.losses].map(
      (all) => all?.find(({ code }) => code === 'name-changed')?.count,
    );
    expect(told).toEqual([count, count]);
  });

  it('take no place of an image, nor the report’s, and tell so before a run and after', async () => {
    const labels = new Labels();
    const paths = { 'report.jpg': 'report.jpg', 'images/a.jpg': 'images/a.png', 'masks/a.jpg': 'masks/a.png' };
    const images = Object.keys(paths);
    const row = (image: string) => `${image},40,20,cat,1,2,30,15\n`;
    const csv = `filename,width,height,class,xmin,ymin,xmax,ymax\n${images.map(row).join('')}`;
    await labels.find([fileOf('labels.csv', csv)], { ...question, images });
    for (const source of images) labels.keep({ id: source, source, width: 40, height: 20, arrived: null });
    const written = async (write: string) => {
      const { files, report } = await labels.write(Object.entries(paths), write, () => undefined);
      const losses = [report?.losses ?? [], (await labels.lossesOf(write))?.losses ?? []];
      const told = losses.map((all) => all.find(({ code }) => code === 'file-name-taken')?.count);
      return { files: files.map(({ path }) => path), told };
    };
    const json = await written('labelme-json');
    expect([json.told, json.files.includes('report (2).json')]).toEqual([[1, 1], true]);
    // Before a run nobody knows the format that it writes.
    const masks = await written('masks');
    expect([masks.told, masks.files.includes('masks/a (2).png')]).toEqual([[1, undefined], true]);
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
