import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { picture } from '../pictures';
import { temporaryFolder } from '../visit';
import { drawing, hearing, hostBrowser, script } from './pages';

const { visit } = hostBrowser();
const element = `document.querySelector('many-hands')`;

describe('a field', () => {
  test('is loaded when it comes near, and is dark and required where its page says so', async () => {
    const { page, field } = await visit({
      body: `<style>html { color-scheme: dark }</style><div style="height: 4000px"></div>
        <many-hands required src="$appembed.html"></many-hands>${script}${hearing}`,
    });
    await page.waitForFunction(`customElements.get('many-hands')`);
    // Whatever the page had to draw is drawn by then, and its observers were told.
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    expect([await page.evaluate(`${element}.state`), page.frames().length]).toEqual(['idle', 1]);
    await page.evaluate(`${element}.scrollIntoView()`);
    await page.waitForFunction(`${element}.state === 'ready'`);
    const scheme = () => field.locator('html').evaluate((root) => getComputedStyle(root).colorScheme);
    expect(await scheme()).toBe('dark');
    const button = field.getByRole('button', { name: 'Add an image' });
    const described = (await button.getAttribute('aria-describedby')) ?? '';
    expect(await field.locator(`#${described}`).innerText()).toBe('or drop it here (required)');
    await page.evaluate(`Object.assign(${element}, { theme: 'light', required: false })`);
    await field.locator('#hint', { hasText: /^or drop it here$/ }).waitFor();
    expect(await scheme()).toBe('light');
  });

  test('takes a folder and what is pasted, and says when the results are too many bytes', async () => {
    const folder = join(temporaryFolder(), 'holiday');
    mkdirSync(folder);
    await picture(join(folder, 'p.png'));
    const { page, field } = await visit({
      body: `<many-hands directory multiple max-bytes="1000" src="$appembed.html"></many-hands>${script}${hearing}`,
    });
    await field.getByRole('button', { name: 'Add a folder' }).waitFor();
    await field.locator('#folder').setInputFiles(folder);
    await page.waitForFunction(`${element}.state === 'done'`);
    expect(await page.evaluate(`heard.filter(({ type }) => type === 'mh-result').map(({ path }) => path)`)).toEqual([
      'holiday/p.jpg',
    ]);
    expect(await page.evaluate(`${element}.validationMessage`)).toMatch(/^The images are [\d.]+ MB together; 0 MB/);
    const [, frame] = page.frames();
    await frame?.evaluate(`(async () => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(await ${drawing('pasted.png')});
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    })()`);
    await page.waitForFunction(`${element}.results.length === 2`);
    expect(await page.evaluate(`${element}.results[1].name`)).toBe('pasted.jpg');
  });
});
