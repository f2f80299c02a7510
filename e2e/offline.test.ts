import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../tools/prepare.mjs';
import { serve } from '../tools/serve.mjs';
import { readArchive } from './archive';
import { browser, open, temporaryFolder } from './visit';

test('“Make everything available offline” tells sizes and progress, and then a part that was never used works with the host gone', async () => {
  const host = await serve(join(root, 'dist'));
  onTestFinished(() => host.close().catch(() => {}));
  const { page, ...visit } = await keptVisit(host.url);
  await visit.one.button('Private and offline').click();
  const licences = page.getByRole('link', { name: 'Licences of everything inside' });
  expect(await licences.getAttribute('href')).toBe('./THIRD-PARTY-LICENSES.txt');
  expect(await page.getByRole('link', { name: 'LGPL' }).getAttribute('href')).toBe('./licences/LGPL-3.0.txt');
  const parts = page.getByRole('list', { name: 'Parts that are fetched when first used' });
  await expect.poll(() => parts.getByText(/^\d+(\.\d+)? [kM]B$/).count()).toBeGreaterThan(1);
  // Long purposes once pushed the sizes out of the panel.
  const [panel, size] = await Promise.all([
    page.locator('.offline-panel').boundingBox(),
    parts.getByText(/MB$/).first().boundingBox(),
  ]);
  expect((size?.x ?? Infinity) + (size?.width ?? 0)).toBeLessThan((panel?.x ?? 0) + (panel?.width ?? 0));
  const [before] = await parts.getByRole('listitem').filter({ hasText: 'AVIF' }).allInnerTexts();
  expect(before).toMatch(/AVIF for reading and writing AVIF\s*\d/);

  await page.evaluate(() => {
    const told: string[] = ((window as { told?: string[] }).told = []); // For the look at it below.
    new MutationObserver(() => {
      const bar = document.querySelector('[role=progressbar]')?.getAttribute('aria-valuetext');
      if (bar && told.at(-1) !== bar) told.push(bar);
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await visit.one.button('Make everything available offline').click();
  await page.locator('[data-offline=everything]').waitFor({ state: 'attached' });
  expect(await parts.getByText('kept', { exact: true }).count()).toBe(await parts.getByRole('listitem').count());
  const told = await page.evaluate(() => (window as { told?: string[] }).told ?? []); // As put there above.
  expect(told).toContainEqual(expect.stringMatching(/^[\d.]+ [kM]?B of [\d.]+ MB$/));

  await host.close();
  await page.context().setOffline(true);
  await page.locator('[data-network=off]').waitFor();
  await page.close();
  const later = await open(visit.one.context, host.url);
  const folder = temporaryFolder();
  const file = join(folder, 'one.avif');
  await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c33' } })
    .avif()
    .toFile(file);
  await later.loadRecipe({ version: 1, steps: [], output: { format: 'avif' }, decode: 'exact' });
  await later.pick(file);
  await later.run(1);
  const { report, files } = readArchive(await later.downloadAll());
  expect(report.counts).toEqual({ done: 1, skipped: 0, failed: 0 });
  expect((await sharp([...files.values()][0]).metadata()).format).toBe('heif');
  expect(later.trouble).toEqual([]);
});

async function keptVisit(url: string) {
  const one = await open(await browser({ keepsOffline: true }), url);
  await one.page.locator('[data-offline=base]').waitFor({ state: 'attached' });
  return { one, page: one.page };
}
