import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { make } from './drive';
import { pngOf } from './hostile-files';
import { picture } from './pictures';
import { temporaryFolder } from './visit';

/** Good pictures before and after the one that is too much. */
export async function among(name: string, write: (path: string) => Promise<unknown> | void): Promise<string> {
  const folder = join(temporaryFolder(), 'set');
  for (const good of ['a', 'b', 'x', 'y']) await picture(join(folder, `${good}.png`));
  await write(join(folder, name));
  return folder;
}

/** Of a PNG with so many pixels each way, which no worker's memory can hold: it fails by name, its neighbours are done. */
export async function expectTooLarge(side: number): Promise<void> {
  const folder = await among('m.png', (path) => writeFileSync(path, pngOf(side, side)));
  const recipe = { version: 1, steps: [{ op: 'rotate', angle: 90 }], output: { format: 'png' } };
  const { report } = await make([folder], { recipe, flags: ['--set', 'maxPixelsMp=4000', '--workers', '1'] });
  const row = report.items.find(({ path }) => path === 'set/m.png');
  expect([row?.status, row?.code, row?.detail]).toEqual([
    'failed',
    'out-of-memory',
    'The memory of one worker does not suffice for this PNG file. Retry it with fewer workers, or make the image smaller first.',
  ]);
  expect(report.counts).toEqual({ done: 4, skipped: 0, failed: 1 });
}
