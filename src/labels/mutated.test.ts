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
    const lost: Record<string, number> = {};
    let refused = 0;
    for (let number = 0; number < mutations; number++) {
      const { files, id, read = id } = goodSets[number % goodSets.length]!;
      const all = files.map(([path, text]) => fileOf(path, text));
      const target = number % all.length;
      all[target] = await mutated(all[target]!, number);
      const found = await findLabels({ files: all, images, read, options: usualOptions });
      if (found.kind === 'refused') {
        // It is taken for another format's, which is said.
        expect(found.sentence).toMatch(/^(?:Expected|Labels in several formats) .+\.$/s);
        refused++;
        continue;
      }
      if (found.kind === 'none') {
        // The one file that says which format the set is of may be none of its any more.
        lost[id] = (lost[id] ?? 0) + 1;
        continue;
      }
      for (const { code, file, detail } of found.set.troubles) {
        expect(code).toMatch(/^[a-z-]+$/);
        // Names that are gone from a list are missed where labels use them.
        if (!/(?:yaml|names|data)$/.test(all[target]!.path)) expect(file).toBe(all[target]!.path);
        expect(detail).toMatch(/^Expected .+\.$/s);
        told++;
      }
      for (const image of found.set.store.images())
        for (const { shapes } of found.set.store.get(image)!.labels)
          for (const shape of shapes) if (shape.kind === 'box') expect(shape.at.every(Number.isFinite)).toBe(true);
      // What was not touched is there, whole.
      if (isByImage.has(id) || (read.startsWith('yolo') && target < 2)) {
        const other = images[1 - target]!;
        expect(found.set.store.get(other)?.labels.length).toBeGreaterThan(0);
      }
    }
    expect(told).toBeGreaterThan(mutations / 10);
    // Each is a format whose one file says all; the others keep what the rest of their files say.
    for (const id of Object.keys(lost)) expect(goodSets.find((one) => one.id === id)?.files, id).toHaveLength(1);
    expect(Object.values(lost).reduce((sum, one) => sum + one)).toBeLessThan(mutations / 10);
    expect(refused).toBeGreaterThan(0);
  });

  it('have no say where folders are classes: whatever these are called, each image has its own', async () => {
    for (let number = 0; number < 300; number++) {
      const bytes = await (await mutated(fileOf('', 'cat'), number)).read();
      const name = new TextDecoder().decode(bytes).replaceAll('/', '-') || 'cat';
      const paths = [`d/train/${name}/a.jpg`, 'd/train/a dog/b.jpg'];
      const found = await findLabels({ files: [], images: paths, read: 'class-folders', options: usualOptions });
      if (found.kind !== 'found') throw new Error(`Expected classes, found none in ${JSON.stringify(paths)}.`);
      const { classes, store } = found.set;
      const names = paths.map((path) => store.get(path)?.classes.map((index) => classes[index]?.name));
      expect(names).toEqual([[name], ['a dog']]);
    }
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
