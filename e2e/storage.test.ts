import { expect, inject, test } from 'vitest';
import { readArchive } from './archive';
import { many, withImages } from './noisy-images';

test('where there is room for some of the outputs, those are kept, the others fail by name, and a retry brings them', async () => {
  const page = await withImages({ alone: true });
  const session = await page.context.newCDPSession(page.page);
  const { origin } = new URL(inject('url'));
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 8_000_000 });
  await page.button('Run').click();
  await page.is('done');
  const full = readArchive(await page.downloadAll());
  const { done, failed } = full.report.counts;
  expect(done).toBeGreaterThan(0);
  expect(failed).toBeGreaterThan(0);
  expect(done + failed).toBe(many);
  for (const { code, detail } of full.report.items.filter((item) => item.status === 'failed'))
    expect([code, detail]).toEqual([
      'write-failed',
      'The result could not be stored: the room that the browser gives this site is full. Free some disk space and retry.',
    ]);
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await page.button('Retry failed').click();
  await page.is('done');
  const { report, files } = readArchive(await page.downloadAll());
  expect([report.counts, files.size]).toEqual([{ done: many, skipped: 0, failed: 0 }, many]);
});

test('where the site’s data are cleared in the middle of a run, it ends all the same, and each item is told of', async () => {
  const page = await withImages({ alone: true });
  await page.button('Run').click();
  await page.button('Pause').click();
  await page.is('paused');
  const session = await page.context.newCDPSession(page.page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(inject('url')).origin, storageTypes: 'all' });
  await page.button('Resume').click();
  await page.is('done');
  const { report, files } = readArchive(await page.downloadAll());
  expect([report.counts, files.size]).toEqual([{ done: many, skipped: 0, failed: 0 }, many]);
});
