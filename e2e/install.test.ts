import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { PNG } from 'pngjs';
import { expect, inject, onTestFinished, test } from 'vitest';
import { root } from '../tools/prepare.mjs';
import { manifest } from '../tools/pwa/manifest';
import { serve } from '../tools/serve.mjs';
import { chromiumByPipe } from './chromium-by-pipe';
import { picture } from './pictures';
import { browser, open, temporaryFolder, visit } from './visit';

const dist = join(root, 'dist');

interface Manifest {
  readonly icons: readonly { src: string; type: string; sizes: string; purpose: string }[];
  readonly screenshots: readonly { src: string; sizes: string }[];
}

interface Target {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

test('Chromium finds nothing wrong with the manifest, and every picture in it has the size that it names', async () => {
  const { page, context } = await visit();
  const session = await context.newCDPSession(page);
  const { url, errors, data } = await session.send('Page.getAppManifest');
  expect([url, errors]).toEqual([new URL('manifest.webmanifest', inject('url')).href, []]);
  expect((await session.send('Page.getInstallabilityErrors')).installabilityErrors).toEqual([]);

  const { icons, screenshots } = JSON.parse(data ?? '') as Manifest; // Chromium has checked it.
  const pngs = icons.filter(({ type }) => type === 'image/png');
  expect(pngs.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
  for (const { src, sizes, purpose } of pngs) {
    const { width, height, data: pixels } = PNG.sync.read(readFileSync(join(dist, src)));
    expect(`${width}x${height}`, src).toBe(sizes);
    // A maskable one is filled to its corners; the others are rounded.
    expect(pixels[3], src).toBe(purpose === 'maskable' ? 255 : 0);
  }
  for (const { src, sizes } of screenshots) {
    const { width, height } = PNG.sync.read(readFileSync(join(dist, src)));
    expect(`${width}x${height}`, src).toBe(sizes);
  }
});

test.each(manifest.shortcuts)('the shortcut “$name” leads to the view that is called so', async ({ name, url }) => {
  const { page } = await visit({ url: new URL(url, inject('url')).href });
  const link = page.getByRole('navigation').getByRole('link', { name, exact: true });
  await link.and(page.locator('[aria-current=page]')).waitFor();
  await page.getByRole('heading', { level: 2 }).first().waitFor();
});

test('the app is installed, and an image, a zip and a recipe that the system opens with it arrive', async () => {
  const { send } = chromiumByPipe();
  const url = inject('url');
  const manifestId = new URL('/many-hands', url).href;
  await send('PWA.install', { manifestId, installUrlOrBundleUrl: url });
  const folder = temporaryFolder();
  const recipe = join(folder, 'mine.json');
  writeFileSync(recipe, JSON.stringify({ version: 1, steps: [{ op: 'pad', left: 7 }] }));
  const image = await picture(join(folder, 'handed-over.png'));
  await send('PWA.launchFilesInApp', { manifestId, files: [image] });
  const expression = `[
    [...document.querySelectorAll('[data-path]')].map(({ dataset }) => dataset.path).join(),
    JSON.parse(localStorage.getItem('manyhands.recipe'))?.steps[0].op,
  ].join()`;
  const seen = async () => {
    const { targetInfos } = await send<{ targetInfos: readonly Target[] }>('Target.getTargets');
    const pages = targetInfos.filter(({ type, url: at }) => type === 'page' && at.startsWith(url));
    return Promise.all(
      pages.map(async ({ targetId }) => {
        const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
        return (await send<{ result: { value: string } }>('Runtime.evaluate', { expression }, sessionId)).result.value;
      }),
    );
  };
  await expect.poll(seen, { timeout: 60_000, interval: 500 }).toContain('handed-over.png,');
  const zip = join(folder, 'set.zip');
  writeFileSync(zip, zipSync({ 'in-the-zip.png': readFileSync(image) }));
  await send('PWA.launchFilesInApp', { manifestId, files: [zip] });
  await expect
    .poll(async () => (await seen()).join('\n'), { timeout: 60_000, interval: 500 })
    .toContain('in-the-zip.png');
  await send('PWA.launchFilesInApp', { manifestId, files: [recipe] });
  // Headless Chromium has no windows that could be focused: whether it is the same page is left open.
  await expect.poll(async () => (await seen()).join('\n'), { timeout: 60_000, interval: 500 }).toMatch(/,pad$/m);
});

/** A visitor to the site, to which another page posts files, as the system's share sheet does or any site may. */
async function posted(...files: readonly string[]) {
  const asked: string[] = [];
  const site = await serve(dist, { handle: ({ method, url }) => (asked.push(`${method} ${url}`), false) });
  const form = `<form method="post" enctype="multipart/form-data" action="${site.url}share"><input type="file" name="images" multiple></form>`;
  const other = await serve(temporaryFolder(), {
    handle: (_, response) => (response.setHeader('Content-Type', 'text/html; charset=utf-8').end(form), true),
  });
  onTestFinished(async () => void (await Promise.all([site.close(), other.close()])));
  const context = await browser({ keepsOffline: true });
  const visited = await open(context, site.url);
  const { page } = visited;
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.goto(other.url);
  await page.locator('input').setInputFiles(files);
  await page.evaluate(() => document.forms[0]?.submit());
  await page.waitForURL(site.url);
  return { visited, asked };
}

test('images that are shared with the app are taken once the person agrees, and no host sees them', async () => {
  const folder = temporaryFolder();
  const files = [await picture(join(folder, 'é & ü.png')), await picture(join(folder, 'b.jpg'))];
  const { visited, asked } = await posted(...files);
  await visited.page.getByText('Another page or app sent 2 files here.').waitFor();
  await visited.page.getByText('é & ü.png, b.jpg').waitFor();
  await visited.is('empty');
  await visited.button('Add them').click();
  await visited.hasRows(2);
  await visited.row('é & ü.png').waitFor();
  expect(asked.filter((line) => !line.startsWith('GET'))).toEqual([]);
  // They are handed over once.
  await visited.page.reload();
  await visited.is('empty');
  expect(await visited.button('Add them').count()).toBe(0);
});

test('a recipe and images that another site posts change nothing, and are gone once the person refuses', async () => {
  const folder = temporaryFolder();
  const recipe = join(folder, 'theirs.json');
  writeFileSync(recipe, JSON.stringify({ version: 1, steps: [{ op: 'pad', left: 7 }] }));
  const { visited } = await posted(recipe, await picture(join(folder, 'theirs.png')));
  const { page } = visited;
  await visited.button('Leave them out').click();
  await visited.button('Add them').waitFor({ state: 'detached' });
  await visited.is('empty');
  const left = await page.evaluate(async () => {
    const shared = (await caches.keys()).filter((name) => name.endsWith(' shared'));
    const kept = await Promise.all(shared.map(async (name) => (await (await caches.open(name)).keys()).length));
    return { kept, recipe: localStorage.getItem('manyhands.recipe') };
  });
  expect(left.kept).toEqual([0]);
  // Another that was never taken: it has no address, so that it is no document of this site, and goes at the next start.
  const address = await page.evaluate(async () => {
    const [name = ''] = (await caches.keys()).filter((each) => each.endsWith(' shared'));
    const url = new URL(`shared/${Date.now() - 3_600_000}-theirs/0`, document.baseURI).href;
    const page = new Response('<script>alert(1)</script>', { headers: { 'Content-Type': 'text/html' } });
    await (await caches.open(name)).put(url, page);
    return url;
  });
  const status = () => page.evaluate(async (url) => (await fetch(url)).status, address);
  expect(await status()).toBe(404);
  await page.reload();
  await expect.poll(() => page.evaluate(async (url) => (await caches.match(url)) === undefined, address)).toBe(true);
  expect(left.recipe ?? '').not.toContain('pad');
});
