import { join } from 'node:path';
import { expect, test } from 'vitest';
import { make } from './drive';
import { hostileFiles } from './hostile-files';
import { picture } from './pictures';
import { exactly as recipe, isTold, unharmed } from './unharmed';
import { temporaryFolder } from './visit';

test('hostile files end each with their own code, and leave their good neighbours as they would be alone', async () => {
  const folder = temporaryFolder();
  const fates = await hostileFiles(join(folder, 'hostile'));
  // Odd sides, and large enough to be shrunk while they are decoded.
  for (const [at, name] of ['a.jpg', 'b.png', 'c.webp', 'd.gif', 'e.tif', 'f.jpg'].entries())
    await picture(join(folder, 'zgood', name), { width: 611, height: 407, hue: at * 50 });
  const hostile = join(folder, 'hostile');
  const good = join(folder, 'zgood');
  const mixed = await make([hostile, good], { recipe });
  const alone = await make([good], { recipe });
  expect(alone.report.counts).toEqual({ done: 6, skipped: 0, failed: 0 });
  unharmed(mixed, alone);
  const rows = new Map(mixed.report.items.map((row) => [row.path, row]));
  for (const [path, fate] of fates) {
    const row = rows.get(path);
    expect([path, row?.status, row?.code, row?.detail]).toEqual([path, ...fate, row?.detail]);
  }
  expect(mixed.report.items).toHaveLength(fates.size + 6);
  mixed.report.items.forEach(isTold);
});
