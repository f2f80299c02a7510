import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { picture } from '../pictures';
import { temporaryFolder } from '../visit';
import { site, snippet } from './guide';
import { hostBrowser } from './pages';

const { openAt, visit } = hostBrowser();

describe('who copies from docs/embed.md into an empty folder', () => {
  test('has a field in a form, and its server the results', async () => {
    const { url, received } = await site({ 'index.html': snippet('html', '<form') });
    const { page, field, trouble } = await openAt(url);
    const folder = temporaryFolder();
    const files = await Promise.all(['a.png', 'b.png'].map((name) => picture(join(folder, name))));
    await page.getByText('Photographs').click();
    await field.locator('#pick-files:focus').waitFor();
    await field.locator('#files').setInputFiles(files);
    await field.locator('body[data-phase=done]').waitFor();
    expect(trouble).toEqual([]);
    await page.getByRole('button', { name: 'Send' }).click();
    await expect.poll(() => received.length).toBe(1);
    expect(received[0]).toMatchObject([
      { name: 'photos', file: 'a.jpg', type: 'image/jpeg', width: 160, height: 120 },
      { name: 'photos', file: 'b.jpg', type: 'image/jpeg', width: 160, height: 120 },
    ]);
  });

  test('has a page that is isolated by the headers for Netlify and Cloudflare', async () => {
    const lines = snippet('', '/*\n').split('\n').slice(1).filter(Boolean);
    const headers = Object.fromEntries(lines.map((line) => line.trim().split(': ')));
    expect(
      snippet('nginx', 'add_header')
        .match(/add_header (\S+) (\S+)/g)
        ?.join('\n'),
    ).toBe(
      Object.entries(headers)
        .map(([name, value]) => `add_header ${name} ${value}`)
        .join('\n'),
    );
    const { page, field } = await visit({ body: snippet('html', '<form'), headers });
    await field.locator('#tier', { hasText: 'Full engine.' }).waitFor();
    expect(await page.evaluate('crossOriginIsolated')).toBe(true);
  });
});
