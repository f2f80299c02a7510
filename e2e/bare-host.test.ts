import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../tools/prepare.mjs';
import { serve } from '../tools/serve.mjs';
import { readArchive } from './archive';
import { ranFew } from './few';
import { browser, open } from './visit';

/** What a host for static files sends that knows nothing of this site. */
const bareHeaders = {};

/** The build in a subfolder of a host that sends no headers. */
async function bareHost() {
  const host = await serve(join(root, 'dist'), { base: '/some/folder/', headers: bareHeaders });
  onTestFinished(() => host.close().catch(() => {}));
  return host;
}

test('a host without headers serves an isolated page after one reload, which runs with the host gone', async () => {
  const host = await bareHost();
  const context = await browser({ keepsOffline: true });
  const documents: string[] = [];
  context.on('request', (request) => request.isNavigationRequest() && documents.push(request.url()));
  const first = await open(context, host.url);
  await first.page.waitForFunction(() => crossOriginIsolated && navigator.serviceWorker.controller !== null);
  await first.is('empty');
  expect(documents).toEqual([host.url, host.url]);
  await first.page.locator('[data-offline=base]').waitFor({ state: 'attached' });
  await host.close();

  await first.page.close();
  const later = await open(context, host.url);
  expect(await later.page.evaluate(() => crossOriginIsolated)).toBe(true);
  await later.button('Try a sample').click();
  await later.run(13);
  const { report } = readArchive(await later.downloadAll());
  expect(report.counts).toEqual({ done: 12, skipped: 1, failed: 0 });
  expect(later.trouble).toEqual([]);
});

/** What a page finds of `sessionStorage`, in which the one reload is noted. */
const storages: Readonly<Record<string, () => void>> = {
  'keeps what is put there': () => {},
  'takes nothing': () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  },
  'is refused': () => {
    Object.defineProperty(window, 'sessionStorage', {
      get: () => {
        throw new DOMException('refused', 'SecurityError');
      },
    });
  },
};

test.each(Object.entries(storages))(
  'a host whose headers keep the page from being isolated gets one reload, where storage %s',
  async (_, init) => {
    // Whatever stands in it, no service worker of ours may allow more than the host does.
    const headers = { 'Permissions-Policy': 'cross-origin-isolated=()', 'Cross-Origin-Opener-Policy': 'unsafe-none' };
    const host = await serve(join(root, 'dist'), { base: '/some/folder/', headers });
    onTestFinished(() => host.close());
    const context = await browser({ keepsOffline: true });
    const documents: string[] = [];
    context.on('request', (request) => request.isNavigationRequest() && documents.push(request.url()));
    const { page } = await open(context, host.url, { init });
    await page.locator('[data-tier=light][data-why=headers]').waitFor({ timeout: 60_000 });
    // The page is drawn, and stays: what would lead to another reload has been asked by then.
    expect(await page.evaluate(() => [crossOriginIsolated, navigator.serviceWorker.controller !== null])).toEqual([
      false,
      true,
    ]);
    expect(documents).toEqual([host.url, host.url]);
  },
);

test('a host that sends weaker headers of its own gets an isolated page all the same', async () => {
  const weak = {
    'Cross-Origin-Opener-Policy': 'unsafe-none',
    'Cross-Origin-Embedder-Policy': 'unsafe-none',
    'Content-Security-Policy': "default-src * 'unsafe-inline' 'unsafe-eval' blob: data:",
  };
  const host = await serve(join(root, 'dist'), { base: '/some/folder/', headers: weak });
  onTestFinished(() => host.close());
  const visit = await open(await browser({ keepsOffline: true }), host.url);
  const { page } = visit;
  await page.waitForFunction(() => crossOriginIsolated && navigator.serviceWorker.controller !== null);
  const policy = await page.evaluate(async () => (await fetch('./')).headers.get('Content-Security-Policy'));
  expect(policy).toMatch(/^default-src \* .*, default-src 'self'; connect-src 'self' blob: data:/);
  await ranFew(visit);
});
