import { expect, it } from 'vitest';
import { LabelStore } from '../core/dataset/label-store';
import { classOf } from '../core/dataset/label-set';
import { labelOf } from '../core/dataset/labels';
import { maskOf } from '../core/geometry/mask';
import { formatOf, labelFormats, writtenByStem } from './formats';
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

it('formats say whether they find labels by a name without its extension', () => {
  const others = labelFormats.filter(({ byStem }) => !byStem).map(({ id }) => id);
  const byName = ['coco', 'coco-panoptic', 'cvat', 'createml', 'label-studio', 'via', 'tensorflow-csv', 'imagefolder'];
  expect(others).toEqual([...byName, 'class-folders']);
  expect(writtenByStem(formatOf('coco'))).not.toContain('same');
  expect(writtenByStem(formatOf('voc'))).toEqual(expect.arrayContaining(['same', 'yolo', 'yolo-obb', 'voc']));
});

it.each([
  ['yolo-detect', 'd/labels/a (2).txt'],
  ['voc', 'd/Annotations/a (2).xml'],
  ['kitti', 'd/labels/a (2).txt'],
  ['labelme-json', 'd/images/a (2).json'],
  ['labelme-xml', 'd/images/a (2).xml'],
  ['cityscapes', 'd/images/a_gtFine_polygons (2).json'],
  ['masks', 'd/masks/a (2).png'],
])(
  '%s tells of images whose label files would be one, keeps both, and loses none where names differ',
  async (id, second) => {
    const alike = setOf(['d/images/a.jpeg', 'd/images/a.jpg', 'd/images/b.jpg']);
    const { files, losses } = await writtenAs(formatOf(id)!, alike, [], size);
    expect([files.has(second), losses.get('file-name-taken')]).toEqual([true, 1]);
    const renamed = await writtenAs(formatOf(id)!, setOf(['d/images/a.jpg', 'd/images/a (2).jpeg']), [], size);
    const own = second.replace(/(_\w+) \(2\)/, ' (2)$1');
    expect([renamed.files.has(own), renamed.losses.has('file-name-taken')]).toEqual([true, false]);
    const apart = await writtenAs(formatOf(id)!, setOf(['d/images/a.jpeg', 'd/more/images/a.jpg']), [], size);
    expect(apart.losses.has('file-name-taken')).toBe(false);
  },
);

/** Images where a format writes, or would on a file system that looks past case; what its file is called then, and whether it is told. */
it.each([
  ['masks', ['d/images/a.png', 'd/masks/a.png'], 'd/masks/a (2).png', 1],
  ['masks', ['d/images/a.png', 'd/Masks/A.PNG'], 'd/masks/a (2).png', 1],
  ['voc', ['d/JPEGImages/a.png', 'd/SegmentationClass/a.png'], 'd/SegmentationClass/a (2).png', 1],
  ['coco', ['d/a.png', 'annotations/instances.json/b.png'], 'annotations/instances (2).json', 1],
  // These are named in another file.
  ['labelme-xml', ['d/a.jpg', 'd/masks/a_mask_1.png'], 'd/Masks/a_mask_1 (2).png', undefined],
  ['coco-panoptic', ['d/a.png', 'annotations/panoptic/a.png'], 'annotations/panoptic/a (2).png', undefined],
])('%s writes no file where an image or a folder of %j is, and tells of it', async (id, images, path, told) => {
  const at = { x0: 1, y0: 1, x1: 3, y1: 3 };
  const mask = maskOf({ width: 8, height: 8 }, { at, pixels: new Uint8Array(4).fill(1) });
  const set = setOf(images);
  for (const image of images) set.store.add(image, labelOf(0, [{ kind: 'mask', mask }]));
  const { files, losses } = await writtenAs(formatOf(id)!, set, [], size);
  const folded = (one: string) => one.toLowerCase();
  const written = [...files.keys()].map(folded);
  expect(images.map(folded).filter((image) => written.includes(image))).toEqual([]);
  expect(new Set(written).size).toBe(files.size);
  expect([files.has(path), losses.get('file-name-taken')]).toEqual([true, told]);
  if (told === undefined) {
    const text = files.get('d/a.xml') ?? files.get('annotations/panoptic.json') ?? '';
    expect(text).toContain(path.split('/').at(-1));
  }
});

it.each(['coco', 'coco-panoptic', 'cvat', 'createml', 'via', 'datumaro'])(
  '%s holds both, and tells nothing',
  async (id) => {
    const { losses } = await writtenAs(formatOf(id)!, setOf(['d/images/a.jpeg', 'd/images/a.jpg']), [], size);
    expect(losses.has('file-name-taken')).toBe(false);
  },
);
