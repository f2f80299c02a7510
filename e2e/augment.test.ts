import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { filesUnder, make } from './drive';
import { picture } from './pictures';
import { temporaryFolder } from './visit';

const steps = [
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

test('the same seed gives the same bytes with 1, 2 and 7 workers, and in any order', async () => {
  const folder = join(temporaryFolder(), 'set');
  const paths: string[] = [];
  for (let at = 0; at < 9; at++)
    paths.push(await picture(join(folder, `p${at}.${at % 3 === 0 ? 'png' : 'jpg'}`), { width: 300, height: 200, hue: at * 40 })); // prettier-ignore
  const recipe = { version: 1, seed: 7, steps, output: { format: 'jpeg' }, decode: 'exact', encode: 'exact' };
  const [one, two, seven, other] = [
    await make(paths, { recipe, flags: ['--workers', '1'] }),
    await make(paths, { recipe, flags: ['--workers', '2'] }),
    await make(paths.toReversed(), { recipe, flags: ['--workers', '7'] }),
    await make(paths, { recipe: { ...recipe, seed: 8 }, flags: ['--workers', '2'] }),
  ];
  expect(one.files).toHaveLength(36);
  expect(one.files.slice(0, 4)).toEqual(['p0-0.jpg', 'p0-1.jpg', 'p0-2.jpg', 'p0-3.jpg']);
  expect(new Set(hashes(one.out).map(([, hash]) => hash)).size).toBe(36);
  expect(hashes(two.out)).toEqual(hashes(one.out));
  expect(hashes(seven.out)).toEqual(hashes(one.out));
  expect(hashes(other.out)).not.toEqual(hashes(one.out));
  // An item is one row, whatever comes of it.
  expect(one.report.counts).toEqual({ done: 9, skipped: 0, failed: 0 });
  expect(one.report.items.map(({ outputs }) => outputs.length)).toEqual(Array(9).fill(4));
});

test('copies come by the fast way too, all of them, in the size asked for', async () => {
  const input = await picture(join(temporaryFolder(), 'a.jpg'), { width: 1600, height: 1200 });
  const { files, out } = await make([input], { recipe: { version: 1, steps, output: { format: 'jpeg' } } });
  expect(files).toEqual(['a-0.jpg', 'a-1.jpg', 'a-2.jpg', 'a-3.jpg']);
  for (const path of files)
    expect(await sharp(join(out, path)).metadata()).toMatchObject({ format: 'jpeg', width: 64, height: 48 });
});

test('a name without {suffix} tells copies apart, and a picture of one row has its copies', async () => {
  const row = join(temporaryFolder(), 'row.png');
  writeFileSync(row, await sharp({ create: { width: 65535, height: 1, channels: 3, background: '#808080' } }).png().toBuffer()); // prettier-ignore
  const { files, report } = await make([row], {
    recipe: { version: 1, steps, output: { format: 'png', name: '{stem}.{ext}' } },
  });
  expect(files).toEqual(['row-0.png', 'row-1.png', 'row-2.png', 'row-3.png']);
  expect(report.items[0]?.notes).toEqual([]);
});
