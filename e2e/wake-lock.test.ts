import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ranFew } from './few';
import { copies, moreThanCores, picture } from './pictures';
import { temporaryFolder, visit } from './visit';
import type { Visit } from './visit';

declare global {
  interface Window {
    /** All that the browser gave the page. */
    wakeLocks: WakeLockSentinel[];
  }
}

const released = (page: Visit) => page.page.evaluate(() => window.wakeLocks.map((lock) => lock.released));

test('the machine is kept awake while a run goes on, and no longer', async () => {
  const page = await visit({
    init: () => {
      window.wakeLocks = [];
      const request = navigator.wakeLock.request.bind(navigator.wakeLock);
      navigator.wakeLock.request = async (type) => {
        const lock = await request(type);
        window.wakeLocks.push(lock);
        return lock;
      };
    },
  });
  const folder = temporaryFolder();
  const large = await picture(join(folder, 'seed.jpg'), { width: 3000, height: 2000 });
  // Enough for the job to be under way still when it is paused.
  await page.loadRecipe({
    version: 1,
    steps: [{ op: 'resize', width: 1500 }],
    output: { format: 'png' },
    decode: 'exact',
  });
  await page.drop(...copies(large, join(folder, 'set'), moreThanCores));
  await page.hasRows(moreThanCores);
  expect(await released(page)).toEqual([]);
  await page.button('Run').click();
  await page.button('Pause').click();
  await page.is('paused');
  await expect.poll(() => released(page)).toEqual([true]);
  await page.button('Resume').click();
  await page.is('done');
  await expect.poll(() => released(page)).toEqual([true, true]);
});

test('where the browser refuses to be kept awake, the run goes on all the same', async () => {
  const page = await visit({
    init: () => {
      navigator.wakeLock.request = () => Promise.reject(new DOMException('The battery is low.', 'NotAllowedError'));
    },
  });
  await ranFew(page);
});
