import { basename, join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { make } from './drive';
import {
  chosenOf,
  corpusAt,
  distances,
  drawnSubjects,
  expectAllKinds,
  holdToBounds,
  isJpeg,
  isPng,
  isShrunk,
  lightDistances,
  pngDistances,
  writeFidelity,
} from './fast-decode';
import { distanceBetween } from './fidelity';

const corpus = corpusAt();

test('the browser’s decoder stays near libvips’ own on every kind of JPEG, however far it shrinks', async () => {
  holdToBounds(await distances((await drawnSubjects()).filter(isJpeg)));
});

test('and in the light tier it stays so on every kind of PNG and WebP', async () => {
  const subjects = (await drawnSubjects()).filter((one) => !isJpeg(one));
  expect(subjects).toHaveLength(10);
  holdToBounds(await lightDistances(subjects));
});

test('a profile that is kept stays with its colours where the decoder shrinks, as libvips keeps them', async () => {
  const { path } = (await drawnSubjects()).find((subject) => basename(subject.path) === 'p3.jpg')!;
  const recipe = {
    version: 1,
    steps: [{ op: 'resize', width: 200 }],
    output: { format: 'jpeg', keep: 'icc', quality: 95 },
  };
  expect(await isShrunk(path, recipe)).toBe(true);
  const [fast, full] = [await make([path], { recipe }), await make([path], { recipe: { ...recipe, decode: 'full' } })];
  expect([fast, full].map(({ report }) => report.items[0]!.decoder)).toEqual(['fast', 'full']);
  const [one, other, source] = [join(fast.out, 'p3.jpg'), join(full.out, 'p3.jpg'), path].map((file) => sharp(file));
  const { icc } = await source!.metadata();
  expect(icc?.length).toBeGreaterThan(0);
  for (const made of [one!, other!]) expect((await made.metadata()).icc).toEqual(icc);
  const { mean, ssim, shiftPx, signed } = distanceBetween(await one!.png().toBuffer(), await other!.png().toBuffer());
  expect([mean <= 3, ssim >= 0.985, shiftPx <= 0.1, signed <= 0.7], `${mean} ${ssim}`).toEqual(Array(4).fill(true));
});

test.skipIf(!corpus)(
  'so it does on some photographs of each kind, which the table of the documents tells of',
  async () => {
    const subjects = await chosenOf(corpus!, /\.jpe?g$/i, 3);
    const others = await chosenOf(corpus!, /\.(?:png|webp)$/i, 8);
    expectAllKinds([...subjects, ...others]);
    const all = await distances(subjects);
    const rest = [
      ...(await pngDistances(others.filter(isPng))),
      ...(await lightDistances(others.filter((one) => !isPng(one)))),
    ];
    if (process.env['FIDELITY'] === 'write') writeFidelity('fidelity', [...all, ...rest]);
    holdToBounds(all);
    holdToBounds(rest);
  },
);

test.skipIf(!corpus)('and on all JPEGs of the corpus', async () => {
  const subjects = await chosenOf(corpus!, /\.jpe?g$/i, Infinity);
  expect(subjects.length).toBeGreaterThan(100);
  holdToBounds(await distances(subjects));
});
