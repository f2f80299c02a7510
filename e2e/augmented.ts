import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect } from 'vitest';
import { filesUnder, make, type Made } from './drive';
import { picture } from './pictures';
import { temporaryFolder } from './visit';

/** Four seeded copies of each image. */
export const steps = [
  { op: 'auto-orient' },
  {
    op: 'repeat',
    copies: 4,
    steps: [
      { op: 'random-crop', width: 64, height: 48 },
      { op: 'random-apply', p: 0.5, steps: [{ op: 'flip', axis: 'horizontal' }] },
      { op: 'random-apply', p: 0.5, steps: [{ op: 'brightness', factor: [0.6, 1.6] }] },
    ],
  },
];

const hashes = (folder: string) =>
  filesUnder(folder)
    .filter((path) => path !== 'report.json')
    .map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex'),
    ]);

/** The same seed gives the same bytes in any order, decoded in this way, with as many workers as each of these. */
export async function expectSameBytes(way: 'auto' | 'exact', counts: readonly number[], many = 9): Promise<void> {
  const folder = join(temporaryFolder(), 'set');
  const paths: string[] = [];
  for (let at = 0; at < many; at++)
    paths.push(await picture(join(folder, `p${at}.${at % 3 === 0 ? 'png' : 'jpg'}`), { width: 300, height: 200, hue: at * 40 })); // prettier-ignore
  const recipe = { version: 1, seed: 7, steps, output: { format: 'jpeg' }, decode: way, encode: way };
  const runs: Made[] = [];
  for (const [at, workers] of counts.entries())
    runs.push(await make(at % 2 === 0 ? paths : paths.toReversed(), { recipe, flags: ['--workers', String(workers)] }));
  const [first, ...others] = runs as [Made, ...Made[]];
  expect(first.files).toHaveLength(4 * many);
  expect(first.files.slice(0, 4)).toEqual(['p0-0.jpg', 'p0-1.jpg', 'p0-2.jpg', 'p0-3.jpg']);
  expect(new Set(hashes(first.out).map(([, hash]) => hash)).size).toBe(4 * many);
  for (const path of first.files)
    expect(await sharp(join(first.out, path)).metadata()).toMatchObject({ format: 'jpeg', width: 64, height: 48 });
  for (const { out } of others) expect(hashes(out)).toEqual(hashes(first.out));
  // An item is one row, whatever comes of it.
  expect(first.report.counts).toEqual({ done: many, skipped: 0, failed: 0 });
  expect(first.report.items.map(({ outputs }) => outputs.length)).toEqual(Array(many).fill(4));
  expect(first.report.items.map(({ decoder }) => decoder)).toEqual(Array(many).fill(way === 'auto' ? 'fast' : 'exact'));
}
