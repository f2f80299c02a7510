import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { picture } from '../../pictures';
import { temporaryFolder } from '../../visit';
import { chosen, visiting } from '../start';

const recipe = {
  version: 1,
  steps: [{ op: 'auto-orient' }, { op: 'letterbox', width: 96, height: 96 }],
  output: { format: 'png' },
};

test(`${chosen}: files and a zip are picked, run by a loaded recipe, and downloaded as one zip`, async () => {
  const folder = temporaryFolder();
  const files = await Promise.all(
    ['a.jpg', 'b.png', 'c.webp', 'd.gif', 'e.tif'].map((name, at) => picture(join(folder, name), { hue: at * 60 })),
  );
  const inZip = readFileSync(await picture(join(folder, 'z.png'), { width: 300, height: 500, hue: 300 }));
  const zip = join(folder, 'set.zip');
  writeFileSync(zip, zipSync({ 'x/one.png': inZip, 'x/y/two.png': inZip, 'x/labels.txt': Buffer.from('0 1 2') }));
  const person = await visiting();
  await person.loadRecipe(recipe);
  await person.pick(...files, zip);
  await person.run(8);
  const { files: made, report } = await person.downloadAll();
  expect(report.items.map(({ path, status, code }) => [path, status, code])).toEqual([
    ...['a.jpg', 'b.png', 'c.webp', 'd.gif', 'e.tif', 'x/one.png', 'x/y/two.png'].map((path) => [path, 'done', null]),
    ['x/labels.txt', 'skipped', 'not-an-image'],
  ]);
  expect([...made.keys()].sort()).toEqual(['a.png', 'b.png', 'c.png', 'd.png', 'e.png', 'x/one.png', 'x/y/two.png']);
  for (const [path, bytes] of made)
    expect(await sharp(bytes).metadata(), path).toMatchObject({ format: 'png', width: 96, height: 96 });
});
