import { describe, expect, it } from 'vitest';
import { findLabels } from './find';
import { usualOptions } from './format';
import { goodSets } from './testing/good-sets';
import { fileOf } from './testing/memory';
import { mutated } from './testing/mutated';

const images = ['d/images/a.jpg', 'd/images/b.jpg'];
const mutations = 2000;
/** Formats with a file for each image. */
const isByImage = new Set(['voc', 'masks', 'labelme-xml', 'labelme-json', 'kitti', 'cityscapes']);

describe('label files that were damaged', () => {
  it(`are told with a code and a sentence, and leave the others' labels: ${mutations} seeded mutations`, async () => {
    let told = 0;
    let lost = 0;
    for (let number = 0; number < mutations; number++) {
      const { files, id } = goodSets[number % goodSets.length]!;
      const all = files.map(([path, text]) => fileOf(path, text));
      const target = number % all.length;
      all[target] = await mutated(all[target]!, number);
      const found = await findLabels({ files: all, images, read: id, options: usualOptions });
      if (found.kind !== 'found') {
        // The only file of the set may be none of its format any more.
        lost++;
        continue;
      }
      for (const { code, file, detail } of found.set.troubles) {
        expect(code).toMatch(/^[a-z-]+$/);
        // Names that are gone from a list are missed where labels use them.
        if (!/yaml$/.test(all[target]!.path)) expect(file).toBe(all[target]!.path);
        expect(detail).toMatch(/^Expected .+\.$/s);
        told++;
      }
      for (const image of found.set.store.images())
        for (const { shapes } of found.set.store.get(image)!.labels)
          for (const shape of shapes) if (shape.kind === 'box') expect(shape.at.every(Number.isFinite)).toBe(true);
      // What was not touched is there, whole.
      if (isByImage.has(id) || (id.startsWith('yolo') && target < 2)) {
        const other = images[1 - target]!;
        expect(found.set.store.get(other)?.labels.length).toBeGreaterThan(0);
      }
    }
    expect(told).toBeGreaterThan(mutations / 10);
    expect(lost).toBeLessThan(mutations / 5);
  });

  it('with a document type are refused, and so are entities', async () => {
    const bad = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">]><annotation><filename>&a;</filename><object/></annotation>';
    const found = await findLabels({
      files: [fileOf('d/Annotations/a.xml', bad)],
      images,
      read: 'voc',
      options: usualOptions,
    });
    expect(found.kind === 'found' && found.set.troubles).toMatchObject([{ code: 'bad-syntax', where: 'line 1' }]);
  });
});
