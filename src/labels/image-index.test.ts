import { describe, expect, it } from 'vitest';
import { findLabels } from './find';
import { usualOptions } from './format';
import { ImageIndex } from './image-index';
import { maskPath } from './masks/mask-path';
import { fileOf } from './testing/memory';
import { labelPath } from './yolo/label-path';

const apart = 'Ka\u0308se';
const together = 'K\u00e4se';

describe('an image is found by what label files call it', () => {
  const index = new ImageIndex([`d/images/${apart}.jpg`, 'd/images/A.JPG', 'd/images/b.JPEG', 'd/images/b.png']);

  it('however letters with marks are written', () => {
    expect(index.named(`${together}.jpg`, 'd/labels.json')).toBe(`d/images/${apart}.jpg`);
    expect(index.named(`images/${together}.jpg`, 'd/labels.json')).toBe(`d/images/${apart}.jpg`);
    expect(index.ofLabels(`d/labels/${together}.txt`, labelPath)).toBe(`d/images/${apart}.jpg`);
    expect(index.ofMask(`d/masks/${together}_mask.png`, maskPath)).toBe(`d/images/${apart}.jpg`);
  });

  it('whatever the case of its extension, and by the extension as written where there is such a file', () => {
    expect(index.named('A.jpg', 'd/labels.json')).toBe('d/images/A.JPG');
    expect(index.named('images\\b.jpeg', 'd/labels.json')).toBe('d/images/b.JPEG');
    expect(index.named('b.PNG', 'd/labels.json')).toBe('d/images/b.png');
    expect(index.named('b.gif', 'd/labels.json')).toBeNull();
    const both = new ImageIndex(['x/a.JPG', 'y/a.jpg']);
    expect([both.named('a.jpg', 'x.json'), both.named('a.JPG', 'x.json')]).toEqual(['y/a.jpg', 'x/a.JPG']);
  });

  it('in the split that the label file’s name says, where several images have the name', () => {
    const splits = new ImageIndex(['d/train2017/1.jpg', 'd/val2017/1.jpg']);
    expect(splits.named('1.jpg', 'd/annotations/instances_train2017.json')).toBe('d/train2017/1.jpg');
    expect(splits.named('1.jpg', 'd/annotations/instances_val2017.json')).toBe('d/val2017/1.jpg');
    expect([...splits.ties()]).toEqual([]);
  });
});

describe('of several images of one name the one is taken', () => {
  it('that lies in the very folder that is said, where another lies below one that only says what it holds', () => {
    const index = new ImageIndex(['d/images/labels/1.jpg', 'd/1.jpg']);
    const said = ['d/1.jpg', 'd/images/labels/1.jpg', '../d/1.jpg'];
    expect(said.map((name) => index.named(name, 'annotations/all.json'))).toEqual([
      'd/1.jpg',
      'd/images/labels/1.jpg',
      'd/1.jpg',
    ]);
    expect(['d/1.txt', 'd/labels/labels/1.txt'].map((path) => index.ofLabels(path, labelPath))).toEqual([
      'd/1.jpg',
      'd/images/labels/1.jpg',
    ]);
    const atTop = new ImageIndex(['a/b/1.jpg', '1.jpg']);
    expect(atTop.named('1.jpg', 'annotations/all.json')).toBe('1.jpg');
    expect([...index.ties(), ...atTop.ties()]).toEqual([]);
  });

  it('that is no file of another program beside the label file', () => {
    const index = new ImageIndex(['d/images/1.jpg', 'd/labels/1.pkl']);
    expect(index.ofLabels('d/labels/1.txt', labelPath)).toBe('d/images/1.jpg');
  });

  it('without a look at each, where thousands of clips have frames of the same names', () => {
    const frames = Array.from({ length: 10_000 }, (_, at) => `clip${Math.floor(at / 4)}/${at % 4}`);
    const index = new ImageIndex(frames.map((frame) => `d/images/${frame}.jpg`));
    const found = frames.map((frame) => [
      index.ofLabels(`d/labels/${frame}.txt`, labelPath),
      index.named(`${frame}.jpg`, 'd/all.json'),
    ]);
    expect(found).toEqual(frames.map((frame) => [`d/images/${frame}.jpg`, `d/images/${frame}.jpg`]));
  });
});

it('labels of a name that several images have alike are told, with the image that they went to', async () => {
  const coco = {
    images: [{ id: 1, file_name: '1.jpg', width: 9, height: 9 }],
    annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [1, 2, 3, 4] }],
    categories: [{ id: 1, name: 'cat' }],
  };
  const find = (files: Readonly<Record<string, string>>, images: readonly string[]) =>
    findLabels({
      files: Object.entries(files).map(([path, text]) => fileOf(path, text)),
      images,
      read: 'auto',
      options: usualOptions,
    });
  const troubles = async (...given: Parameters<typeof find>) => {
    const found = await find(...given);
    return found.kind === 'found' ? found.set.troubles : found;
  };
  expect(await troubles({ 'd/all.json': JSON.stringify(coco) }, ['d/cats/1.jpg', 'd/dogs/1.jpg'])).toEqual([
    {
      code: 'ambiguous-image',
      file: 'd/all.json',
      where: '',
      detail: 'Expected one image that "1.jpg" may mean, found 2 alike: "d/cats/1.jpg" was taken.',
    },
  ]);
  const rows = { 'd/labels/1.txt': '0 0.5 0.5 0.1 0.1\n' };
  expect(await troubles(rows, ['d/images/cats/1.jpg', 'd/images/dogs/1.jpg'])).toMatchObject([
    { code: 'ambiguous-image', file: 'd/labels/1.txt' },
  ]);
  // Of two in one folder either may be meant, and the layout tells which folder is.
  expect(await troubles(rows, ['d/images/1.jpg', 'd/images/1.png', 'e/images/1.jpg'])).toEqual([]);
});

it('what macOS puts beside files into an archive is neither an image nor labels', async () => {
  const row = '0 0.5 0.5 0.1 0.1\n';
  const files = [
    fileOf('labels/a.txt', row),
    fileOf('__MACOSX/labels/._a.txt', '\0\x05\x16\x07'),
    fileOf('labels/._a.txt', row),
  ];
  const images = ['images/a.jpg', '__MACOSX/images/._a.jpg', 'images/._a.jpg'];
  const found = await findLabels({ files, images, read: 'auto', options: usualOptions });
  expect(found).toMatchObject({
    kind: 'found',
    counts: { files: 1, labels: 1, images: 1, withoutLabels: 0, troubles: 0 },
  });
});
