import { expect, inject, test } from 'vitest';
import { servedWith } from './altered';
import { readArchive } from './archive';
import { few, ranFew } from './few';
import { browser, open, visit } from './visit';
import type { Visit } from './visit';

/** The stores of all visits, with their bytes, as they lie in the origin's private file system. */
async function stores(page: Visit['page']): Promise<{ name: string; bytes: number }[]> {
  return page.evaluate(async () => {
    const found = [];
    for await (const [name, handle] of await navigator.storage.getDirectory())
      if (handle instanceof FileSystemFileHandle) found.push({ name, bytes: (await handle.getFile()).size });
    return found;
  });
}

test('finished outputs lie in the origin’s private file system until they are cleared', async () => {
  const page = await visit();
  await ranFew(page);
  const { report } = readArchive(await page.downloadAll());
  const bytes = report.items.flatMap(({ outputs }) => outputs).reduce((sum, output) => sum + output.bytes, 0);
  expect(await stores(page.page)).toEqual([{ name: expect.stringMatching(/^manyhands-store-/), bytes }]);
  await page.button('Clear').click();
  await page.is('empty');
  await expect.poll(() => stores(page.page)).toMatchObject([{ bytes: 0 }]);
});

test('a visit clears what a dead tab left behind, and leaves a living tab’s outputs alone', async () => {
  const context = await browser();
  const dead = await open(context);
  await ranFew(dead);
  const [left] = await stores(dead.page);
  const keeper = await context.newPage();
  await keeper.goto(`${inject('url')}LICENSE.txt`);
  await dead.page.close();
  expect(await stores(keeper)).toEqual([left]);
  const living = await open(context);
  await expect.poll(async () => (await stores(keeper)).map(({ name }) => name)).not.toContain(left?.name);
  await ranFew(living);
  const kept = await stores(keeper);
  const third = await open(context);
  await ranFew(third);
  expect(await stores(keeper)).toEqual(expect.arrayContaining(kept));
  expect(readArchive(await living.downloadAll()).report.counts.done).toBe(few);
  expect([...dead.trouble, ...living.trouble, ...third.trouble]).toEqual([]);
});

test('where the private file system is refused, the outputs are kept in memory and the job works as ever', async () => {
  const url = await servedWith(
    'if (navigator.storage) navigator.storage.getDirectory = () => Promise.reject(new DOMException("refused", "SecurityError"));\n',
  );
  const page = await visit({ url });
  expect(await page.page.evaluate(() => navigator.storage.getDirectory().catch((error: Error) => error.name))).toBe(
    'SecurityError',
  );
  await ranFew(page);
  const { report, files } = readArchive(await page.downloadAll());
  expect([report.counts.done, files.size]).toEqual([few, few]);
  const other = await page.context.newPage();
  await other.goto(`${url}LICENSE.txt`);
  expect(await stores(other)).toEqual([]);
});
