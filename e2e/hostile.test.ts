import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readArchive, type Archive } from './archive';
import { hostileFiles } from './hostile-files';
import { picture } from './pictures';
import { exactly as recipe, isTold } from './unharmed';
import { temporaryFolder, visit } from './visit';

test('hostile files end each with their own code, and leave their good neighbours as they would be alone', async () => {
  const folder = temporaryFolder();
  const hostile = join(folder, 'hostile');
  const good = join(folder, 'zgood');
  const fates = await hostileFiles(hostile);
  // Odd sides, and large enough to be shrunk while they are decoded.
  for (const [at, name] of ['a.jpg', 'b.png', 'c.webp', 'd.gif', 'e.tif', 'f.jpg'].entries())
    await picture(join(good, name), { width: 611, height: 407, hue: at * 50 });
  const page = await visit();
  await page.loadRecipe(recipe);
  const ran = async (rows: number, ...paths: readonly string[]): Promise<Archive> => {
    await page.drop(...paths);
    await page.run(rows);
    return readArchive(await page.downloadAll());
  };
  const mixed = await ran(fates.size + 6, hostile, good);
  await page.button('Clear').click();
  await page.is('empty');
  const alone = await ran(6, good);
  expect(alone.report.counts).toEqual({ done: 6, skipped: 0, failed: 0 });
  expect(alone.files.size).toBe(6);
  for (const [path, bytes] of alone.files) expect(mixed.files.get(path)?.equals(bytes), path).toBe(true);
  const rows = new Map(mixed.report.items.map((row) => [row.path, row]));
  for (const [path, fate] of fates) {
    const row = rows.get(path);
    expect([path, row?.status, row?.code, row?.detail]).toEqual([path, ...fate, row?.detail]);
  }
  expect(mixed.report.items).toHaveLength(fates.size + 6);
  mixed.report.items.forEach(isTold);
});
