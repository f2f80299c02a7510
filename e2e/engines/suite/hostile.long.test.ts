import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { itemCodes } from '../../../src/core/errors';
import { hostileFiles } from '../../hostile-files';
import { picture } from '../../pictures';
import { temporaryFolder } from '../../visit';
import { chosen, visiting } from '../start';

const recipe = {
  version: 1,
  steps: [{ op: 'auto-orient' }, { op: 'resize', width: 64, height: 64 }],
  output: { format: 'jpeg', quality: 80 },
};

test(`${chosen}: hostile files end each with their own code, beside good ones that are done, however they are decoded`, async () => {
  const folder = temporaryFolder();
  const fates = await hostileFiles(join(folder, 'hostile'));
  const names = ['a.jpg', 'b.png', 'c.webp', 'd.gif', 'e.tif', 'f.jpg'];
  const good = await Promise.all(
    names.map((name, at) => picture(join(folder, 'good', name), { width: 611, height: 407, hue: at * 50 })),
  );
  const hostile = readdirSync(join(folder, 'hostile')).sort();
  const person = await visiting();
  for (const decode of ['auto', 'exact']) {
    await person.loadRecipe({ ...recipe, decode });
    await person.pick(...hostile.map((name) => join(folder, 'hostile', name)), ...good);
    await person.run(fates.size + good.length);
    const { report } = await person.downloadAll();
    const rows = new Map(report.items.map((row) => [row.path, row]));
    for (const name of names) expect([name, rows.get(name)?.status]).toEqual([name, 'done']);
    for (const [listed, fate] of fates) {
      // Loose files have no folder.
      const path = listed.replace(/^hostile[/]/, '');
      const row = rows.get(path);
      expect([decode, path, row?.status, row?.code]).toEqual([decode, path, ...fate]);
      expect(row?.detail?.endsWith(` ${itemCodes[row.code!].advice}`), `${path}: ${row?.detail}`).toBe(true);
    }
    await person.click('Clear');
    await person.is('empty');
  }
});
