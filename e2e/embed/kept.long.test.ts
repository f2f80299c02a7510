import { describe, expect, test } from 'vitest';
import { both, done, errors, form, move, pictures, sent } from './kept';
import { give, hearing, hostBrowser, script } from './pages';

const body = form + script + hearing;
const large = { width: 1600, height: 1200 };

describe('a field whose frame is another one', () => {
  const { visit } = hostBrowser();

  test('by a move cannot begin anew what a person brought beside what the page gave', async () => {
    const { page, field } = await visit({ body });
    await page.evaluate(give(20));
    await page.waitForFunction(`${done} && document.querySelector('many-hands').results.length === 20`);
    await field.locator('#files').setInputFiles(await pictures(40, large));
    await field.locator('body[data-phase=working]').waitFor();
    await move(page);
    await page.waitForFunction(`${done} && document.querySelector('many-hands').results.length >= 20`);
    expect(await page.evaluate(errors)).toEqual(['interrupted']);
  });

  test('as it was loaded anew, does not wait for ever', async () => {
    const { page, field } = await visit({ body });
    await field.locator('#files').setInputFiles(await pictures(60, large));
    await field.locator('body[data-phase=working]').waitFor();
    const [, frame] = page.frames();
    await frame?.evaluate('location.reload()').catch(() => undefined);
    await page.waitForFunction(`heard.filter(({ type }) => type === 'mh-ready').length === 2`);
    expect(await page.evaluate(`[${errors}, document.querySelector('many-hands').validity.customError]`)).toEqual([
      ['interrupted'],
      false,
    ]);
  });
});

describe('a page that a person comes back to', () => {
  describe('where the browser had kept it as it was', () => {
    const { visit } = hostBrowser({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });

    test('has its results, and its field goes on', async () => {
      const { page, field } = await visit({ body });
      await field.locator('#files').setInputFiles(await pictures(2));
      await page.waitForFunction(done);
      await page.evaluate('addEventListener("pageshow", ({ persisted }) => (globalThis.persisted = persisted))');
      await page.goto(`${page.url()}?elsewhere`);
      await page.goBack({ waitUntil: 'commit' });
      // Playwright's own waiting goes by the page's former visit.
      await expect.poll(() => page.evaluate('globalThis.persisted')).toBe(true);
      expect(await page.evaluate(sent)).toEqual(both);
      // Playwright has lost the frame by then; the page has not.
      const made = `(async () => {
        const canvas = new OffscreenCanvas(100, 100);
        canvas.getContext('2d').fillRect(10, 10, 50, 50);
        const { results } = await document.querySelector('many-hands').process([await canvas.convertToBlob()]);
        return results.length;
      })()`;
      expect(await page.evaluate(made)).toBe(1);
    });
  });

  describe('where it is loaded again', () => {
    const { visit } = hostBrowser();

    test('has nothing half: browsers keep the names of files on the disk, and results are none', async () => {
      const { page, field } = await visit({ body: `${body.replace('multiple', 'multiple required')}<input>` });
      await page.locator('input').fill('kept');
      await field.locator('#files').setInputFiles(await pictures(2));
      await page.waitForFunction(done);
      await page.goto(`${page.url()}?elsewhere`);
      await page.goBack();
      await field.locator('body[data-phase=empty]').waitFor();
      await page.waitForFunction(`document.querySelector('many-hands').state === 'ready'`);
      const isMissing = `document.querySelector('many-hands').validity.valueMissing`;
      expect(await page.evaluate(`[document.querySelector('input').value, ${sent}, ${isMissing}]`)).toEqual([
        'kept',
        [],
        true,
      ]);
    });
  });
});
