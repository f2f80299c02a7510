import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { distances, drawnSubjects, holdToBounds, isJpeg, isPng, pngDistances, runsOf } from './fast-decode';
import { temporaryFolder, visit } from './visit';

test('the browser’s decoder stays near libvips’ own on every kind of JPEG that it is trusted with', async () => {
  const subjects = (await drawnSubjects()).filter(isJpeg);
  expect(subjects).toHaveLength(9);
  holdToBounds(await distances(subjects, [200]));
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
  const damaged = Array.from({ length: 12 }, (_, i) => {
    const bytes = Buffer.from(file);
    const at = 8 + Math.floor(((file.length - 8) * i) / 12);
    bytes[at] = bytes[at]! ^ (1 << (i % 8));
    const name = join(folder, `${i}.png`);
    writeFileSync(name, bytes);
    return name;
  });
  const recipe = { version: 1, steps: [], output: { format: 'png' } };
  const { items } = (await runsOf(await visit())([path, ...damaged], recipe)).report;
  expect(items.find((row) => row.status === 'done')?.decoder).toBe('fast');
  const fates = items.filter((row) => row.path !== basename(path)).map(({ status, code }) => `${status}, ${code}`);
  expect(fates).toEqual(damaged.map(() => 'failed, corrupt'));
});
