import { join } from 'node:path';
import { expect } from 'vitest';
import { longestTask, startTrace } from './page-thread';
import { copies, picture } from './pictures';
import { temporaryFolder, visit } from './visit';

/** So many rows, of images, are a screenful in the document, and all of them are reached by scrolling. */
export async function expectScreenful(rows: number): Promise<void> {
  const folder = temporaryFolder();
  copies(await picture(join(folder, 'seed.png'), { width: 16, height: 12 }), join(folder, 'set'), rows);
  const last = `set/p${rows - 1}.png`;
  const page = await visit();
  await page.drop(join(folder, 'set'));
  await page.hasRows(rows);
  const drawn = () => page.page.locator('.row').count();
  expect(await drawn()).toBeGreaterThan(5);
  expect(await drawn()).toBeLessThan(60);
  const list = page.page.getByRole('list', { name: `Images, ${rows.toLocaleString('en')} rows` });
  const stop = await startTrace(page.page);
  for (const share of [0.25, 0.5, 0.75]) {
    await list.evaluate((element, to) => (element.scrollTop = element.scrollHeight * to), share);
    await page.row(`set/p${String(rows * share).padStart(String(rows - 1).length, '0')}.png`).waitFor();
    expect(await drawn()).toBeLessThan(60);
  }
  await page.page.locator('.row').first().focus();
  await page.page.keyboard.press('End');
  await expect.poll(() => page.page.evaluate(() => document.activeElement?.getAttribute('data-path'))).toBe(last);
  expect(await page.row(last).isVisible()).toBe(true);
  const tasks = longestTask(await stop());
  console.log(`page thread, scrolling ${rows} rows: the longest task ${tasks.longestMs.toFixed(1)} ms of its own time`);
  expect(tasks.longestMs).toBeLessThan(100);
}
