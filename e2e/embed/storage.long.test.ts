import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine, EngineName, EngineOptions } from '../engines/engine';
import { startEngine } from '../engines/start';
import { labelledZip } from './labelled';
import { hostBrowser, hostPage, script } from './pages';
import { refusing, stores } from './stores';

const engines: readonly (readonly [EngineName, EngineOptions])[] = [
  ['Firefox', { refusesStorage: 'third-party' }],
  ['Firefox', { refusesStorage: 'all' }],
  ['Firefox', { isPrivate: true }],
  // WebKitGTK's windows are private ones where they are driven.
  ['WebKit', {}],
  ['Chromium', { refusesStorage: 'all' }],
];

/** In the page: a drawing through the field and into the form. */
const made = `(async () => {
  const element = document.querySelector('many-hands');
  const canvas = document.createElement('canvas');
  canvas.width = 300; canvas.height = 200;
  canvas.getContext('2d').fillRect(10, 10, 100, 100);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg'));
  const done = new Promise((resolve, reject) => {
    element.addEventListener('mh-done', resolve);
    element.addEventListener('mh-error', ({ detail }) => reject(new Error(detail.message)));
  });
  element.files = [new File([blob], 'a.jpg', { type: 'image/jpeg' })];
  await done;
  return new FormData(document.forms[0]).getAll('photos').map(({ name, type, size }) => [name, type, size > 0]);
})()`;

describe.each(engines)('%s, %o', (name, options) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name, options);
  });
  afterAll(() => engine?.close());

  test('a field in another site’s page works', async () => {
    const recipe = { version: 1, steps: [{ op: 'resize', width: 50, height: 50 }], output: { format: 'jpeg' } };
    const body = `<form><many-hands name="photos" src="$appembed.html" recipe='${JSON.stringify(recipe)}'></many-hands></form>${script}`;
    await engine.goto(await hostPage({ body }));
    await engine.evaluate(`customElements.whenDefined('many-hands').then(() => true)`);
    expect(await engine.evaluate(made)).toEqual([['a.jpg', 'image/jpeg', true]]);
  });
});

const state = (wanted: string) => `document.querySelector('many-hands')?.state === '${wanted}'`;

describe.each(['third-party', 'private'] as const)('Chromium that refuses storage: %s', (which) => {
  const { visit } = hostBrowser(refusing[which]);

  test('a field works on a labelled set', async () => {
    const { page, field, trouble } = await visit({
      body: `<many-hands multiple src="$appembed.html"></many-hands>${script}`,
    });
    await page.waitForFunction(state('ready'));
    await field.locator('#files').setInputFiles(await labelledZip());
    await page.waitForFunction(state('done'));
    expect(await page.evaluate(`document.querySelector('many-hands').results.length`)).toBe(5);
    expect(Object.values((await page.frames()[1]?.evaluate(stores)) ?? {})).toContain('refused');
    expect(trouble).toEqual([]);
  });
});

describe('Chromium that refuses nothing', () => {
  const { visit } = hostBrowser();

  test('a field stores nothing all the same', async () => {
    const { page, field } = await visit({
      body: `<many-hands multiple src="$appembed.html"></many-hands>${script}`,
      isSameOrigin: true,
    });
    await page.waitForFunction(state('ready'));
    await field.locator('#files').setInputFiles(await labelledZip());
    await page.waitForFunction(state('done'));
    const kept = `(async () => {
      const files = [];
      for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
      // This test's own browser has switched the keeping for offline off there.
      const local = Object.keys(localStorage).filter((key) => key !== 'manyhands.offline');
      return [files, (await indexedDB.databases()).length, (await caches.keys()).length, local];
    })()`;
    expect(await page.frames()[1]?.evaluate(kept)).toEqual([[], 0, 0, []]);
  });
});

describe('Chromium that refuses all storage, where the frame cannot be isolated', () => {
  const { visit } = hostBrowser(refusing.all);

  test('a window works for the field all the same', async () => {
    const { page, field } = await visit({
      body: `<many-hands src="$appembed.html"></many-hands>${script}`,
      withoutPolicy: true,
    });
    await page.waitForFunction(`document.querySelector('many-hands')?.tier === 'light'`);
    const [relay] = await Promise.all([
      page.waitForEvent('popup'),
      field.getByRole('button', { name: 'Open in a window' }).click(),
    ]);
    const opened = page.context().waitForEvent('page', (one) => one.url().includes('embed.html#window='));
    await relay.getByRole('button', { name: 'Make them ready' }).click();
    await opened;
    await page.waitForFunction(`document.querySelector('many-hands').tier === 'full'`);
  });
});
