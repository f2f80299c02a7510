import { cpSync, existsSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { root } from '../tools/prepare.mjs';
import { runsRare } from './rare-formats';
import { nextBuild } from './second-build';
import { buildOf, keptVisit, site, update } from './updates';
import { open } from './visit';

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
  // Used for the first time while the new version waits.
  await runsRare(one, ['svg']);
  const first = await buildOf(page);
  await one.button('Take the new version').click();
  await page.waitForFunction((build) => {
    const now = document.querySelector<HTMLMetaElement>('meta[name=build]')?.content;
    return now !== undefined && now !== build;
  }, first);
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
