import { describe, expect, it } from 'vitest';
import { findLabels } from '../find';
import { usualOptions } from '../format';
import { formatOf } from '../formats';
import { fileOf, writtenAs } from '../testing/memory';
import { strictDarknet } from '../testing/strict/darknet';

const size = { width: 200, height: 100 };

async function read(texts: Readonly<Record<string, string>>, images: readonly string[]) {
  const files = Object.entries(texts).map(([path, text]) => fileOf(path, text));
  const found = await findLabels({ files, images, read: 'auto', options: usualOptions });
  if (found.kind !== 'found') throw new Error(`Expected labels, received ${JSON.stringify(found)}.`);
  return { ...found, files };
}

const data = 'classes = 2\ntrain = train.txt\nvalid = val.txt\nnames = obj.names\nbackup = backup/\n';
const flat = {
  'd/obj.data': data.replace('val.txt', 'train.txt'),
  'd/obj.names': 'cat\nbig dog\n',
  'd/train.txt': 'obj/a.jpg\nobj/b.jpg\n',
  'd/obj/a.txt': '1 0.5 0.5 0.25 0.5\n0 0.25 0.25 0.1 0.1\n',
  'd/obj/b.txt': '',
};
const inSplits = {
  'd/obj.data': data,
  'd/obj.names': 'cat\ndog\n',
  'd/train.txt': 'images/train/a.jpg\n',
  'd/val.txt': 'images/val/b.jpg\n',
  'd/labels/train/a.txt': '1 0.5 0.5 0.25 0.5\n',
  'd/labels/val/b.txt': '0 0.5 0.5 1 1\n',
};

describe('Darknet', () => {
  it.each([
    ['beside the images', flat, ['d/obj/a.jpg', 'd/obj/b.jpg']],
    ['in splits', inSplits, ['d/images/train/a.jpg', 'd/images/val/b.jpg']],
  ])('comes back as it was read, %s, and as its own trainer reads it', async (_, texts, images) => {
    const { set, format, files } = await read(texts, images);
    expect(format.id).toBe('yolo-detect');
    const written = await writtenAs(format, set, files, () => size);
    expect(Object.fromEntries(written.files)).toEqual(texts);
    const bytes = await Promise.all(
      written.sources.map(async (file) => ({ path: file.path, bytes: await file.read() })),
    );
    const rows = strictDarknet(bytes, { paths: images, sizeOf: () => size });
    expect(rows).toContainEqual({
      image: images[0],
      class: set.classes[1]!.name,
      kind: 'box',
      numbers: [75, 25, 125, 75],
    });
  });

  it('of names alone gets the other files beside them', async () => {
    const { 'd/obj.data': _, 'd/train.txt': __, ...rest } = flat;
    const images = ['d/obj/a.jpg', 'd/obj/b.jpg'];
    const { set, format, files } = await read(rest, images);
    const written = await writtenAs(format, set, files, () => size);
    expect(Object.fromEntries(written.files)).toEqual(flat);
  });

  it('closes gaps between numbers, and is Ultralytics’ in another of its kinds', async () => {
    const texts = { ...flat, 'd/obj.names': 'cat\ndog\nfox\n', 'd/obj/b.txt': '4 0.5 0.5 1 1\n' };
    const { set, format, files } = await read(texts, ['d/obj/a.jpg', 'd/obj/b.jpg']);
    const { files: written, losses } = await writtenAs(format, set, files, () => size);
    expect(written.get('d/obj.names')).toBe('cat\ndog\nfox\n4\n');
    expect(written.get('d/obj.data')).toContain('classes = 4\n');
    expect(written.get('d/obj/b.txt')).toBe('3 0.5 0.5 1 1\n');
    expect([...losses]).toEqual([['classes-renumbered', 1]]);
    const other = await writtenAs(formatOf('yolo-segment')!, set, files, () => size);
    expect([...other.files.keys()].filter((path) => !path.endsWith('.txt'))).toEqual(['data.yaml']);
  });

  it('is not what labelImg’s classes.txt speaks of', async () => {
    const texts = { 'd/classes.txt': 'cat\ndog\n', 'd/obj/a.txt': flat['d/obj/a.txt'] };
    const { set, format, files } = await read(texts, ['d/obj/a.jpg']);
    const { files: written } = await writtenAs(format, set, files, () => size);
    expect([...written.keys()]).toEqual(['d/obj/a.txt', 'data.yaml']);
  });
});
