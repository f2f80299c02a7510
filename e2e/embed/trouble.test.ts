import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { picture } from '../pictures';
import { temporaryFolder } from '../visit';
import { drawing, hearing, hostBrowser, hostPage, script } from './pages';

const { visit, openAt } = hostBrowser();

/** Keeps one script of the frame back. @returns lets it go. */
async function holdScript(page: Page, name: string): Promise<() => void> {
  let goOn!: () => void; // Set at once by what follows.
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  await page.route(new RegExp(`/assets/${name}-.*\\.js$`), async (route) => {
    await gate;
    await route.continue();
  });
  return goOn;
}

const element = `document.querySelector('many-hands')`;
const codes = `heard.filter(({ type }) => type === 'mh-error').map(({ code }) => code)`;
const small = `{ version: 1, steps: [{ op: 'resize', width: 40, height: 40 }], output: { format: 'webp', quality: 80 } }`;

describe('a field that meets trouble', () => {
  test('says that its engine could not be loaded, to whoever waits, and tries again when it is told to', async () => {
    const url = await hostPage({ body: `<many-hands src="$appembed.html"></many-hands>${script}${hearing}` });
    const { page, field } = await openAt('about:blank');
    let isRefused = true;
    await page.route(/\/assets\/work-.*\.js$/, (route) => (isRefused ? route.abort() : route.continue()));
    await page.goto(url);
    await page.waitForFunction(`customElements.get('many-hands')`);
    expect(await page.evaluate(`${element}.process([new Blob(['a'])]).catch(({ code }) => code)`)).toBe('start-failed');
    expect(await page.evaluate(`[${element}.state, ${codes}]`)).toEqual(['failed', ['start-failed']]);
    isRefused = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    // A person has no way to its input before its script is there, but a test has.
    await page.waitForFunction(`${element}.state === 'ready'`);
    await field.locator('#files').setInputFiles(await picture(join(temporaryFolder(), 'p.png')));
    await page.waitForFunction(`${element}.state === 'done'`);
  });

  test('fetches a recipe again that did not come, and takes a better one in place of a wrong one', async () => {
    let isThere = false;
    const { page, field } = await visit({
      // What a page sets before the script is there is heard, too.
      body: `<many-hands src="$appembed.html"></many-hands>
        <script>Object.assign(document.querySelector('many-hands'), { recipe: 'recipe.json', maxFiles: 2, multiple: true })</script>${script}${hearing}`,
      handle: (_, response) => {
        if (!isThere) return void response.writeHead(503).end();
        response.writeHead(200, { 'content-type': 'application/json' }).end('{ "version": 1, "steps": [] }');
      },
    });
    await page.waitForFunction(`${codes}.length > 0`);
    expect(await page.evaluate(`[${element}.getAttribute('max-files'), ${element}.hasAttribute('multiple')]`)).toEqual([
      '2',
      true,
    ]);
    expect(await page.evaluate(`${element}.process([new Blob(['a'])]).catch(({ code }) => code)`)).toBe('bad-recipe');
    isThere = true;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForFunction(`${element}.state === 'ready'`);
    expect(await page.evaluate(codes)).toEqual(['bad-recipe']);
    // Wrong in its frame's eyes: it says so to each who adds, holds the files, and runs once the page has mended it.
    await page.evaluate(`(${element}.recipe = { version: 1, steps: [{ op: 'rezise' }] })`);
    await page.waitForFunction(`${element}.state === 'failed'`);
    await field.locator('#files').setInputFiles(await picture(join(temporaryFolder(), 'p.png')));
    await field.locator('#notice', { hasText: 'This field cannot be used at the moment.' }).waitFor();
    await page.evaluate(`(${element}.recipe = ${small})`);
    await page.waitForFunction(`${element}.state === 'done'`);
    await field.locator('#notice').waitFor({ state: 'hidden' });
    expect(await page.evaluate(`[${element}.results[0].name, ${codes}]`)).toEqual([
      'p.webp',
      ['bad-recipe', 'bad-recipe', 'bad-recipe'],
    ]);
  });

  test('says so where the frame cannot read its first word, and begins once it can', async () => {
    const { page } = await visit({
      body: `<many-hands accept="${'x'.repeat(10_001)}" src="$appembed.html"></many-hands>${script}${hearing}`,
    });
    await page.waitForFunction(`${codes}.length > 0`);
    expect(await page.evaluate(`[${element}.state, ${codes}]`)).toEqual(['failed', ['bad-message']]);
    expect(await page.evaluate(`${element}.process([new Blob(['a'])]).catch(({ code }) => code)`)).toBe('bad-message');
    await page.evaluate(`(${element}.accept = 'image/*')`);
    await page.waitForFunction(`${element}.state === 'ready'`);
    expect(await page.locator('many-hands [role=alert]').count()).toBe(0);
  });

  test('is empty after `clear()`, and says so once, also where a person’s pick took the place of another meanwhile', async () => {
    // What a frame tells that a pick reaches before the page's word does.
    const frame = `<script>
      onmessage = ({ ports: [port] }) => {
        const tell = (type, more) => port.postMessage({ type, id: 0, isTooMany: false, ...more });
        const holdsOne = (path) => {
          tell('items', { count: 1, isUnasked: true });
          tell('result', { path, file: new File(['a'], path), of: 1, isHosts: false });
          tell('done', { report: {} });
        };
        tell('ready', { tier: 'full', reason: null, app: '' });
        holdsOne('first.jpg');
        port.onmessage = ({ data }) => {
          if (data.type !== 'clear') return;
          tell('items', { count: 0, isUnasked: true });
          holdsOne('picked.jpg');
          tell('items', { count: 0, isUnasked: false });
          tell('tier', { tier: 'light', reason: null });
        };
      };
      parent.postMessage({ manyHands: 1 }, '*');
    </script>`;
    const { page } = await visit({
      body: `<many-hands src="/crossing.html"></many-hands>${script}${hearing}<script>
        addEventListener('change', () => heard.push({ type: 'change' }))</script>`,
      handle: (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end(frame),
    });
    await page.waitForFunction(`${element}.state === 'done'`);
    await page.evaluate(`heard.length = 0; ${element}.clear()`);
    await page.waitForFunction(`${element}.tier === 'light'`);
    expect(await page.evaluate(`[${element}.state, ${element}.results.length, heard.map(({ type }) => type)]`)).toEqual(
      ['ready', 0, ['mh-items', 'mh-tier']],
    );
  });

  test('answers what no frame can use, before and after it is ready, and takes what it can use', async () => {
    const { page, trouble } = await visit({
      body: `<many-hands src="$appembed.html"></many-hands>${script}${hearing}`,
    });
    await page.waitForFunction(`customElements.get('many-hands')`);
    await page.evaluate(`(${element}.files = ['no file'])`);
    for (const [at, given] of [`['no file']`, `[() => 'what cannot be cloned']`, `[${element}]`].entries()) {
      await page.waitForFunction(`${codes}.length === ${at + 1} && ${element}.state === 'failed'`);
      await page.evaluate(`(${element}.files = ${given}, true)`);
    }
    await page.waitForFunction(`${codes}.length === 4 && ${element}.state === 'failed'`);
    expect(await page.evaluate(codes)).toEqual(Array(4).fill('bad-message'));
    for (const given of [`'no file'`, '() => {}'])
      expect(await page.evaluate(`${element}.process([${given}]).catch(({ code }) => code)`)).toBe('bad-message');
    await page.evaluate(`(async () => (${element}.files = [await ${drawing('a.png')}], true))()`);
    await page.waitForFunction(`${element}.state === 'done' && ${element}.results.length === 1`);
    expect(trouble).toEqual([]);
  });

  test('keeps what was dropped for a frame that did not come, and is not sent without it', async () => {
    const url = await hostPage({
      body: `<many-hands timeout-ms="700" src="$appembed.html"></many-hands>${script}${hearing}`,
    });
    const { page } = await openAt('about:blank');
    await page.route(/\/embed\.html$/, (route) => route.abort());
    await page.goto(url);
    await page.waitForFunction(`customElements.get('many-hands')`);
    await page.evaluate(`(async () => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(await ${drawing('a.png')});
      ${element}.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    })()`);
    await page.waitForFunction(`${element}.state === 'failed'`);
    expect(await page.evaluate(`[${codes}.at(-1), ${element}.checkValidity()]`)).toEqual(['no-answer', false]);
    await page.unroute(/\/embed\.html$/);
    await page.evaluate(`(${element}.timeoutMs = 30000)`);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForFunction(`${element}.state === 'done' && ${element}.results.length === 1`);
    expect(await page.evaluate(`${element}.checkValidity()`)).toBe(true);
  });

  test('is not sent without what was picked before its engine was there', async () => {
    const url = await hostPage({ body: `<many-hands src="$appembed.html"></many-hands>${script}${hearing}` });
    const { page, field } = await openAt('about:blank');
    const goOn = await holdScript(page, 'work');
    await page.goto(url);
    // It is drawn, without its engine.
    await page.waitForFunction(`${element}?.state === 'ready'`);
    await field.locator('#files').setInputFiles(await picture(join(temporaryFolder(), 'p.png')));
    await page.waitForFunction(`${element}.validationMessage === 'The images are not ready yet.'`);
    goOn();
    await page.waitForFunction(`${element}.state === 'done' && ${element}.results.length === 1`);
    expect(await page.evaluate(`${element}.checkValidity()`)).toBe(true);
  });

  test('takes what was picked before any script of its own was there', async () => {
    const url = await hostPage({ body: `<many-hands src="$appembed.html"></many-hands>${script}${hearing}` });
    const { page, field } = await openAt('about:blank');
    const draw = await holdScript(page, 'embed');
    const work = await holdScript(page, 'work');
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    await field.locator('#files').setInputFiles(await picture(join(temporaryFolder(), 'p.png')));
    expect(await page.evaluate(`${element}.state`)).toBe('loading');
    draw();
    await page.waitForFunction(`${element}.validationMessage === 'The images are not ready yet.'`);
    work();
    await page.waitForFunction(`${element}.state === 'done' && ${element}.results.length === 1`);
  });

  test('stays empty where its form is reset while its engine is not there yet', async () => {
    const body = `<form><many-hands multiple src="$appembed.html"></many-hands></form>${script}${hearing}`;
    const { page, field } = await openAt('about:blank');
    const goOn = await holdScript(page, 'work');
    await page.goto(await hostPage({ body }));
    await page.waitForFunction(`${element}?.state === 'ready'`);
    await field.locator('#files').setInputFiles(await picture(join(temporaryFolder(), 'p.png')));
    await page.waitForFunction(`${element}.validationMessage === 'The images are not ready yet.'`);
    await page.evaluate(`document.forms[0].reset()`);
    goOn();
    await page.waitForFunction(`heard.some(({ type, count }) => type === 'mh-items' && count === 0)`);
    // What comes after has its own way: it is alone.
    await field.locator('#files').setInputFiles(await picture(join(temporaryFolder(), 'q.png')));
    await page.waitForFunction(`${element}.state === 'done'`);
    expect(await page.evaluate(`${element}.results.map(({ name }) => name)`)).toEqual(['q.jpg']);
  });

  test('with a recipe that is wrong is not sent without the images that it holds, and is without any', async () => {
    const { page, field } = await visit({
      body: `<many-hands recipe='{ "version": 2 }' src="$appembed.html"></many-hands>${script}${hearing}`,
    });
    await page.waitForFunction(`${codes}.length === 1`);
    expect(await page.evaluate(`[${element}.state, ${element}.checkValidity()]`)).toEqual(['failed', true]);
    await field.locator('#files').setInputFiles(await picture(join(temporaryFolder(), 'p.png')));
    await page.waitForFunction(`${codes}.length === 2 && ${element}.state === 'failed'`);
    expect(await page.evaluate(`${element}.validationMessage`)).toBe('The images are not ready yet.');
    await field.getByRole('button', { name: 'Clear' }).click();
    await page.waitForFunction(`${element}.checkValidity()`);
  });

  test('takes nothing while it is disabled: not by open(), by a drop, or of what was dropped before', async () => {
    const { page } = await visit({
      body: `<many-hands src="$appembed.html"></many-hands>${script}${hearing}`,
    });
    await page.waitForFunction(`${element}?.state === 'ready'`);
    let pickers = 0;
    page.on('filechooser', () => pickers++);
    await Promise.all([page.waitForEvent('filechooser'), page.evaluate(`${element}.open()`)]);
    await page.evaluate(`(async () => {
      globalThis.drop = async (element) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(await ${drawing('a.png')});
        element.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      };
      ${element}.disabled = true;
      ${element}.open();
      await drop(${element});
    })()`);
    expect(await page.evaluate(`${element}.state`)).toBe('ready');
    expect(pickers).toBe(1);
    await page.evaluate(`(async () => {
      const element = document.createElement('many-hands');
      element.src = ${element}.src;
      await drop(element);
      element.disabled = true;
      ${element}.replaceWith(element);
      return element.state;
    })()`);
    await page.waitForFunction(`heard.filter(({ type }) => type === 'mh-ready').length === 2`);
    await page.waitForFunction(`${element}.state === 'ready'`);
    expect(await page.evaluate(`${element}.results.length`)).toBe(0);
  });

  test('keeps the page where files are dropped before the frame is there, and takes them', async () => {
    const { page, field } = await visit({
      body: `<many-hands multiple src="$appembed.html"></many-hands>${script}${hearing}`,
      handle: (_, response) => void response.writeHead(404).end(),
    });
    await page.waitForFunction(`customElements.get('many-hands')`);
    // A drop as the browser tells it, since its own drag would go to the frame by the time that it is there.
    const isTaken = await page.evaluate(`(async () => {
      const element = document.createElement('many-hands');
      element.src = ${element}.src;
      element.multiple = true;
      ${element}.replaceWith(element);
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(await ${drawing('a.png')});
      dataTransfer.items.add(new File(['text'], 'a.txt', { type: 'text/plain' }));
      const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
      element.dispatchEvent(drop);
      return drop.defaultPrevented;
    })()`);
    expect(isTaken).toBe(true);
    await page.waitForFunction(`${element}.state === 'done'`);
    expect(await page.evaluate(`${element}.results.map(({ name }) => name)`)).toEqual(['a.jpg']);
    await field.locator('#notice', { hasText: '1 file was left out: not what goes here.' }).waitFor();
  });
});
