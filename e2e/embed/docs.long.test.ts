import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../tools/prepare.mjs';
import { picture } from '../pictures';
import { temporaryFolder } from '../visit';
import { site, snippet } from './guide';
import { hostBrowser } from './pages';

const { openAt } = hostBrowser();

describe('who copies from docs/embed.md into an empty folder', () => {
  test('has a recipe by its address, and looks by style', async () => {
    const html = `<!doctype html>${snippet('html', '<form').split('\n')[0]}
      <style>${snippet('css', 'many-hands {')}</style>
      <form method="post" action="/upload" enctype="multipart/form-data">${snippet('html', 'avatar.json')}<button>Send</button></form>`;
    const { folder, url, received } = await site({ 'index.html': html });
    copyFileSync(join(root, 'docs/examples/embed/avatar.json'), join(folder, 'avatar.json'));
    const { page, field } = await openAt(url);
    await field.locator('#files').setInputFiles(await picture(join(temporaryFolder(), 'me.png')));
    await field.locator('body[data-phase=done]').waitFor();
    expect(await field.locator('.zone').evaluate((zone) => getComputedStyle(zone).borderRadius)).toBe('4px');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect.poll(() => received.length).toBe(1);
    expect(received[0]).toMatchObject([{ name: 'avatar', file: 'me.jpg', width: 512, height: 512 }]);
  });

  test('has files processed from a script', async () => {
    const given = `const canvas = new OffscreenCanvas(1600, 800);
      canvas.getContext('2d').fillRect(0, 0, 800, 400);
      const files = [new File([await canvas.convertToBlob()], 'a.png', { type: 'image/png' })];`;
    const html = `<!doctype html>${snippet('html', '<form').split('\n')[0]}<many-hands hidden></many-hands>
      <script type="module">${given}\n${snippet('js', '.process(files')}
      const { width, height } = await createImageBitmap(results[0]);
      document.title = [results[0].name, width, height, report.counts.done].join(' ');</script>`;
    const { url } = await site({ 'index.html': html });
    const { page } = await openAt(url);
    await page.waitForFunction(`document.title === 'a.webp 640 320 1'`);
  });
});
