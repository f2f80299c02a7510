import { expect, test } from 'vitest';
import { classOf } from '../core/dataset/label-set';
import { LabelStore } from '../core/dataset/label-store';
import { labelOf } from '../core/dataset/labels';
import { fileOf } from '../labels/testing/memory';
import { LabelLook } from './label-look';
import { Labels } from './labels';

/** A PNG's beginning, which is its header. */
function pngHead(width: number, height: number): Uint8Array {
  const head = new Uint8Array(33);
  head.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(head.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  head.set([8, 2, 0, 0, 0], 24);
  return head;
}

/** A JPEG's beginning: an EXIF segment with an orientation, and the frame's header. */
function jpegHead(width: number, height: number, orientation: number): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]; // prettier-ignore
  const sof = [0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0];
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2, ...exif, ...sof, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]); // prettier-ignore
}

const voc = (name: string, [width, height]: readonly [number, number], box: readonly number[]) =>
  fileOf(
    `d/Annotations/${name}.xml`,
    `<annotation><filename>${name}.jpg</filename><size><width>${width}</width><height>${height}</height><depth>3</depth></size>` +
      `<object><name>cat</name><bndbox><xmin>${box[0]}</xmin><ymin>${box[1]}</ymin><xmax>${box[2]}</xmax><ymax>${box[3]}</ymax></bndbox></object></annotation>`,
  );

test('labels are checked by the headers of their images, before anything runs', async () => {
  const labels = new Labels();
  const images = ['d/JPEGImages/a.jpg', 'd/JPEGImages/b.jpg', 'd/JPEGImages/c.jpg'];
  // One lies outside, one says another size than the file has, one is right.
  await labels.find(
    [voc('a', [40, 20], [50, 2, 60, 8]), voc('b', [80, 20], [2, 2, 8, 8]), voc('c', [40, 20], [2, 2, 8, 8])],
    { images, read: 'auto', vocOneBased: false },
  );
  expect(labels.look.wanted()).toEqual(images);
  for (const path of images) labels.look.hear(path, pngHead(40, 20));
  expect(labels.look.wanted()).toEqual([]);
  const told = await labels.look.told('upright');
  expect(told).toMatchObject({ looked: 3, images: 3, turned: null });
  expect(told?.checks).toEqual([
    { code: 'outside-image', count: 1 },
    { code: 'size-mismatch', count: 1 },
  ]);
  expect(labels.look.checks?.images('size-mismatch')).toEqual(['d/JPEGImages/b.jpg']);
});

test('images that EXIF lays on their side tell the frame, and are held against the one that labels are read in', async () => {
  const labels = new Labels();
  const images = ['d/JPEGImages/a.jpg', 'd/JPEGImages/b.jpg'];
  await labels.find([voc('a', [40, 20], [2, 4, 38, 8]), voc('b', [40, 20], [2, 4, 38, 8])], {
    images,
    read: 'auto',
    vocOneBased: false,
  });
  for (const path of images) labels.look.hear(path, jpegHead(40, 20, 6));
  const upright = await labels.look.told('upright');
  expect(upright?.frame).toMatchObject({ frame: 'stored', turned: 2, stored: { size: 2, places: 2 } });
  expect(upright?.turned).toBe('d/JPEGImages/a.jpg');
  expect(upright?.checks.map(({ code }) => code)).toContain('frame-mismatch');
  const stored = await labels.look.told('stored');
  expect(stored?.checks).toEqual([]);
});

test('of many images two thousand are wanted, spread over all', async () => {
  const store = new LabelStore('');
  const box = labelOf(0, [{ kind: 'box', at: Float64Array.of(0, 0, 1, 1) }]);
  for (let at = 0; at < 5000; at++) {
    const path = `${String(at).padStart(4, '0')}.png`;
    store.open(path, { unit: 'fraction', stated: null, split: null, kept: null });
    store.add(path, box);
  }
  const rest = { format: '', files: [], info: null, licences: null, kept: null, troubles: [] };
  const look = new LabelLook(() => ({ ...rest, classes: [classOf(0, 'cat')], store }));
  const wanted = look.wanted();
  expect(new Set(wanted).size).toBe(2000);
  expect(wanted.filter((path) => path >= '2500').length).toBe(1000);
  for (const path of wanted) look.hear(path, pngHead(8, 8));
  expect(await look.told('upright')).toMatchObject({ looked: 2000, images: 5000, checks: [] });
});

test('other labels make the look begin anew, and a file without a header is not one that was looked at', async () => {
  const labels = new Labels();
  const question = { images: ['d/JPEGImages/a.jpg'], read: 'auto', vocOneBased: false };
  await labels.find([voc('a', [40, 20], [2, 2, 8, 8])], question);
  labels.look.hear('d/JPEGImages/a.jpg', new Uint8Array());
  expect(labels.look.wanted()).toEqual([]);
  expect(await labels.look.told('upright')).toMatchObject({ looked: 0, images: 1 });
  await labels.find([voc('a', [40, 20], [2, 2, 8, 8])], question);
  expect(labels.look.wanted()).toEqual(['d/JPEGImages/a.jpg']);
  expect(labels.look.checks).toBeNull();
});
