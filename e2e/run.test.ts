import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readArchive } from './archive';
import { moreThanCores, picture, slowFolder } from './pictures';
import { temporaryFolder, visit } from './visit';
import type { Visit } from './visit';

async function begun(page: Visit): Promise<void> {
  await page.drop(await slowFolder(temporaryFolder(), moreThanCores));
  await page.hasRows(moreThanCores);
  await page.button('Run').click();
  await settled(page, 4);
}

/** Waits until so many images have settled. */
async function settled(page: Visit, atLeast: number): Promise<void> {
  await expect.poll(() => settledNow(page), { timeout: 60_000, interval: 20 }).toBeGreaterThanOrEqual(atLeast);
}

async function settledNow(page: Visit): Promise<number> {
  return Number(await page.page.getByRole('progressbar', { name: 'Images run' }).getAttribute('aria-valuenow'));
}

test('a cancel keeps what is done, skips the rest, and a retry takes the rest up again', async () => {
  const page = await visit();
  await begun(page);
  await page.button('Cancel').click();
  await page.is('done');
  const first = readArchive(await page.downloadAll());
  const { done, skipped, failed } = first.report.counts;
  expect(done).toBeGreaterThanOrEqual(4);
  expect(skipped).toBeGreaterThan(0);
  expect([failed, done + skipped]).toEqual([0, moreThanCores]);
  for (const { status, code, detail } of first.report.items) {
    expect(code).toBe(status === 'done' ? null : 'cancelled');
    if (code) expect(detail).toMatch(/cancelled.*Retry/);
  }
  await page.button('Retry cancelled').click();
  await page.is('done');
  const second = readArchive(await page.downloadAll());
  expect(second.report.counts).toEqual({ done: moreThanCores, skipped: 0, failed: 0 });
  expect(second.report.items.map(({ path }) => path)).toEqual(first.report.items.map(({ path }) => path));
  for (const [path, bytes] of first.files) expect(second.files.get(path)?.equals(bytes), path).toBe(true);
});

test('a pause starts nothing new, resuming brings the run to its end, and “Download all” serves from then on', async () => {
  const page = await visit();
  const served = () => page.button('Download all').and(page.page.locator('button:enabled')).count();
  expect(await page.button('Run').evaluate((element) => element.tagName)).toBe('BUTTON');
  expect([await page.button('Run').isEnabled(), await served()]).toEqual([false, 0]);
  await begun(page);
  expect(await served()).toBe(0);
  await page.button('Pause').click();
  await page.is('paused');
  await expect.poll(() => page.page.locator('.lane[data-busy]').count(), { timeout: 60_000 }).toBe(0);
  // What settled last is counted a few frames later.
  expect(await page.page.evaluate(startsWithin, 60)).toBe(0);
  const before = await settledNow(page);
  expect(before).toBeLessThan(moreThanCores);
  const started = await page.page.evaluate(startsWithin, 60);
  expect([started, await settledNow(page)]).toEqual([0, before]);
  expect(await page.page.title()).toMatch(/^Paused at \d+ % · Many Hands$/);
  expect(await served()).toBe(0);
  await page.button('Resume').click();
  await page.is('done');
  expect(await served()).toBe(1);
  expect(readArchive(await page.downloadAll()).report.counts).toEqual({ done: moreThanCores, skipped: 0, failed: 0 });
});

/** How many workers take something up while the page draws so many frames. */
async function startsWithin(frames: number): Promise<number> {
  let starts = 0;
  for (let frame = 0; frame < frames; frame++) {
    await new Promise(requestAnimationFrame);
    starts += document.querySelectorAll('.lane[data-busy]').length;
  }
  return starts;
}

/** Tries to close the tab, is asked, and stays. */
async function staysOpen({ page }: Visit): Promise<void> {
  const asked = page.waitForEvent('dialog');
  // Not waited for: it answers when the person has.
  void page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
}

test('the title tells how far the run is, and closing the tab is asked about only while something would be lost', async () => {
  const page = await visit();
  expect(await page.page.title()).toBe('Many Hands');
  await begun(page);
  await page.button('Pause').click();
  expect(await page.page.title()).toMatch(/^Paused at \d+ % · Many Hands$/);
  await staysOpen(page);
  await page.button('Resume').click();
  await expect.poll(() => page.page.title(), { interval: 20 }).toMatch(/^\d+ % · Many Hands$/);
  await page.is('done');
  expect(await page.page.title()).toBe('Done · Many Hands');
  await staysOpen(page);
  await page.downloadAll();
  page.page.on('dialog', (one) => expect.unreachable(one.type()));
  await Promise.all([page.page.waitForEvent('close'), page.page.close({ runBeforeUnload: true })]);
});

test('two outputs of one name: the later of the source gets the counter, though it was done first, and the report says so', async () => {
  const root = join(temporaryFolder(), 'set');
  await picture(join(root, 'one.jpg'), { width: 3000, height: 2000, hue: 10 });
  await picture(join(root, 'one.png'), { width: 40, height: 30, hue: 200 });
  const page = await visit();
  await page.loadRecipe({ version: 1, steps: [], output: { format: 'jpeg' } });
  await page.drop(root);
  await page.run(2);
  const { report } = readArchive(await page.downloadAll());
  expect(report.items.map(({ path, outputs }) => [path, outputs[0]?.path, outputs[0]?.width])).toEqual([
    ['set/one.jpg', 'set/one.jpg', 3000],
    ['set/one.png', 'set/one (2).jpg', 40],
  ]);
  expect(report.items.map(({ notes }) => notes.map(({ code }) => code))).toEqual([[], ['alpha-flattened', 'renamed']]);
});
