import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drive, filesUnder, make, recipeFile, smallJpegs } from './drive';
import { picture } from './pictures';
import { temporaryFolder } from './visit';

test('writes over the outputs of a former run, and leaves other files of the folder alone', async () => {
  const input = await picture(join(temporaryFolder(), 'a.png'));
  const out = join(temporaryFolder(), 'out');
  mkdirSync(out);
  writeFileSync(join(out, 'mine.txt'), 'mine');
  await make([input], { out });
  const recipe = { version: 1, steps: [{ op: 'resize', width: 16 }], output: { format: 'jpeg' } };
  const again = await make([input], { out, recipe });
  expect(again.files).toEqual(['a.jpg', 'mine.txt']);
  expect((await sharp(join(out, 'a.jpg')).metadata()).width).toBe(16);
});

test('an output that cannot be written fails its item, whole, and the others are written', async () => {
  const folder = temporaryFolder();
  const inputs: string[] = [];
  for (const name of ['a', 'b', 'c']) inputs.push(await picture(join(folder, `${name}.png`)));
  const out = join(folder, 'out');
  // A folder stands where one of the outputs would be written.
  mkdirSync(join(out, 'b-1.jpg'), { recursive: true });
  const recipe = { ...smallJpegs, steps: [{ op: 'repeat', copies: 2, steps: [{ op: 'resize', width: 32 }] }] };
  const { files, report, stderr } = await make(inputs, { recipe, out });
  expect(files).toEqual(['a-0.jpg', 'a-1.jpg', 'c-0.jpg', 'c-1.jpg']);
  expect(report.items.map(({ path, code, detail }) => [path, code, detail])).toEqual([
    ['a.png', null, null],
    ['b.png', 'write-failed', 'b-1.jpg could not be written (EISDIR). Free some disk space and retry.'],
    ['c.png', null, null],
  ]);
  expect(stderr).toMatch(/2 done, 0 skipped, 1 failed\.\n$/);
});

test('ends with 1 and a sentence when the report cannot be written', async () => {
  const folder = temporaryFolder();
  const input = await picture(join(folder, 'a.png'));
  const out = join(folder, 'out');
  mkdirSync(join(out, 'report.json'), { recursive: true });
  const { code, stdout, stderr } = await drive(['--recipe', recipeFile(), '--out', out, input]);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^Running …\nThe report could not be written: EISDIR\.\n$/);
  expect(filesUnder(out)).toEqual(['a.jpg']);
});
