import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readArchive } from './archive';
import { copies, picture } from './pictures';
import { temporaryFolder, visit } from './visit';
import type { Visit } from './visit';

/** A dataset with folders in folders, one of them by default past the hundred entries that `readEntries` hands over at a time. */
async function dataset(many = 130): Promise<{ root: string; paths: string[] }> {
  const root = join(temporaryFolder(), 'dataset');
  const deep = await picture(join(root, 'train/cats/tabby/one.png'), { hue: 40 });
  const top = await picture(join(root, 'cover.webp'), { hue: 80 });
  const alike = copies(await picture(join(root, 'seed.jpg')), join(root, 'train/many'), many);
  writeFileSync(join(root, 'train/labels.txt'), '0 0.5 0.5 0.2 0.2\n');
  writeFileSync(join(root, 'train/cats/empty.jpg'), '');
  const files = [
    deep,
    top,
    ...alike,
    join(root, 'seed.jpg'),
    join(root, 'train/labels.txt'),
    join(root, 'train/cats/empty.jpg'),
  ];
  return { root, paths: files.map((file) => `dataset/${file.slice(root.length + 1)}`).sort() };
}

const small = {
  version: 1,
  steps: [{ op: 'auto-orient' }, { op: 'resize', width: 64, height: 64 }],
  output: { format: 'jpeg', quality: 80 },
};

async function dropAndRun(page: Visit, root: string, rows: number): Promise<void> {
  await page.loadRecipe(small);
  await page.drop(root);
  await page.run(rows);
}

async function holds(zip: Uint8Array, paths: readonly string[]): Promise<void> {
  const { files, report } = readArchive(zip);
  expect(report.items.map(({ path }) => path).sort()).toEqual(paths);
  expect(report.counts).toEqual({ done: paths.length - 2, skipped: 1, failed: 1 });
  const row = (path: string) => report.items.find((item) => item.path === path);
  expect(row('dataset/train/labels.txt')).toMatchObject({ status: 'skipped', code: 'not-an-image', outputs: [] });
  expect(row('dataset/train/cats/empty.jpg')).toMatchObject({ status: 'failed', code: 'empty-file', outputs: [] });
  expect([...files.keys()]).toContain('dataset/train/cats/tabby/one.jpg');
  for (const path of paths.filter((one) => one.includes('/many/'))) expect([...files.keys()]).toContain(path);
  expect(await sharp(files.get('dataset/train/cats/tabby/one.jpg')).metadata()).toMatchObject({
    format: 'jpeg',
    width: 64,
    height: 48,
  });
}

test('a dropped folder of folders comes home as a zip of the same folders, through a Blob where nothing else is', async () => {
  const { root, paths } = await dataset();
  const page = await visit();
  await dropAndRun(page, root, paths.length);
  await holds(await page.downloadAll(), paths);
});

test('the zip is written straight to the file that the person chose, where the browser asks for one', async () => {
  const { root, paths } = await dataset(10);
  const page = await visit({
    keepsPicker: true,
    // No one is there to choose: the handle of a file of the origin's own stands in for theirs.
    init: () =>
      Object.assign(window, {
        showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
          (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
      }),
  });
  await dropAndRun(page, root, paths.length);
  await page.button('Download all').click();
  await expect.poll(() => page.page.evaluate(sizeOfSaved), { timeout: 60_000 }).toBeGreaterThan(0);
  const saved = await page.page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const bytes = new Uint8Array(await (await (await root.getFileHandle('dataset.zip')).getFile()).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
  await holds(Buffer.from(saved, 'base64'), paths);
});

/** The bytes come with `close`, all at once. */
async function sizeOfSaved(): Promise<number> {
  const root = await navigator.storage.getDirectory();
  return (await (await root.getFileHandle('dataset.zip', { create: true })).getFile()).size;
}
