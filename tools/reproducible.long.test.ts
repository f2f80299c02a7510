import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { root } from './prepare.mjs';

test('two builds have the same bytes', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['tools/reproducible.mjs'], { cwd: root, encoding: 'utf8' });
  expect(stdout, stderr).toMatch(/^\d+ files, the same in both builds: sha256 [0-9a-f]{64}\n$/);
});
