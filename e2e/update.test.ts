import { appendFileSync, cpSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../tools/prepare.mjs';
import { serve } from '../tools/serve.mjs';
import { readArchive } from './archive';
import { runsRare } from './rare-formats';
import { deployed, nextBuild } from './second-build';
import { browser, open } from './visit';
import type { Visit } from './visit';

async function site() {
  const place = deployed();
  const host = await serve(place.folder, { base: '/some/folder/' });
  onTestFinished(() => host.close().catch(() => {}));
  return { ...host, deploy: place.deploy };
}

async function keptVisit(url: string): Promise<Visit> {
  const visit = await open(await browser({ keepsOffline: true }), url);
  await visit.page.locator('[data-offline=base]').waitFor({ state: 'attached' });
  return visit;
}

const buildOf = (page: Page) => page.locator('meta[name=build]').getAttribute('content');

/** Looks for a new version, as the page does each hour. @returns how the new service worker ended up. */
function update(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update().catch(() => {});
    const worker = registration?.installing ?? registration?.waiting;
    if (!worker) return 'none';
    while (worker.state === 'installing') await new Promise((go) => setTimeout(go, 50));
    return worker.state;
  });
}

/** A file that is loaded at the start of every visit. */
const entryOf = (build: string) => fileOf(build, /^index-.*\.js$/);

function fileOf(build: string, pattern: RegExp): string {
  const name = readdirSync(join(build, 'assets')).find((file) => pattern.test(file));
  if (!name) throw new Error(`Expected ${pattern} among the files of the build.`);
  return join(build, 'assets', name);
}

test('a new version waits for the job in any tab, tells what changed, and is taken whole', async () => {
  const host = await site();
  const one = await keptVisit(host.url);
  const first = await buildOf(one.page);
  await one.button('Try a sample').click();
  await one.hasRows(12);
  await one.button('Run').click();
  await one.button('Pause').click();
  await one.is('paused');
  host.deploy(await nextBuild());
  expect(await update(one.page)).toBe('installed');

  // Another tab is told, asks for it, and is refused: the job goes on with the files of its own build.
  const other = await open(one.context, host.url);
  expect(await buildOf(other.page)).toBe(first);
  await other.page.getByText('A change that is new.').waitFor({ state: 'attached' });
  await other.button('Take the new version').click();
  await other.page.getByText('A job runs in another tab').waitFor();
  expect(await one.button('Take the new version').count()).toBe(0);
  await one.button('Resume').click();
  await one.is('done');
  expect(readArchive(await one.downloadAll()).report.counts).toEqual({ done: 12, skipped: 0, failed: 0 });

  await other.button('Take the new version').click();
  await other.page.waitForFunction((build) => {
    const now = document.querySelector<HTMLMetaElement>('meta[name=build]')?.content;
    return now !== undefined && now !== build;
  }, first);
  await other.is('empty');
  // The first tab is still the old page, and the host has none of its files: new workers come from what is kept of it.
  expect(await buildOf(one.page)).toBe(first);
  await one.page.getByRole('link', { name: 'Learn' }).click();
  await one.page.getByRole('heading', { level: 2 }).first().waitFor();
  await other.button('Try a sample').click();
  await other.run(12);
  expect([...one.trouble, ...other.trouble]).toEqual([]);
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

test('an update that is not whole changes nothing, one that does not start is taken back, and ?reset begins anew', async () => {
  const host = await site();
  const visit = await keptVisit(host.url);
  const { page } = visit;
  const first = await buildOf(page);
  const torn = await nextBuild();
  rmSync(entryOf(torn));
  host.deploy(torn);
  expect(await update(page)).toBe('redundant');
  const altered = await nextBuild();
  appendFileSync(entryOf(altered), '\n');
  host.deploy(altered);
  expect(await update(page)).toBe('redundant');
  await page.reload();
  expect(await buildOf(page)).toBe(first);

  host.deploy(await nextBuild((html) => html.replace(/<script type="module"[^>]*><\/script>/, '')));
  await visit.is('empty');
  expect(await update(page)).toBe('installed');
  await visit.button('Take the new version').click();
  const isBlank = () =>
    page.waitForFunction(() => document.readyState === 'complete' && !document.querySelector('main'));
  await isBlank();
  expect(await buildOf(page)).not.toBe(first);
  await page.reload();
  await isBlank();
  await page.reload();
  await visit.is('empty');
  expect(await buildOf(page)).toBe(first);

  host.deploy(await nextBuild());
  await page.goto(`${host.url}?reset`);
  await page.getByText('Everything that this page kept in this browser is gone').waitFor();
  expect(await buildOf(page)).not.toBe(first);
  const left = await page.evaluate(async () => {
    const files: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
    const workers = (await navigator.serviceWorker.getRegistrations()).length;
    return { caches: await caches.keys(), workers, keys: Object.keys(localStorage), files };
  });
  expect(left).toEqual({ caches: [], workers: 0, keys: [], files: [] });
  await page.getByRole('link', { name: 'Open Many Hands' }).click();
  await visit.is('empty');
});
