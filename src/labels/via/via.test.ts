import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../core/dataset/labels';
import { areaOf } from '../../core/geometry/rings';
import { findLabels } from '../find';
import { usualOptions } from '../format';
import { fileOf, writtenAs } from '../testing/memory';

/** In the structure that `pack_via_metadata` of gitlab.com/vgg/via/-/blob/master/via-2.x.y/src/via.js exports. */
const region = (shape: object, attributes: object = {}) => ({ shape_attributes: shape, region_attributes: attributes });
const sample = {
  'a.jpg1234': {
    filename: 'a.jpg',
    size: 1234,
    regions: [
      region({ name: 'rect', x: 1, y: 2, width: 30, height: 40 }, { wet: 'yes', label: 'pan' }),
      region({ name: 'circle', cx: 20, cy: 21, r: 5 }, { label: 'lid' }),
      region({ name: 'ellipse', cx: 20, cy: 21, rx: 6, ry: 3, theta: Math.PI / 2 }, { label: { lid: true } }),
      region({ name: 'polygon', all_points_x: [1, 9, 9], all_points_y: [1, 1, 8.5] }, { label: 'pan' }),
      region({ name: 'polyline', all_points_x: [1, 9], all_points_y: [1, 4] }),
      region({ name: 'point', cx: 7, cy: 8 }, { label: 'pan' }),
    ],
    file_attributes: { caption: 'a kitchen' },
  },
  'b.jpg99': { filename: 'b.jpg', size: 99, regions: {}, file_attributes: {} },
};
const images = ['v/train/a.jpg', 'v/train/b.jpg'];
const size = () => ({ width: 64, height: 48 });

async function read(text: string, name = 'via_region_data.json') {
  const files = [fileOf(`v/train/${name}`, text)];
  const found = await findLabels({ files, images, read: 'auto', options: usualOptions });
  if (found.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(found)}`);
  return { ...found, files };
}

describe('the VGG Image Annotator’s regions', () => {
  it.each([
    ['an export', sample],
    ['a project', { _via_settings: { core: {} }, _via_img_metadata: sample, _via_attributes: {} }],
  ])('are found in %s by themselves, the class by the name of its attribute', async (_, top) => {
    const { set, format, counts } = await read(JSON.stringify(top));
    expect([format.id, counts]).toMatchObject(['via', { labels: 6, images: 2, troubles: 0 }]);
    const { labels, split } = set.store.get(images[0]!)!;
    expect(split).toBe('train');
    expect(labels.map((one) => [set.classes[one.class]!.name, one.shapes[0]!.kind])).toEqual([
      ['pan', 'box'],
      ['lid', 'polygon'],
      ['lid', 'polygon'],
      ['pan', 'polygon'],
      ['object', 'polyline'],
      ['pan', 'keypoints'],
    ]);
    expect([...labels[0]!.attributes!]).toEqual([['wet', 'yes']]);
    expect(areaOf(shapeOf(labels[1]!, 'polygon')!.rings)).toBeCloseTo(Math.PI * 25, 6);
    const turned = shapeOf(labels[2]!, 'polygon')!.rings.points;
    // Its long side stands upright.
    expect(Math.max(...turned.filter((_, at) => at % 2 === 1))).toBeCloseTo(27, 1);
  });

  it('come back with their attributes and all that only VIA knows', async () => {
    const { set, format, files } = await read(JSON.stringify(sample));
    const again = await writtenAs(format, set, files, size);
    const written = JSON.parse(again.files.get('via_region_data.json')!);
    expect(again.losses.size).toBe(0);
    expect(written['v/train/a.jpg-1'].regions).toEqual(sample['a.jpg1234'].regions);
    expect(written['v/train/a.jpg-1'].file_attributes).toEqual({ caption: 'a kitchen' });
    expect(written['v/train/b.jpg-1'].regions).toEqual([]);
  });

  it('are read from its CSV, too', async () => {
    const cell = (value: object) => `"${JSON.stringify(value).replaceAll('"', '""')}"`;
    const rows = sample['a.jpg1234'].regions.map((one, at) =>
      ['a.jpg', 1234, '{}', 6, at, cell(one.shape_attributes), cell(one.region_attributes)].join(),
    );
    const head = 'filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes';
    const csv = [head, ...rows, 'b.jpg,99,"{}",0,0,"{}","{}"', 'b.jpg,99,"{}",1,0,"{oops","{}"'].join('\n');
    const { set, format, counts } = await read(csv, 'via.csv');
    expect([format.id, counts]).toMatchObject(['via', { labels: 6, images: 2 }]);
    expect(set.troubles).toMatchObject([{ code: 'bad-syntax', where: 'line 9' }]);
  });

  it('name what a region lacks', async () => {
    const regions = [
      region({ name: 'rect', x: 1 }),
      region({ name: 'cube' }),
      region({ name: 'polygon', all_points_x: [1] }),
    ];
    const { set } = await read(
      JSON.stringify({ 'a.jpg1': { filename: 'a.jpg', regions }, x: { filename: 'x.jpg', regions: [] } }),
    );
    expect(set.troubles.map(({ code, where, detail }) => [code, where, detail])).toEqual([
      ['bad-value', 'a.jpg1.regions[0]', 'Expected x, y, width and height of a rect, received {"name":"rect","x":1}.'],
      [
        'bad-value',
        'a.jpg1.regions[1]',
        'Expected a rect, circle, ellipse, polygon, polyline or point, received "cube".',
      ],
      [
        'bad-value',
        'a.jpg1.regions[2]',
        'Expected as many x as y of a polygon, received {"name":"polygon","all_points_x":[1]}.',
      ],
      ['unknown-image', 'x', 'Expected an image "x.jpg" among the files.'],
    ]);
  });
});
