import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { renderersOf } from '../bench/processes';
import { servedWith } from './altered';
import { readArchive } from './archive';
import { imageWorkers } from './image-workers';
import { few, ranFew } from './few';
import { picture } from './pictures';
import { browser, open, processOf, temporaryFolder, visit } from './visit';

/** Lowers what libvips' memory may grow to. */
const lowered = (mebibytes: number) => `{
  const Native = WebAssembly.Memory;
  WebAssembly.Memory = class extends Native {
    constructor(descriptor) {
      super(descriptor.shared ? { ...descriptor, maximum: Math.min(descriptor.maximum, (${mebibytes} << 20) / 65536) } : descriptor);
    }
  };
}
`;

test('an image that a worker has no memory for fails by name, that worker is replaced, and those after it are done', async () => {
  const set = join(temporaryFolder(), 'set');
  for (const name of ['a', 'b', 'y', 'z']) await picture(join(set, `${name}.png`));
  const create = { width: 12_000, height: 12_000, channels: 3, background: 'teal' } as const;
  await sharp({ create }).png({ compressionLevel: 1 }).toFile(join(set, 'm.png'));
  // Little more than it begins with: it never grows to the size that a worker is replaced for.
  const page = await visit({ url: await servedWith(lowered(320)) });
  await expect.poll(async () => (await imageWorkers(page)).length).toBeGreaterThan(1);
  const before = await imageWorkers(page);
  await page.loadRecipe({ version: 1, steps: [{ op: 'flip', axis: 'vertical' }], output: { format: 'webp' } });
  await page.drop(set);
  await page.run(5);
  const { report } = readArchive(await page.downloadAll());
  expect(report.items.map(({ path, code }) => [path, code])).toEqual([
    ['set/a.png', null],
    ['set/b.png', null],
    ['set/m.png', 'out-of-memory'],
    ['set/y.png', null],
    ['set/z.png', null],
  ]);
  const started = async () => (await imageWorkers(page)).filter((worker) => !before.includes(worker)).length;
  await expect.poll(started).toBe(1);
  expect(await imageWorkers(page)).toHaveLength(before.length);
});

test('after the page’s process was killed in the middle of a run, the next visit is clean', async () => {
  const context = await browser();
  const page = await open(context);
  await page.button('Try a sample').click();
  await page.hasRows(13);
  await page.button('Run').click();
  await page.page.locator('.row[data-outcome=done]').first().waitFor();
  const crashed = page.page.waitForEvent('crash');
  for (const pid of renderersOf(processOf(context))) process.kill(pid, 'SIGKILL');
  await crashed;
  const next = await open(context);
  await next.is('empty');
  await ranFew(next);
  const { report, files } = readArchive(await next.downloadAll());
  expect([report.counts, files.size]).toEqual([{ done: few, skipped: 0, failed: 0 }, few]);
  const stored = await next.page.evaluate(async () => {
    const names: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
    return names;
  });
  expect(stored).toHaveLength(1);
  expect(next.trouble).toEqual([]);
});
