import { describe, expect, it } from 'vitest';
import { lossPhrases } from '../core/dataset/label-losses';
import { keepAll } from '../core/dataset/label-rules';
import { NameTree } from '../core/dataset/name-tree';
import { arrive, depart } from '../core/dataset/travel';
import { writtenByStem } from '../labels/formats';
import { fileOf } from '../labels/testing/memory';
import { Labels } from './labels';

const question = { read: 'auto', vocOneBased: false };

describe('labels of a run that is to come', () => {
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
});
