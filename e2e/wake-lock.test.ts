import { expect, test } from 'vitest';
import { visit } from './visit';
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
  await page.button('Try a sample').click();
  await page.hasRows(12);
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
  await page.button('Try a sample').click();
  await page.run(12);
});
