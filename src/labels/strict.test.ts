import { describe, expect, it } from 'vitest';
import { formatOf } from './formats';
import { expectedOf } from './testing/expected';
import { writtenAs } from './testing/memory';
import { setOf, size, type Sample } from './testing/samples';
import type { StrictReader } from './testing/strict/check';
import { strictCityscapes } from './testing/strict/cityscapes';
import { strictCoco, strictPanoptic } from './testing/strict/coco';
import { strictCreateml } from './testing/strict/createml';
import { strictOpenImages, strictTensorflowCsv } from './testing/strict/csvs';
import { strictCvat } from './testing/strict/cvat';
import { strictDatumaro } from './testing/strict/datumaro';
import { strictImagefolder, strictMasks } from './testing/strict/folders';
import { strictKitti } from './testing/strict/kitti';
import { strictLabelStudio } from './testing/strict/label-studio';
import { strictLabelmeJson } from './testing/strict/labelme-json';
import { strictLabelmeXml } from './testing/strict/labelme-xml';
import { strictVia } from './testing/strict/via';
import { strictVoc } from './testing/strict/voc';
import { strictYolo } from './testing/strict/yolo';

const image = 'd/images/a.jpg';

/** Readers that know the format's documentation alone, and the labels that it holds as they are. */
const readers: readonly { readonly id: string; readonly read: StrictReader; readonly holds: readonly Sample[] }[] = [
  {
    id: 'labelme-json',
    read: strictLabelmeJson,
    holds: ['box', 'polygon', 'mask', 'polyline', 'flags', 'class'],
  },
  {
    id: 'cvat',
    read: strictCvat,
    holds: ['box', 'oriented', 'polygon', 'mask', 'keypoints', 'polyline', 'flags', 'class'],
  },
  { id: 'coco', read: strictCoco, holds: ['box', 'polygon', 'mask', 'keypoints'] },
  { id: 'coco-panoptic', read: strictPanoptic, holds: ['mask'] },
  { id: 'voc', read: strictVoc, holds: ['box', 'mask'] },
  { id: 'masks', read: strictMasks, holds: ['mask'] },
  { id: 'imagefolder', read: strictImagefolder, holds: ['box', 'class'] },
  { id: 'labelme-xml', read: strictLabelmeXml, holds: ['polygon', 'mask'] },
  { id: 'yolo-detect', read: strictYolo('detect'), holds: ['box'] },
  { id: 'yolo-segment', read: strictYolo('segment'), holds: ['box', 'polygon'] },
  { id: 'yolo-pose', read: strictYolo('pose'), holds: ['keypoints'] },
  { id: 'yolo-obb', read: strictYolo('obb'), holds: ['oriented'] },
  { id: 'kitti', read: strictKitti, holds: ['box', 'flags', 'score'] },
  { id: 'createml', read: strictCreateml, holds: ['box'] },
  { id: 'tensorflow-csv', read: strictTensorflowCsv, holds: ['box'] },
  {
    id: 'datumaro',
    read: strictDatumaro,
    holds: ['box', 'polygon', 'mask', 'keypoints', 'polyline', 'flags', 'score', 'class'],
  },
  { id: 'via', read: strictVia, holds: ['box', 'polygon', 'polyline'] },
  { id: 'label-studio', read: strictLabelStudio, holds: ['box', 'oriented', 'polygon', 'mask', 'class'] },
  { id: 'cityscapes', read: strictCityscapes, holds: ['polygon'] },
  { id: 'open-images', read: strictOpenImages, holds: ['box', 'flags', 'score', 'class'] },
];

const rounded = (numbers: readonly number[]) => numbers.map((value) => Number(value.toFixed(6)));

describe.each(readers)('$id as we write it', ({ id, read, holds }) => {
  it.each(holds)('has the %s where a reader of its documentation looks for it', async (sample) => {
    const written = await writtenAs(formatOf(id)!, setOf(sample, image, 'train'), [], () => size);
    const files = await Promise.all(
      written.sources.map(async (file) => ({ path: file.path, bytes: await file.read() })),
    );
    const found = read(files, { paths: [image], sizeOf: () => size });
    const places = found.flatMap(({ image, class: name, beside = [], ...one }) =>
      [one, ...beside].map(({ kind, numbers }) => ({ image, class: name, kind, numbers: rounded(numbers) })),
    );
    expect(places).toContainEqual(expectedOf(sample, image));
    if (sample === 'score') expect(found.some(({ score }) => score === 0.5)).toBe(true);
    if (sample === 'flags') expect(found.some(({ flags }) => (flags?.length ?? 0) > 0)).toBe(true);
  });
});

/** What is as we write it, but for one text that is replaced; `null` takes the file away whose path has that text. */
const refused: readonly (readonly [id: string, sample: Sample, from: string, to: string | null, message: RegExp])[] = [
  ['coco', 'box', '{"id":1,"image_id":1,"category_id":0,', '{"id":1,"image_id":1,"category_id":0,"segmentation":[],"area":64,"bbox":[1,2,8,8],"iscrowd":0},\n$&', /id that is one annotation’s alone, not 1 again/],
  ['coco', 'box', '"area":64', '"area":-64', /an area from 0/],
  ['coco', 'box', '"bbox":[1,2,8,8]', '"bbox":[9,10,-8,-8]', /a width and a height/],
  ['coco', 'polygon', '[21,1,29,1,29,9]', '[1,21,1,29,9,29]', /a shape in its box/],
  ['coco', 'polygon', '"area":32', '"area":60', /the area of its polygon, not 60/],
  ['coco', 'mask', ',940]', ',939]', /runs that fill the image/],
  ['coco', 'mask', '"size":[30,40]', '"size":[40,30]', /a mask of the image’s size/],
  ['coco', 'mask', '"area":64', '"area":63', /as many pixels as are set, not 63/],
  ['coco', 'keypoints', '18,19,1', '18,19,9', /a visibility of 0, 1 or 2/],
  ['coco', 'keypoints', '18,19,1', '18,19,0', /no place of what is not labelled/],
  ['coco', 'keypoints', '"num_keypoints":2', '"num_keypoints":1', /as many keypoints as num_keypoints/],
  ['coco', 'keypoints', ',18,19,1', '', /three numbers for each of 2 keypoints/],
  ['coco-panoptic', 'mask', '"area":64', '"area":63', /its area/],
  ['yolo-detect', 'box', 'nc: 1', 'nc: 2', /nc to be the 1 of names, not 2/],
  ['yolo-detect', 'box', '  0: thing', '  7: thing', /numbers below 1/],
  ['yolo-detect', 'box', '0 0.125', '0 1.125', /a middle and sides from 0 to 1/],
  ['yolo-segment', 'polygon', '0 0.525', '0 1.525', /points from 0 to 1/],
  ['yolo-pose', 'keypoints', ' 0.633333333333 1', ' 0.633333333333 3', /a visibility of 0, 1 or 2, not 3/],
  ['yolo-pose', 'keypoints', ' 0.45 ', ' 18 ', /a keypoint from 0 to 1, not 18/],
  ['yolo-pose', 'keypoints', 'flip_idx:\n  - 1', 'flip_idx:\n  - 0', /each keypoint once/],
  ['voc', 'box', '<xmin>1<', '<xmin>10<', /not inside out, not 10, 2, 9, 10/],
  ['voc', 'box', '<truncated>0', '<truncated>2', /truncated of 0 or 1/],
  ['voc', 'mask', 'SegmentationObject', null, /both PNGs of d\/images\/a\.jpg, or neither/],
  ['voc', 'mask', 'thing:128,0,0', 'thing:0,128,0', /the colour 128,0,0/],
  ['labelme-xml', 'mask', '.png', null, /a mask at d\/images\/Masks\/a_mask_0\.png/],
  ['labelme-xml', 'mask', '<mask>a_', '<mask>b_', /a mask at d\/images\/Masks\/b_mask_0\.png/],
  ['cvat', 'polygon', '21,1;29,1;29,9', '21,1;29,1;29', /points x,y, not 29/],
  ['cvat', 'polygon', '21,1;29,1;29,9', '1,x;2', /points x,y, not 1,x/],
  ['cvat', 'polygon', '21,1;29,1;29,9', '21,1;29,1', /3 points or more/],
  ['cvat', 'polygon', 'points="21', 'points=21', /a tag, not <polygon/],
  ['cvat', 'polygon', '<polygon', 'polygon', /no text “polygon/],
  ['cvat', 'polygon', '</image>', '', /no end of annotations here/],
  ['cvat', 'polygon', 'occluded="0"', 'occluded="yes"', /occluded of 0 or 1/],
  ['cvat', 'box', 'xtl="1"', 'xtl="10"', /not inside out/],
  ['cvat', 'mask', '0, 64', '0, 63', /runs that fill the mask/],
  ['cvat', 'mask', '0, 64', '0; 64', /runs, not/],
  ['cvat', 'mask', 'left="1"', 'left="39"', /a mask in the image/],
  ['imagefolder', 'class', '"label":"thing"', '"label":{}', /a label of a name or a number/],
  ['imagefolder', 'box', '"categories":["thing"]', '"categories":[]', /a category for each box/],
  ['imagefolder', 'box', '[1,2,8,8]', '[9,10,-8,-8]', /a width and a height/],
  ['datumaro', 'keypoints', '"visibility":[2,1]', '"visibility":[2,9]', /a visibility of 0, 1 or 2/],
  ['tensorflow-csv', 'box', 'thing,1,2,9,10', 'thing,2,1,10,39', /from 0 to 30, not 39/],
  ['open-images', 'box', '1,0.025,', '1,-0.025,', /from 0 to 1, not -0\.025/],
  ['kitti', 'box', ' 1 2 9 10 ', ' 9 10 1 2 ', /a box in the image/],
]; // prettier-ignore

it.each(refused)('the strict reader of %s refuses a %s with %j as %j', async (id, sample, from, to, message) => {
  const { files: texts, sources } = await writtenAs(formatOf(id)!, setOf(sample, image, 'train'), [], () => size);
  const written = await Promise.all(sources.map(async ({ path, read }) => ({ path, bytes: await read() })));
  const { read } = readers.find((one) => one.id === id)!;
  const given = { paths: [image], sizeOf: () => size };
  read(written, given);
  const isMeant = (path: string) => (to === null ? path : texts.get(path)!).includes(from);
  expect(written.some(({ path }) => isMeant(path))).toBe(true);
  const damaged = written.flatMap((file) => {
    if (!isMeant(file.path)) return [file];
    const text = to === null ? null : texts.get(file.path)!.replace(from, to);
    return text === null ? [] : [{ ...file, bytes: new TextEncoder().encode(text) }];
  });
  expect(() => read(damaged, given)).toThrow(message);
});
