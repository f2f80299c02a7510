import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import {
  distances,
  drawnSubjects,
  holdToBounds,
  isJpeg,
  isPng,
  isShrunk,
  lightDistances,
  pngDistances,
} from './fast-decode';
import { make } from './drive';
import { distanceBetween } from './fidelity';
import { temporaryFolder } from './visit';

test('the browser’s decoder stays near libvips’ own on every kind of JPEG that it is trusted with', async () => {
  const subjects = (await drawnSubjects()).filter(isJpeg);
  expect(subjects).toHaveLength(9);
  holdToBounds(await distances(subjects, [200]));
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

test('and on every kind of PNG', async () => {
  const subjects = (await drawnSubjects()).filter(isPng);
  expect(subjects).toHaveLength(6);
  holdToBounds(await pngDistances(subjects));
});

test('a PNG with a bit turned anywhere fails as libvips would fail it: the browser checks its chunks, too', async () => {
  const { path } = (await drawnSubjects()).find(({ kinds }) => kinds.includes('PNG transparent'))!;
  const file = readFileSync(path);
  const folder = temporaryFolder();
  const damaged = Array.from({ length: 24 }, (_, i) => {
    const bytes = Buffer.from(file);
    const at = 8 + Math.floor(((file.length - 8) * i) / 24);
    bytes[at] = bytes[at]! ^ (1 << (i % 8));
    const name = join(folder, `${i}.png`);
    writeFileSync(name, bytes);
    return name;
  });
  const recipe = { version: 1, steps: [], output: { format: 'png' } };
  const { items } = (await make([path, ...damaged], { recipe })).report;
  expect(items.find((row) => row.status === 'done')?.decoder).toBe('fast');
  const fates = items.filter((row) => row.path !== basename(path)).map(({ status, code }) => `${status}, ${code}`);
  expect(fates).toEqual(damaged.map(() => 'failed, corrupt'));
});

test('and in the light tier on every kind of PNG and WebP', async () => {
  const subjects = (await drawnSubjects()).filter((one) => !isJpeg(one));
  expect(subjects).toHaveLength(10);
  holdToBounds(await lightDistances(subjects));
});
