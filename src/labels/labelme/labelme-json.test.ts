import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../core/dataset/labels';
import { maskArea, maskBounds } from '../../core/geometry/mask';
import { areaOf } from '../../core/geometry/rings';
import { findLabels } from '../find';
import { usualOptions } from '../format';
import { toBase64 } from '../text/base64';
import { planeBytes } from '../shapes/png-plane';
import { fileOf, writtenAs } from '../testing/memory';

/**
 * In the structure of github.com/wkentaro/labelme/blob/main/examples/primitives/primitives.json, the flags of
 * examples/classification/data_annotated/0001.json, and masks as `labelme/label_file.py` writes them since 5.3.
 */
const shape = (label: string, type: string, points: readonly (readonly number[])[], rest: object = {}) => ({
  label,
  points,
  group_id: null,
  shape_type: type,
  flags: {},
  ...rest,
});
const mask = planeBytes({ size: { width: 3, height: 2 }, kind: 'index', values: Uint32Array.of(1, 1, 0, 0, 1, 1) });
const sample = {
  version: '5.3.0',
  flags: { street: true, indoors: false },
  shapes: [
    shape('sign', 'rectangle', [[30, 20], [10, 5]]), // prettier-ignore
    shape('wheel', 'circle', [[50, 30], [53, 34]]), // prettier-ignore
    shape('roof', 'polygon', [[1, 1], [21, 2], [11.5, 12.25]], { group_id: 3, flags: { occluded: true, wet: true } }), // prettier-ignore
    shape('kerb', 'line', [[0, 40], [60, 44]]), // prettier-ignore
    shape('cable', 'linestrip', [[5, 5], [25, 9], [55, 5]], { description: 'thin' }), // prettier-ignore
    shape('bolt', 'point', [[33, 22]]),
    shape('dirt', 'mask', [[4, 6], [6, 7]], { mask: toBase64(mask) }), // prettier-ignore
  ],
  imagePath: '..\\images\\a.jpg',
  imageData: null,
  imageHeight: 48,
  imageWidth: 64,
  lineColor: [0, 255, 0, 128],
};
const images = ['d/images/a.jpg', 'd/images/b.jpg'];
const size = () => ({ width: 64, height: 48 });

async function read(value: unknown) {
  const files = [fileOf('d/json/a.json', typeof value === 'string' ? value : JSON.stringify(value))];
  const found = await findLabels({ files, images, read: 'auto', options: usualOptions });
  if (found.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(found)}`);
  return { ...found, files };
}

describe('LabelMe’s JSON', () => {
  it('is found by itself, with all its shapes', async () => {
    const { set, format, counts } = await read(sample);
    expect([format.id, counts.labels, counts.troubles]).toEqual(['labelme-json', 7, 0]);
    const there = set.store.get('d/images/a.jpg')!;
    expect([there.stated, there.classes.map((index) => set.classes[index]!.name)]).toEqual([size(), ['street']]);
    expect(there.labels.map(({ shapes: [one] }) => one!.kind)).toEqual([
      'box',
      'polygon',
      'polygon',
      'polyline',
      'polyline',
      'keypoints',
      'mask',
    ]);
    const [box, circle, roof, , cable, , dirt] = there.labels;
    expect(box!.shapes[0]).toMatchObject({ at: Float64Array.of(10, 5, 30, 20) });
    expect([roof!.group, roof!.flags, [...roof!.attributes!]]).toEqual([3, ['occluded'], [['wet', true]]]);
    expect(cable!.attributes!.get('description')).toBe('thin');
    // A circle of the radius 5 has the same area as what stands for it.
    expect(areaOf(shapeOf(circle!, 'polygon')!.rings)).toBeCloseTo(25 * Math.PI, 9);
    const pixels = shapeOf(dirt!, 'mask')!.mask;
    expect([maskArea(pixels), maskBounds(pixels)]).toEqual([4, { x0: 4, y0: 6, x1: 7, y1: 8 }]);
  });

  it('comes back the same, but for the image’s own name and data', async () => {
    const { set, format, files } = await read({ ...sample, imageData: 'aGVsbG8=' });
    const again = await writtenAs(format, set, files, size);
    expect(JSON.parse(again.files.get('d/images/a.json')!)).toEqual({ ...sample, imagePath: 'a.jpg' });
    expect(again.losses.size).toBe(0);
  });

  it.each([
    [
      { ...sample, shapes: [shape('a', 'rectangle', [[1, 2]])] },
      'shapes[0]',
      'Expected 2 points of a rectangle, received 1.',
    ],
    [
      { ...sample, shapes: [shape('a', 'star', [[1, 2]])] },
      'shapes[0]',
      'Expected a shape_type of polygon, rectangle, circle, line, linestrip, point, points or mask, received "star".',
    ],
    [
      { ...sample, shapes: [shape('a', 'polygon', [['1', 2] as never])] },
      'shapes[0]',
      'Expected points of two numbers each, received [["1",2]].',
    ],
    [{ ...sample, imagePath: 'c.jpg' }, '', ''],
  ] as const)('tells of what is wrong, and where: %#', async (value, where, detail) => {
    const { set } = await read(value);
    // The name of the file itself is as good as a path in it.
    if (where === '') expect(set.store.has('d/images/a.jpg')).toBe(true);
    else expect(set.troubles).toMatchObject([{ code: 'bad-value', file: 'd/json/a.json', where, detail }]);
  });

  it('names the byte where the JSON is broken', async () => {
    const { set } = await read(JSON.stringify(sample).replace('"imageHeight":48', '"imageHeight":4x8'));
    expect(set.troubles).toMatchObject([{ code: 'bad-syntax', where: expect.stringMatching(/^byte \d{3}/) }]);
  });
});
