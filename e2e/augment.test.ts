import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readArchive } from './archive';
import { expectSameBytes, steps } from './augmented';
import { picture } from './pictures';
import { temporaryFolder, visit } from './visit';

test('the same seed gives the same bytes with 1 and 3 workers, in any order, by the fast way', () =>
  expectSameBytes('auto', [1, 3], 5));

test('one decode serves all copies, shrunk as far as they need', async () => {
  const input = await picture(join(temporaryFolder(), 'a.jpg'), { width: 1600, height: 1200 });
  const page = await visit();
  const workers = () => page.page.workers().filter((worker) => /\/entry-/.test(worker.url()));
  // An eighth of each side, for which two eighths of 1600 × 1200 px are decoded.
  const smaller = { op: 'resize', width: 200, height: 150 };
  const repeated = { version: 1, steps: [smaller, ...steps], output: { format: 'jpeg' } };
  await page.loadRecipe(repeated);
  await page.drop(input);
  await page.is('ready');
  // The small picture of its row is decoded by itself.
  await page.row('a.jpg').locator('img').waitFor();
  for (const worker of workers())
    await worker.evaluate(() => {
      const { prototype } = globalThis.ImageDecoder;
      const { decode } = prototype;
      const decodes: string[] = [];
      Object.assign(globalThis, { decodes });
      prototype.decode = async function (...args) {
        const decoded = await decode.apply(this, args);
        // Not the few pixels by which a worker tries its browser's decoder when it starts.
        const { codedWidth, codedHeight } = decoded.image;
        if (codedWidth > 100) decodes.push(`${codedWidth} × ${codedHeight}`);
        return decoded;
      };
    });
  await page.run(1);
  const decodes = await Promise.all(
    workers().map((worker) => worker.evaluate(() => (globalThis as unknown as { decodes?: string[] }).decodes ?? [])), // As declared above.
  );
  const { report, files } = readArchive(await page.downloadAll());
  expect(report.items).toMatchObject([{ decoder: 'fast', status: 'done' }]);
  expect([...files.keys()].filter((path) => path.endsWith('.jpg'))).toHaveLength(4);
  expect(decodes.flat()).toEqual(['400 × 300']);
});

test('a name without {suffix} tells copies apart, and a picture of one row has its copies', async () => {
  const row = join(temporaryFolder(), 'row.png');
  writeFileSync(row, await sharp({ create: { width: 65535, height: 1, channels: 3, background: '#808080' } }).png().toBuffer()); // prettier-ignore
  const page = await visit();
  await page.loadRecipe({ version: 1, steps, output: { format: 'png', name: '{stem}.{ext}' } });
  await page.drop(row);
  await page.run(1);
  const { files, report } = readArchive(await page.downloadAll());
  expect([...files.keys()].sort()).toEqual(['row-0.png', 'row-1.png', 'row-2.png', 'row-3.png']);
  expect(report.items[0]?.notes).toEqual([]);
});
