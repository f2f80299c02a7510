import { expect, it } from 'vitest';
import { shapeOf } from '../../core/dataset/labels';
import { maskArea, maskBounds } from '../../core/geometry/mask';
import { areaOf } from '../../core/geometry/rings';
import { findLabels } from '../find';
import { usualOptions } from '../format';
import { fileOf, writtenAs } from '../testing/memory';

/**
 * In the structure of the example of docs.cvat.ai/docs/manual/advanced/xml_format ("Annotation"), in its repository
 * github.com/cvat-ai/cvat/blob/develop/site/content/en/docs/dataset_management/formats/format-xml.md.
 */
const sample = `<?xml version="1.0" encoding="utf-8"?>
<annotations>
  <version>1.1</version>
  <meta>
    <task>
      <id>9</id>
      <name>street</name>
      <labels>
        <label><name>lorry</name><color>#ff00cc</color><attributes></attributes></label>
        <label><name>kerb</name><attributes></attributes></label>
        <label>
          <name>limb</name><type>skeleton</type>
          <svg>&lt;line data-type="edge" data-node-from="2" data-node-to="1"&gt;&lt;/line&gt;&lt;circle data-node-id="1" data-label-name="left"&gt;&lt;/circle&gt;&lt;circle data-node-id="2" data-label-name="right"&gt;&lt;/circle&gt;</svg>
        </label>
        <label><name>left</name><type>points</type><parent>limb</parent></label>
        <label><name>right</name><type>points</type><parent>limb</parent></label>
      </labels>
    </task>
    <dumped>2024-01-02 03:04:05</dumped>
  </meta>
  <image id="7" name="a.jpg" width="160" height="120" task_id="9">
    <box label="lorry" source="manual" occluded="1" xtl="10.50" ytl="20.25" xbr="40.00" ybr="60.00" z_order="4">
      <attribute name="colour">red</attribute>
      <attribute name="truncated">true</attribute>
    </box>
    <box label="lorry" source="manual" occluded="0" xtl="10.00" ytl="20.00" xbr="30.00" ybr="40.00" rotation="90.00" z_order="0"></box>
    <polygon label="lorry" points="60.00,20.00;80.00,20.00;80.00,50.00" occluded="0" z_order="1"></polygon>
    <polyline label="kerb" points="0.00,110.00;159.00,100.00" occluded="0" z_order="3"></polyline>
    <points label="lorry" points="70.00,30.00;75.00,35.00" occluded="0" z_order="5"></points>
    <tag label="good" source="manual"></tag>
    <skeleton label="limb" source="manual" z_order="0">
      <points label="left" occluded="1" source="manual" outside="0" points="54.40,94.80"></points>
      <points label="right" occluded="0" source="manual" outside="1" points="68.00,16.30"></points>
    </skeleton>
    <mask label="lorry" source="manual" occluded="0" rle="1, 2, 1, 3, 1" left="100" top="60" width="4" height="2" z_order="0"></mask>
    <ellipse label="lorry" source="manual" occluded="0" cx="100" cy="30" rx="20" ry="10" rotation="30" z_order="0"></ellipse>
  </image>
  <image id="8" name="b.jpg" width="160" height="120"></image>
</annotations>
`;
const images = ['d/images/a.jpg', 'd/images/b.jpg'];
const size = () => ({ width: 160, height: 120 });

async function read(text: string) {
  const files = [fileOf('d/annotations.xml', text)];
  const found = await findLabels({ files, images, read: 'auto', options: usualOptions });
  if (found.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(found)}`);
  return { ...found, files };
}

it('CVAT’s XML for images is found by itself, with all its shapes', async () => {
  const { set, format, counts } = await read(sample);
  expect([format.id, counts]).toMatchObject(['cvat', { labels: 8, images: 2, empty: 1, troubles: 0 }]);
  expect(set.classes.map(({ name, colour, skeleton }) => [name, colour, skeleton?.edges])).toEqual([
    ['lorry', [255, 0, 204], undefined],
    ['kerb', null, undefined],
    ['limb', null, [[1, 0]]],
    ['good', null, undefined],
  ]);
  const { labels, classes, stated } = set.store.get('d/images/a.jpg')!;
  expect([stated, classes]).toEqual([size(), [3]]);
  const [box, turned, , , , limb, mask, ellipse] = labels;
  expect([box!.flags, [...box!.attributes!]]).toEqual([['occluded', 'truncated'], [['colour', 'red']]]);
  const corners = [...shapeOf(turned!, 'oriented')!.corners].map((value) => Number(value.toFixed(9)));
  expect(corners).toEqual([30, 20, 30, 40, 10, 40, 10, 20]);
  expect([...shapeOf(limb!, 'keypoints')!.points]).toEqual([54.4, 94.8, 1, 68, 16.3, 0]);
  const pixels = shapeOf(mask!, 'mask')!.mask;
  expect([maskArea(pixels), maskBounds(pixels)]).toEqual([5, { x0: 100, y0: 60, x1: 103, y1: 62 }]);
  expect(areaOf(shapeOf(ellipse!, 'polygon')!.rings)).toBeCloseTo(200 * Math.PI, 6);
});

it('comes back with every attribute, the same in meaning', async () => {
  const { set, format, files } = await read(sample);
  const again = await writtenAs(format, set, files, size);
  expect(again.losses.size).toBe(0);
  const text = again.files.get('annotations.xml')!;
  const bare = (xml: string) =>
    xml
      .replaceAll('&quot;', '"')
      .replaceAll(/>\s+/g, '>')
      .replaceAll(/\s+</g, '<')
      .replaceAll(/<(\w+)([^<>]*)><\/\1>/g, '<$1$2/>');
  // Tags of the image come behind its objects.
  const tag = '<tag label="good" source="manual"/>';
  const moved = (xml: string) => xml.replace(tag, '').replace('<image id="8"', `${tag}<image id="8"`);
  expect(moved(bare(text))).toBe(moved(bare(sample)));
});

it.each([
  ['xtl="10.50"', 'xtl="x"', 'image[0].box[0]', 'Expected xtl to be a number, received "x".'],
  [
    'rle="1, 2, 1, 3, 1"',
    'rle="1, 2, 1, 3"',
    'image[0].mask[7]',
    'Expected runs that fill 4 × 2 pixels of the image, received 7 in all.',
  ],
  [
    '60.00,20.00;80',
    '60.00;80',
    'image[0].polygon[2]',
    'Expected points as "x,y;x,y", received "60.00;80.00,20.00;80.00,50.00".',
  ],
  ['<ellipse label="lorry"', '<cuboid label="lorry"', '', ''],
])('tells of %s as %s, and where', async (before, after, where, detail) => {
  const { set } = await read(
    sample.replace(before, after).replace(before === '<ellipse label="lorry"' ? '</ellipse>' : '\0', '</cuboid>'),
  );
  const [trouble] = set.troubles;
  if (where !== '') expect(trouble).toEqual({ code: 'bad-value', file: 'd/annotations.xml', where, detail });
  else expect(trouble?.detail).toMatch(/^Expected a box, ellipse, mask, .*, received "cuboid"\.$/);
});
