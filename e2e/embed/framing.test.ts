import { inject, describe, expect, test } from 'vitest';
import { hearing, hostBrowser, script } from './pages';

const { visit } = hostBrowser();

describe('in a page of another site', () => {
  test('the project’s own page is refused by its headers, and starts nothing where there are none', async () => {
    const [bare, held] = [
      '<iframe src="$app" id="bare"></iframe>',
      `<iframe src="${inject('url')}" id="held"></iframe>`,
    ];
    const { page, trouble } = await visit({ body: bare + held, appHeaders: {} });
    const framed = page.frameLocator('#bare');
    await framed.getByRole('link', { name: 'Open Many Hands in a tab of its own' }).waitFor();
    expect(await framed.locator('#app > *').count()).toBe(1);
    expect(page.workers()).toEqual([]);
    expect(await page.frameLocator('#held').locator('#app').count()).toBe(0);
    expect(trouble.join()).toContain('frame-ancestors');
  });

  test('the field is answered only where the list of hosts names the page', async () => {
    const { page } = await visit({
      body: `<many-hands src="$appembed.html"></many-hands>${script}${hearing}`,
      hosts: ['https://shop.example'],
    });
    await page.waitForFunction(`heard.some(({ code }) => code === 'refused')`);
    expect(await page.evaluate(`document.querySelector('many-hands').state`)).toBe('failed');
  });

  test('a strict policy in an isolated page and a sandbox lets the full engine run', async () => {
    const app = new URL(inject('url')).origin;
    const { field, trouble } = await visit({
      body: `<many-hands src="$appembed.html"></many-hands>${script}`,
      headers: {
        'Content-Security-Policy': `default-src 'none'; script-src ${app}; frame-src ${app}; require-trusted-types-for 'script'; sandbox allow-scripts allow-same-origin`,
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      },
    });
    // Such a policy keeps this test, too, from asking the page itself.
    await field.locator('#tier', { hasText: 'Full engine.' }).waitFor();
    expect(trouble).toEqual([]);
  });
});

describe('where the frame cannot be isolated', () => {
  test('a window of its own works for the field, and the form gets the results', async () => {
    // As Firefox and Safari see it: the frame has no policy of its own to be isolated by.
    const { page, field } = await visit({
      body: `<form><many-hands name="photos" multiple compact src="$appembed.html"></many-hands></form>${script}${hearing}`,
      withoutPolicy: true,
    });
    await field.locator('#pick-files').waitFor();
    expect(await page.evaluate(`document.querySelector('many-hands').tier`)).not.toBe('full');
    const [relay] = await Promise.all([
      page.waitForEvent('popup'),
      field.getByRole('button', { name: 'Open in a window' }).click(),
    ]);
    const opened = page.context().waitForEvent('page', (one) => one.url().includes('embed.html#window='));
    await relay.getByRole('button', { name: 'Make them ready' }).click();
    const worker = await opened;
    await worker.waitForFunction('crossOriginIsolated');
    await page.waitForFunction(`document.querySelector('many-hands').tier === 'full'`);
    const picked = { name: 'rings.png', mimeType: 'image/png', buffer: await worker.screenshot() };
    await field.locator('#files').setInputFiles([picked]);
    await page.waitForFunction(`document.querySelector('many-hands').state === 'done'`);
    expect(
      await page.evaluate(`[...new FormData(document.forms[0])].map(([, { name, type }]) => [name, type])`),
    ).toEqual([['rings.jpg', 'image/jpeg']]);
    // They close by themselves when there is nothing left to do.
    await Promise.all([worker, relay].map((one) => one.isClosed() || one.waitForEvent('close')));
    await page.waitForFunction(`document.querySelector('many-hands').tier !== 'full'`);
  });
});
