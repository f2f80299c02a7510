import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { root } from '../tools/prepare.mjs';
import { serve } from '../tools/serve.mjs';
import { imageWorkers, workersNamed } from './image-workers';
import { picture } from './pictures';
import { lightVisit } from './light-visit';
import { temporaryFolder, visit } from './visit';

declare global {
  interface Window {
    /** All layout shifts since the document began, without those that follow a person's input. */
    shift: number;
  }
}

/** Each address, and each width at two of them. */
const loads = [
  ['', 360],
  ['', 1280],
  ['#/speed-up', 360],
  ['#/timeline', 1280],
  ['#/learn', 360],
] as const;

test.each(loads)('nothing moves while the page loads at “%s”, %i px wide', async (address, width) => {
  const page = await visit({
    url: `${inject('url')}${address}`,
    viewport: { width, height: 800 },
    init: () => {
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shift += (entry as unknown as { value: number }).value; // Not in TypeScript's DOM.
      }).observe({ type: 'layout-shift', buffered: true });
    },
  });
  await page.page.waitForLoadState('networkidle');
  await page.page.evaluate(() => document.fonts.ready);
  await page.page.locator('main:visible :is(h2, h3)').first().waitFor();
  expect(await page.page.evaluate(() => window.shift)).toBeLessThan(0.001);
});

test('a page that is not isolated says at once why and what to do, and takes and runs what it can', async () => {
  const page = await lightVisit();
  expect(await page.page.evaluate(() => crossOriginIsolated)).toBe(false);
  const told = page.page.locator('.light-tier');
  await told.locator('summary').click();
  expect(await told.innerText()).toMatch(/Cross-Origin-Opener-Policy[\s\S]*Cross-Origin-Embedder-Policy/);
  await page.pick(await picture(join(temporaryFolder(), 'one.png')));
  await page.run(1);
  await page.page.locator('.row[data-outcome=done]').waitFor();
});

test('an empty page starts the image workers; the desk comes with the first files, or to clear what a dead tab left', async () => {
  const page = await visit();
  const desks = async () => (await workersNamed(page, 'desk')).length;
  await expect.poll(async () => (await imageWorkers(page)).length).toBeGreaterThan(1);
  // What is fetched last of all is there.
  await page.page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => /\/zip-reader-[^/]+\.js$/.test(name)),
  );
  expect(await desks()).toBe(0);
  await page.pick(await picture(join(temporaryFolder(), 'one.png')));
  await page.hasRows(1);
  await expect.poll(desks).toBe(1);
  const left = () =>
    page.page.evaluate(async () => {
      const names: string[] = [];
      for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
      return names;
    });
  await page.page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    await root.getFileHandle('manyhands-store-dead', { create: true });
  });
  await page.page.reload();
  await page.is('empty');
  await expect.poll(left).not.toContain('manyhands-store-dead');
  // The driver hears of a worker on another way than what the worker has done.
  await expect.poll(desks).toBe(1);
});

test('all that the page loads comes from its own folder, wherever that is', async () => {
  const server = await serve(join(root, 'dist'), { base: '/some/where/' });
  onTestFinished(server.close);
  const page = await visit({ url: server.url });
  const asked: string[] = [];
  page.context.on('request', (request) => asked.push(request.url()));
  await page.page.reload();
  await page.button('Try a sample').click();
  await page.run(13);
  const loaded = asked.filter((address) => address.startsWith('http'));
  expect(loaded.length).toBeGreaterThan(4);
  expect(loaded.filter((address) => !address.startsWith(server.url))).toEqual([]);
});
