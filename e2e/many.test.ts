import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readArchive } from './archive';
import { longestTask, startTrace } from './page-thread';
import { copies, picture } from './pictures';
import { temporaryFolder, visit } from './visit';

test('no task of the page’s own thread takes 100 ms of its time while 500 images are dropped, run and taken home', async () => {
  const folder = temporaryFolder();
  copies(await picture(join(folder, 'seed.jpg'), { width: 640, height: 480 }), join(folder, 'set'), 500);
  const page = await visit();
  const stop = await startTrace(page.page);
  await page.drop(join(folder, 'set'));
  await page.run(500);
  const zip = await page.downloadAll();
  const tasks = longestTask(await stop());
  console.log(
    `page thread, 500 images: ${tasks.many} tasks, the longest ${tasks.longestMs.toFixed(1)} ms of its own time`,
  );
  expect(readArchive(zip).report.counts).toEqual({ done: 500, skipped: 0, failed: 0 });
  expect(tasks.many).toBeGreaterThan(500);
  expect(tasks.longestMs).toBeLessThan(100);
});

test('ten thousand rows are a screenful in the document, and all of them are reached by scrolling', async () => {
  const folder = temporaryFolder();
  copies(await picture(join(folder, 'seed.png'), { width: 16, height: 12 }), join(folder, 'set'), 10_000);
  const page = await visit();
  await page.drop(join(folder, 'set'));
  await page.hasRows(10_000);
  const drawn = () => page.page.locator('.row').count();
  expect(await drawn()).toBeGreaterThan(5);
  expect(await drawn()).toBeLessThan(60);
  const list = page.page.getByRole('list', { name: 'Images, 10,000 rows' });
  const stop = await startTrace(page.page);
  for (const share of [0.25, 0.5, 0.75]) {
    await list.evaluate((element, to) => (element.scrollTop = element.scrollHeight * to), share);
    await page.row(`set/p${String(10_000 * share).padStart(4, '0')}.png`).waitFor();
    expect(await drawn()).toBeLessThan(60);
  }
  await page.page.locator('.row').first().focus();
  await page.page.keyboard.press('End');
  await expect
    .poll(() => page.page.evaluate(() => document.activeElement?.getAttribute('data-path')))
    .toBe('set/p9999.png');
  expect(await page.row('set/p9999.png').isVisible()).toBe(true);
  const tasks = longestTask(await stop());
  console.log(`page thread, scrolling 10,000 rows: the longest task ${tasks.longestMs.toFixed(1)} ms of its own time`);
  expect(tasks.longestMs).toBeLessThan(100);
});
