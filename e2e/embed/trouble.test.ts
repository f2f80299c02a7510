import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { picture } from '../pictures';
import { temporaryFolder } from '../visit';
import { hearing, hostBrowser, hostPage, script } from './pages';

const { visit, openAt } = hostBrowser();

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
    // Wrong in its frame's eyes: it says so, takes files all the same, and runs once the page has mended it.
    await page.evaluate(`(${element}.recipe = { version: 1, steps: [{ op: 'rezise' }] })`);
    await page.waitForFunction(`${element}.state === 'failed'`);
    await field.locator('#files').setInputFiles(await picture(join(temporaryFolder(), 'p.png')));
    await field.locator('#notice', { hasText: 'This field cannot be used at the moment.' }).waitFor();
    await page.evaluate(`(${element}.recipe = ${small})`);
    await page.waitForFunction(`${element}.state === 'done'`);
    await field.locator('#notice').waitFor({ state: 'hidden' });
    expect(await page.evaluate(`[${element}.results[0].name, ${codes}]`)).toEqual([
      'p.webp',
      ['bad-recipe', 'bad-recipe'],
    ]);
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
      const canvas = new OffscreenCanvas(100, 100);
      canvas.getContext('2d').fillRect(10, 10, 50, 50);
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([await canvas.convertToBlob()], 'a.png', { type: 'image/png' }));
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
