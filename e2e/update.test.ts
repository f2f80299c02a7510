import { appendFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { readArchive } from './archive';
import { ranFew } from './few';
import { moreThanCores, slowFolder } from './pictures';
import { nextBuild } from './second-build';
import { buildOf, keptVisit, site, update } from './updates';
import { open, temporaryFolder } from './visit';

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
  await one.drop(await slowFolder(temporaryFolder(), moreThanCores));
  await one.hasRows(moreThanCores);
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
  expect(readArchive(await one.downloadAll()).report.counts).toEqual({ done: moreThanCores, skipped: 0, failed: 0 });

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
  await ranFew(other);
  expect([...one.trouble, ...other.trouble]).toEqual([]);
});

test('an update that is not whole changes nothing, one that does not start is taken back, and ?reset begins anew once it is told to', async () => {
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

  const withoutScript = await nextBuild((html) => html.replace(/<script type="module"[^>]*><\/script>/, ''));
  host.deploy(withoutScript);
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

  // Neither what is kept nor what the host has is whole. A link of any site can lead here: nothing goes before the word.
  host.deploy(withoutScript);
  await page.goto(`${host.url}?reset`);
  const begin = page.getByRole('button', { name: 'Take everything away' });
  await begin.and(page.locator(':enabled')).waitFor();
  const before = await left(page);
  expect([before.caches.length, before.workers]).toEqual([2, 1]);
  await begin.click();
  await page.getByText('Everything that Many Hands kept in this browser is gone').waitFor();
  expect(await left(page)).toEqual({ caches: [], workers: 0, keys: [], files: [] });
  // Without a service worker the page itself leads there.
  host.deploy(await nextBuild());
  await page.getByRole('link', { name: 'Open Many Hands' }).click();
  await visit.is('empty');
  expect(await buildOf(page)).not.toBe(first);
  await page.goto(`${host.url}?reset`);
  await begin.waitFor();
});

/** What the site has put on the machine. */
function left(page: Page) {
  return page.evaluate(async () => {
    const files: string[] = [];
    for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
    const workers = (await navigator.serviceWorker.getRegistrations()).length;
    return { caches: await caches.keys(), workers, keys: Object.keys(localStorage), files };
  });
}
