import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { picture } from '../../pictures';
import { temporaryFolder } from '../../visit';
import { bareHost } from '../bare-host';
import { chosen, visitor } from '../start';
import type { Visitor } from '../visitor';

async function runsSample(person: Visitor): Promise<void> {
  await person.click('Try a sample');
  await person.run(13);
  const { report } = await person.downloadAll();
  expect([report.tier, report.counts]).toEqual(['full', { done: 12, skipped: 1, failed: 0 }]);
}

const kind = `performance.getEntriesByType('navigation')[0].type`;

test(`${chosen}: a host that sends the headers serves an isolated page at once`, async () => {
  const person = await visitor();
  await person.open(inject('url'));
  expect(await person.engine.evaluate(`[crossOriginIsolated, ${kind}]`)).toEqual([true, 'navigate']);
  await runsSample(person);
});

test.each([false, true])(
  `${chosen}: a host that sends none serves an isolated page after one reload, in a private window: %s`,
  async (isPrivate) => {
    const host = await bareHost();
    const person = await visitor(isPrivate ? { isPrivate } : { profile: temporaryFolder() });
    await person.open(host.url);
    await person.sees('crossOriginIsolated && navigator.serviceWorker.controller !== null', 'isolation');
    await person.drawn();
    await runsSample(person);
    expect([1, 2]).toContain(host.documents());
    // The next visit needs no reload.
    await person.open(host.url);
    expect(await person.engine.evaluate(`[crossOriginIsolated, ${kind}]`)).toEqual([true, 'navigate']);
  },
);

// Chromium and Firefox have it wherever a page is isolated.
test.skipIf(chosen !== 'WebKit')(
  `${chosen}: an isolated page whose browser shares no memory runs without libvips, and says so`,
  async () => {
    const person = await visitor({ sharesMemory: false });
    await person.open(inject('url'));
    expect(await person.engine.evaluate(`[crossOriginIsolated, typeof SharedArrayBuffer]`)).toEqual([
      true,
      'undefined',
    ]);
    await person.sees(`document.querySelector('[data-tier=light][data-why=unshared]')`, 'the note on what is missing');
    await person.loadRecipe({
      version: 1,
      steps: [{ op: 'resize', width: 64, height: 64 }],
      output: { format: 'png' },
    });
    await person.pick(await picture(join(temporaryFolder(), 'one.jpg')));
    await person.run(1);
    const { report } = await person.downloadAll();
    expect([report.tier, report.counts]).toEqual(['light', { done: 1, skipped: 0, failed: 0 }]);
  },
);

test(`${chosen}: where the service worker cannot be had, the page comes once, and says that it is not isolated`, async () => {
  const host = await bareHost((request, response) => {
    if (!request.url?.endsWith('/sw.js')) return false;
    response.writeHead(404).end();
    return true;
  });
  const person = await visitor();
  await person.open(host.url);
  expect(await person.engine.evaluate('crossOriginIsolated')).toBe(false);
  await person.sees(`/isolated/.test(document.body.innerText)`, 'why the page is not isolated');
  expect(host.documents()).toBe(1);
});
