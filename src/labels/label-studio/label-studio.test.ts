import { describe, expect, it } from 'vitest';
import { inPixels } from '../../core/dataset/label-units';
import { shapeOf } from '../../core/dataset/labels';
import { maskArea, maskBounds } from '../../core/geometry/mask';
import { areaOf } from '../../core/geometry/rings';
import { findLabels } from '../find';
import { usualOptions } from '../format';
import { brushPixels, brushRuns } from './label-studio-brush';
import { fileOf, writtenAs } from '../testing/memory';

const size = () => ({ width: 200, height: 100 });
const sides = { original_width: 200, original_height: 100, image_rotation: 0 };
const region = (id: string, type: string, value: object) => ({
  id,
  type,
  from_name: 'tool',
  to_name: 'image',
  ...sides,
  value,
});
const painted = new Uint8Array(200 * 100);
painted.fill(1, 405, 409).fill(1, 605, 609);

/** In the structure of labelstud.io/guide/task_format, its values as the pages of the tools say (labelstud.io/tags). */
const sample = [
  {
    id: 1,
    project: 83,
    data: { note: 'x', picture: 'https://host.test/data/upload/1/0a1b2c3d-a%20b.jpg' },
    annotations: [
      { id: 9, was_cancelled: true, result: [] },
      {
        id: 10,
        lead_time: 4.5,
        result: [
          region('A', 'rectanglelabels', {
            x: 10,
            y: 20,
            width: 25,
            height: 30,
            rotation: 0,
            rectanglelabels: ['cup', 'old'],
          }),
          region('B', 'rectanglelabels', {
            x: 50,
            y: 50,
            width: 10,
            height: 10,
            rotation: 90,
            rectanglelabels: ['cup'],
          }),
          region('C', 'polygonlabels', { points: [[0, 0], [50, 0], [50, 50]], closed: true, polygonlabels: ['mat'] }), // prettier-ignore
          region('D', 'ellipselabels', { x: 50, y: 50, radiusX: 5, radiusY: 10, rotation: 0, ellipselabels: ['mat'] }),
          region('E', 'keypointlabels', { x: 25, y: 75, width: 0.3, keypointlabels: ['rim'] }),
          region('F', 'brushlabels', { format: 'rle', rle: brushRuns(painted), brushlabels: ['tea'] }),
          region('G', 'rectangle', { x: 1, y: 2, width: 3, height: 4, rotation: 0 }),
          region('G', 'labels', { labels: ['rim'] }),
          region('H', 'choices', { choices: ['kitchen'] }),
          region('A', 'textarea', { text: ['chipped'] }),
        ],
      },
    ],
    predictions: [],
  },
];
const images = ['s/train/a b.jpg'];

async function read(value: unknown) {
  const files = [fileOf('s/export.json', JSON.stringify(value))];
  const found = await findLabels({ files, images, read: 'auto', options: usualOptions });
  if (found.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(found)}`);
  return { ...found, files };
}

describe('Label Studio’s tasks', () => {
  it('are found by themselves, the image by its upload, places by the image’s size', async () => {
    const { set, format, counts } = await read(sample);
    expect([format.id, counts]).toMatchObject(['label-studio', { labels: 7, images: 1, troubles: 0 }]);
    const raw = set.store.get(images[0]!)!;
    const { labels, classes } = inPixels(raw, size());
    expect(raw.stated).toEqual(size());
    expect(classes.map((index) => set.classes[index]!.name)).toEqual(['kitchen']);
    expect(labels.map((one) => [one.id, set.classes[one.class]!.name, one.shapes[0]!.kind])).toEqual([
      ['A', 'cup', 'box'],
      ['B', 'cup', 'oriented'],
      ['C', 'mat', 'polygon'],
      ['D', 'mat', 'polygon'],
      ['E', 'rim', 'keypoints'],
      ['F', 'tea', 'mask'],
      ['G', 'rim', 'box'],
    ]);
    expect([...shapeOf(labels[0]!, 'box')!.at]).toEqual([20, 20, 70, 50]);
    // A quarter turn about its top left corner: 20 across and 10 down become 10 to the left and 20 down.
    const corners = [...shapeOf(labels[1]!, 'oriented')!.corners].map((value) => Number(value.toFixed(9)));
    expect(corners).toEqual([100, 50, 100, 70, 90, 70, 90, 50]);
    expect(areaOf(shapeOf(labels[3]!, 'polygon')!.rings)).toBeCloseTo(Math.PI * 100, 6);
    const { mask } = shapeOf(labels[5]!, 'mask')!;
    expect([maskArea(mask), maskBounds(mask)]).toEqual([8, { x0: 5, y0: 2, x1: 9, y1: 4 }]);
  });

  it('come back with their ids, second classes, answers and all that only it knows', async () => {
    const { set, format, files } = await read(sample);
    const again = await writtenAs(format, set, files, size);
    expect(again.losses.size).toBe(0);
    const [task] = JSON.parse(again.files.get('label-studio.json')!);
    const [, annotation] = sample[0]!.annotations;
    expect(task).toMatchObject({
      id: 1,
      project: 83,
      data: { note: 'x', picture: expect.stringContaining('a%20b.jpg') },
    });
    expect(task.annotations).toHaveLength(1);
    expect(task.annotations[0]).toMatchObject({ id: 10, lead_time: 4.5 });
    const order = ({ id, type }: { readonly id: string; readonly type: string }) => id + type;
    const sorted = (list: readonly { readonly id: string; readonly type: string }[]) =>
      list.toSorted((one, other) => order(one).localeCompare(order(other)));
    expect(sorted(task.annotations[0].result)).toEqual(sorted(annotation!.result as never));
  });

  it('name what they lack, and tell of annotations that are not read', async () => {
    const bare = (value: object) => ({ id: 'x', type: 'rectanglelabels', value });
    const two = {
      data: { image: 'a b.jpg' },
      annotations: [
        { result: [bare({ x: 1, y: 2, width: 3, rectanglelabels: ['cup'] })] },
        { result: [bare({ x: 1, y: 2, width: 3, height: 4, rectanglelabels: ['cup'] })] },
      ],
    };
    const turned = { x: 1, y: 2, width: 3, height: 4, rotation: 9 };
    const predicted = {
      data: { image: 'a b.jpg' },
      predictions: [{ result: [bare(turned), bare({ ...turned, rectanglelabels: ['cup'] })] }],
    };
    const { set } = await read([two, predicted, { data: { image: 'gone.jpg' }, annotations: [] }]);
    expect(set.troubles.map(({ code, where, detail }) => [code, where, detail])).toEqual([
      ['wrong-count', '[0].annotations', 'Expected one annotation of a task, received 2: the first is read.'],
      [
        'bad-value',
        '[0].result[0]',
        'Expected x, y, width and height, received {"x":1,"y":2,"width":3,"rectanglelabels":["cup"]}.',
      ],
      ['missing-value', '[1].result[0]', 'Expected a class, received {"x":1,"y":2,"width":3,"height":4,"rotation":9}.'],
      [
        'bad-value',
        '[1].result[1]',
        'Expected original_width and original_height beside a turned rectanglelabels, received none.',
      ],
      ['unknown-image', '[2].data', 'Expected an image among the files, received {"image":"gone.jpg"}.'],
    ]);
  });
});

describe('a brush', () => {
  it('has the same pixels after its runs were written and read, long runs too', () => {
    const pixels = Uint8Array.from({ length: 50_000 }, (_, at) => Number(at > 30_000 || at % 7 === 0));
    expect(brushPixels(brushRuns(pixels), pixels.length)).toEqual(pixels);
  });

  it('of values that are not runs is read, and one that is cut, or of another size, is none', () => {
    // Two pixels, words of 8 bits: one piece of eight values one by one, all of them 0 but the second pixel’s.
    const bits = [
      ...['00000000000000000000000000001000', '00111', '0010', '0011', '0111', '1111'],
      ...['0', '00', '111', ...Array.from({ length: 8 }, (_, at) => (at < 4 ? '00000000' : '11111111'))],
    ].join('');
    const bytes = (bits.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '0'), 2));
    expect(brushPixels(bytes, 2)).toEqual(Uint8Array.of(0, 1));
    expect(brushPixels(bytes.slice(0, -2), 2)).toBe(null);
    expect(brushPixels(bytes, 3)).toBe(null);
  });
});
