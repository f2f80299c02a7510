import { describe, expect, it } from 'vitest';
import { formatOf } from './formats';
import { expectedOf } from './testing/expected';
import { writtenAs } from './testing/memory';
import { setOf, size, type Sample } from './testing/samples';
import type { StrictReader } from './testing/strict/check';
import { strictCityscapes } from './testing/strict/cityscapes';
import { strictCreateml } from './testing/strict/createml';
import { strictOpenImages, strictTensorflowCsv } from './testing/strict/csvs';
import { strictCvat } from './testing/strict/cvat';
import { strictDatumaro } from './testing/strict/datumaro';
import { strictKitti } from './testing/strict/kitti';
import { strictLabelStudio } from './testing/strict/label-studio';
import { strictLabelmeJson } from './testing/strict/labelme-json';
import { strictVia } from './testing/strict/via';

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
    const places = found.map(({ flags: _, score: __, ...one }) => ({ ...one, numbers: rounded(one.numbers) }));
    expect(places).toContainEqual(expectedOf(sample, image));
    if (sample === 'score') expect(found.some(({ score }) => score === 0.5)).toBe(true);
    if (sample === 'flags') expect(found.some(({ flags }) => (flags?.length ?? 0) > 0)).toBe(true);
  });
});
