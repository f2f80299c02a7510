import { expect, it } from 'vitest';
import { LabelStore } from '../core/dataset/label-store';
import { classOf } from '../core/dataset/label-set';
import { labelOf } from '../core/dataset/labels';
import { formatOf } from './formats';
import { writtenAs } from './testing/memory';

function setOf(images: readonly string[]) {
  const store = new LabelStore('');
  for (const image of images) {
    store.open(image, { unit: 'px', stated: null, split: null, kept: null });
    store.add(image, labelOf(0, [{ kind: 'box', at: Float64Array.of(1, 1, 3, 3) }]));
  }
  const rest = { files: [], info: null, licences: null, kept: null, troubles: [] };
  return { format: '', classes: [classOf(0, 'dog')], store, ...rest };
}

const size = () => ({ width: 8, height: 8 });

it.each([
  ['yolo-detect', 'd/labels/a (2).txt'],
  ['voc', 'd/Annotations/a (2).xml'],
  ['kitti', 'd/labels/a (2).txt'],
  ['labelme-json', 'd/images/a (2).json'],
  ['labelme-xml', 'd/images/a (2).xml'],
  ['cityscapes', 'd/images/a_gtFine_polygons (2).json'],
  ['masks', 'd/masks/a (2).png'],
])('%s tells of images whose label files would be one, and keeps both', async (id, second) => {
  const alike = setOf(['d/images/a.jpeg', 'd/images/a.jpg', 'd/images/b.jpg']);
  const { files, losses } = await writtenAs(formatOf(id)!, alike, [], size);
  expect([files.has(second), losses.get('file-name-taken')]).toEqual([true, 1]);
  const apart = await writtenAs(formatOf(id)!, setOf(['d/images/a.jpeg', 'd/more/images/a.jpg']), [], size);
  expect(apart.losses.has('file-name-taken')).toBe(false);
});

it.each(['coco', 'coco-panoptic', 'cvat', 'createml', 'via', 'datumaro'])(
  '%s holds both, and tells nothing',
  async (id) => {
    const { losses } = await writtenAs(formatOf(id)!, setOf(['d/images/a.jpeg', 'd/images/a.jpg']), [], size);
    expect(losses.has('file-name-taken')).toBe(false);
  },
);
