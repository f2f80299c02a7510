import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { keptVisit, site } from './updates';

test('a tab that was open at a reset works on, and brings nothing back, not by a service worker that was stopped meanwhile either', async () => {
  const host = await site();
  const old = await keptVisit(host.url);
  expect(await kept(old.page)).not.toEqual([]);
  const other = await old.context.newPage();
  await other.goto(`${host.url}?reset`);
  await other.getByRole('button', { name: 'Take everything away' }).click();
  await other.locator('#said:not(:empty)').waitFor();
  await other.close();
  expect(await kept(old.page)).toEqual([]);

  expect(await askedAgain(old.page)).toMatchObject({ controlled: true, status: 200, answer: 'failed' });
  expect(await kept(old.page)).toEqual([]);
  const devtools = await old.context.newCDPSession(old.page);
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.stopAllWorkers');
  expect(await askedAgain(old.page)).toMatchObject({ controlled: true, status: 200, answer: 'failed' });
  expect(await kept(old.page)).toEqual([]);
});

test('a site whose caches were emptied by other means is kept again at the next visit', async () => {
  const host = await site();
  const { page } = await keptVisit(host.url);
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.stopAllWorkers');
  await page.reload();
  await page.locator('[data-offline=base]').waitFor({ state: 'attached' });
  await host.close();
  await page.reload();
  await page.locator('main[data-state=empty]').waitFor();
});

const kept = (page: Page) => page.evaluate(() => caches.keys());

/** Asks the page's service worker for its script, for all that is known of the site, and to keep everything. */
function askedAgain(page: Page) {
  return page.evaluate(async () => {
    const { controller } = navigator.serviceWorker;
    const ask = (question: object) =>
      new Promise<object>((answered) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }: MessageEvent<object>) => 'progress' in data || answered(data);
        controller?.postMessage(question, [port2]);
      });
    const script = document.querySelector<HTMLScriptElement>('script[src]')?.src ?? '';
    const { status } = await fetch(script, { cache: 'reload' });
    await ask({ ask: 'status' });
    const [answer] = Object.keys(await ask({ ask: 'keep', what: 'base' }));
    return { controlled: controller !== null, status, answer };
  });
}
