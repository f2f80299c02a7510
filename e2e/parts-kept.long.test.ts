import { cpSync, existsSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { root } from '../tools/prepare.mjs';
import { readArchive } from './archive';
import { rareFiles, runsRare } from './rare-formats';
import { nextBuild } from './second-build';
import { buildOf, keptVisit, site, update } from './updates';
import { browser, open } from './visit';

test('what was loaded for AVIF, JPEG XL, SVG, HEIC and BMP when they were first used works with the host gone', async () => {
  const host = await site();
  const one = await keptVisit(host.url);
  const online = await runsRare(one);
  await host.close();
  await one.context.setOffline(true);
  await one.page.close();
  const later = await open(one.context, host.url);
  expect(await runsRare(later)).toEqual(online);
  expect(later.trouble).toEqual([]);
});

test('after “Make everything available offline” all of these formats, never used before, work with the host gone', async () => {
  const host = await site();
  const online = await runsRare(await open(await browser(), host.url));
  const one = await keptVisit(host.url);
  await one.button('Private and offline').click();
  await one.button('Make everything available offline').click();
  await one.page.locator('[data-offline=everything]').waitFor({ state: 'attached' });
  await host.close();
  await one.context.setOffline(true);
  await one.page.close();
  const later = await open(one.context, host.url);
  expect(await runsRare(later)).toEqual(online);
  expect(later.trouble).toEqual([]);
});

test('what is kept for AVIF and SVG when a version changes it works after the update with the host gone, and nothing else is fetched', async () => {
  const host = await site();
  const one = await keptVisit(host.url);
  const { page } = one;
  await runsRare(one, ['avif']);
  await expect.poll(() => keptParts(page)).toEqual(['avif']);
  const before = await keptFiles(page);

  const next = await nextBuild();
  // As of hosts that leave a former build's files where they are.
  cpSync(join(root, 'dist/assets'), join(next, 'assets'), { recursive: true, force: false });
  const [changed = ''] = readdirSync(join(next, 'assets')).filter(
    (name) => isNew(name) && name.startsWith('vips-heif'),
  );
  const [there, away] = [join(next, 'assets', changed), join(next, 'away')];
  // Without one of them the version is not whole for this person.
  renameSync(there, away);
  host.deploy(next);
  expect(await update(page)).toBe('redundant');
  renameSync(away, there);
  expect(await update(page)).toBe('installed');
  // Used for the first time while the new version waits, and not to be had yet when that one starts.
  await runsRare(one, ['svg']);
  const owed = readdirSync(join(next, 'assets')).find((name) => isNew(name) && name.startsWith('vips-resvg')) ?? '';
  renameSync(join(next, 'assets', owed), away);
  const first = await buildOf(page);
  await one.button('Take the new version').click();
  await page.waitForFunction((build) => {
    const now = document.querySelector<HTMLMetaElement>('meta[name=build]')?.content;
    return now !== undefined && now !== build;
  }, first);
  await one.is('empty');
  await expect.poll(() => hasNote(page, 'owed')).toBe(true);
  expect(await keptParts(page)).toEqual(['avif']);
  renameSync(away, join(next, 'assets', owed));
  await page.reload();
  await one.is('empty');
  await expect.poll(() => keptParts(page)).toEqual(['avif', 'svg']);
  await expect.poll(async () => (await keptFiles(page)).filter((file) => before.includes(file))).toEqual([]);

  await host.close();
  await one.context.setOffline(true);
  await page.reload();
  await one.is('empty');
  await runsRare(one, ['avif', 'svg']);
  expect(await keptParts(page)).toEqual(['avif', 'svg']);
});

test('a part that is first used when the host has only a later version’s files is told as missing, with what to do', async () => {
  const host = await site();
  const one = await keptVisit(host.url);
  const { page } = one;
  host.deploy(await nextBuild());
  expect(await update(page)).toBe('installed');
  const files = await rareFiles(['avif', 'bmp']);
  await one.loadRecipe({ version: 1, steps: [], output: { format: 'png' }, decode: 'exact' });
  await one.pick(files);
  await one.run(files.length);
  const { report } = readArchive(await one.downloadAll());
  const what = 'Go online, take the new version or reload the page if there is one, and retry.';
  expect(report.items.map(({ code, detail }) => [code, detail])).toEqual([
    ['not-loaded', `What libvips needs for AVIF could not be loaded. ${what}`],
    ['not-loaded', `ImageMagick, which reads this format, could not be loaded. ${what}`],
  ]);
  await one.button('Clear').click();
  await one.is('empty');
  const first = await buildOf(page);
  await one.button('Take the new version').click();
  await page.waitForFunction((build) => {
    const now = document.querySelector<HTMLMetaElement>('meta[name=build]')?.content;
    return now !== undefined && now !== build;
  }, first);
  await one.is('empty');
  await runsRare(one, ['avif', 'bmp']);
});

const isNew = (name: string) => !existsSync(join(root, 'dist/assets', name));

/** The parts that the page shows as kept. */
async function keptParts(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { active } = (await navigator.serviceWorker.getRegistration()) ?? {};
    const { port1, port2 } = new MessageChannel();
    const told = new Promise<MessageEvent>((resolve) => (port1.onmessage = resolve));
    active?.postMessage({ ask: 'status' }, [port2]);
    const { status } = (await told).data as { status: { parts: { id: string; isKept: boolean }[] } }; // `messages.ts`.
    return status.parts.filter(({ isKept }) => isKept).map(({ id }) => id);
  });
}

/** Whether the service worker has put down a fact of this name (`trial.ts`). */
function hasNote(page: Page, name: string): Promise<boolean> {
  return page.evaluate(async (end) => {
    for (const cache of await caches.keys())
      for (const { url } of await (await caches.open(cache)).keys()) if (url.endsWith(`/${end}`)) return true;
    return false;
  }, name);
}

/** What of the optional wasm files this browser keeps, by name. */
async function keptFiles(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys())
        if (/vips-\w+-[\w-]{8}\.wasm/.test(url)) names.push(url.split('/').at(-1) ?? url);
    return names;
  });
}
