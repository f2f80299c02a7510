import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../tools/prepare.mjs';
import { serve } from '../tools/serve.mjs';
import { readArchive } from './archive';
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
  await later.run(12);
  const { report } = readArchive(await later.downloadAll());
  expect(report.counts).toEqual({ done: 12, skipped: 0, failed: 0 });
  expect(later.trouble).toEqual([]);
});
