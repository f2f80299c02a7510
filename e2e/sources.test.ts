import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readArchive } from './archive';
import { picture } from './pictures';
import { temporaryFolder, visit } from './visit';

test('the first file input takes several files of any kind, is what “Pick files” opens, and takes more after a run', async () => {
  const folder = temporaryFolder();
  const files = [await picture(join(folder, 'b.png')), await picture(join(folder, 'a.webp'), { hue: 120 })];
  writeFileSync(join(folder, 'notes.bin'), 'no image');
  const page = await visit();
  const input = page.page.locator('input[type=file]').first();
  expect(await input.evaluate((element: HTMLInputElement) => [element.multiple, element.accept])).toEqual([true, '']);
  const [chooser] = await Promise.all([page.page.waitForEvent('filechooser'), page.button('Pick files').click()]);
  expect(await chooser.element().evaluate((element, first) => element === first, await input.elementHandle())).toBe(
    true,
  );
  await chooser.setFiles([...files, join(folder, 'notes.bin')]);
  await page.run(3);
  const { report } = readArchive(await page.downloadAll());
  // Loose files keep the order in which they were picked.
  expect(report.items.map(({ path, status }) => [path, status])).toEqual([
    ['b.png', 'done'],
    ['a.webp', 'done'],
    ['notes.bin', 'skipped'],
  ]);
  await page.pick(files[0]!);
  await page.hasRows(4);
});

test('a picked folder keeps its name and its folders', async () => {
  const root = join(temporaryFolder(), 'photos');
  await picture(join(root, 'a/one.jpg'));
  await picture(join(root, 'b/c/two.png'));
  const page = await visit();
  const [chooser] = await Promise.all([page.page.waitForEvent('filechooser'), page.button('Pick a folder').click()]);
  await chooser.setFiles(root);
  await page.run(2);
  const { files } = readArchive(await page.downloadAll());
  expect([...files.keys()]).toEqual(['photos/a/one.jpg', 'photos/b/c/two.jpg']);
});

test('a picture on the clipboard is pasted by the keyboard and by the button', async () => {
  const page = await visit({ alone: true });
  await page.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.page.evaluate(async () => {
    const canvas = new OffscreenCanvas(40, 30);
    canvas.getContext('2d')?.fillRect(5, 5, 20, 10);
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': await canvas.convertToBlob() })]);
  });
  await page.page.keyboard.press('Control+V');
  await page.hasRows(1);
  await page.button('Add').click();
  await page.page.getByRole('menuitem', { name: 'Paste' }).click();
  await page.run(2);
  const { report } = readArchive(await page.downloadAll());
  expect(report.items.map(({ status, width, height }) => [status, width, height])).toEqual([
    ['done', 40, 30],
    ['done', 40, 30],
  ]);
});

test('the entries of a dropped zip are rows, and a zip that cannot be read is one failed row', async () => {
  const folder = temporaryFolder();
  const file = await picture(join(folder, 'one.png'));
  const bytes = readFileSync(file);
  writeFileSync(
    join(folder, 'set.zip'),
    zipSync({ 'x/one.png': bytes, 'x/y/two.png': bytes, 'x/readme.md': bytes.subarray(0, 0) }),
  );
  writeFileSync(join(folder, 'broken.zip'), Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(60, 7)]));
  const page = await visit();
  await page.drop(join(folder, 'set.zip'), join(folder, 'broken.zip'));
  await page.run(4);
  const { report, files } = readArchive(await page.downloadAll());
  expect(report.items.map(({ path, status, code }) => [path, status, code])).toEqual([
    ['x/one.png', 'done', null],
    ['x/y/two.png', 'done', null],
    ['x/readme.md', 'failed', 'empty-file'],
    ['broken.zip', 'failed', 'unreadable-archive'],
  ]);
  expect([...files.keys()].sort()).toEqual(['x/one.jpg', 'x/y/two.jpg']);
});

test('“Try a sample” draws a dozen pictures with their labels, which all run to the end', async () => {
  const page = await visit();
  await page.button('Try a sample').click();
  await page.run(13);
  const { report, files } = readArchive(await page.downloadAll());
  expect(report.counts).toEqual({ done: 12, failed: 0, skipped: 1 });
  expect([...files.keys()].filter((path) => path.endsWith('.json'))).toEqual(['annotations/instances.json']);
  for (const [path, bytes] of files)
    if (!path.endsWith('.json')) expect(await sharp(bytes).metadata(), path).toMatchObject({ width: 640, height: 640 });
});

test('one output is downloaded alone, byte for byte as in the zip', async () => {
  const file = await picture(join(temporaryFolder(), 'one.png'));
  const page = await visit();
  await page.pick(file);
  await page.run(1);
  await page.row(basename(file)).click();
  const { name, bytes } = await page.download(page.button('Download'));
  expect(name).toBe('one.jpg');
  expect(
    readArchive(await page.downloadAll())
      .files.get('one.jpg')
      ?.equals(bytes),
  ).toBe(true);
});
