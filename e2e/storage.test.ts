import { join } from 'node:path';
import sharp from 'sharp';
import { expect, inject, test } from 'vitest';
import { readArchive } from './archive';
import { copies } from './pictures';
import { temporaryFolder, visit } from './visit';
import type { Visit } from './visit';

const many = 24;
/** As large as its pixels: there is nothing in noise that could be packed. */
const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
const create = { width: 600, height: 600, channels: 3, background: 'teal', noise } as const;
const recipe = { version: 1, steps: [], output: { format: 'png', compression: 1 } };

async function withImages(options?: Parameters<typeof visit>[0]): Promise<Visit> {
  const folder = temporaryFolder();
  await sharp({ create }).png({ compressionLevel: 1 }).toFile(join(folder, 'seed.png'));
  copies(join(folder, 'seed.png'), join(folder, 'set'), many);
  const page = await visit(options);
  await page.loadRecipe(recipe);
  await page.drop(join(folder, 'set'));
  await page.hasRows(many);
  return page;
}

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

test('where the browser is told to let no site store anything, all works, and is kept in memory', async () => {
  const blocked = { profile: { default_content_setting_values: { cookies: 2 } } };
  const page = await withImages({ preferences: blocked });
  const refusals = await page.page.evaluate(async () => {
    const nameOf = (error: unknown) => (error as Error).name;
    const tried = (use: () => unknown) => {
      try {
        return typeof use();
      } catch (error) {
        return nameOf(error);
      }
    };
    return [
      tried(() => localStorage),
      tried(() => sessionStorage),
      await navigator.storage.getDirectory().then(() => 'given', nameOf),
    ];
  });
  expect(refusals).toEqual(['SecurityError', 'SecurityError', 'SecurityError']);
  await page.button('Run').click();
  await page.is('done');
  const { report, files } = readArchive(await page.downloadAll());
  expect([report.counts, files.size]).toEqual([{ done: many, skipped: 0, failed: 0 }, many]);
});

test('where the worker that keeps the outputs ends by itself, the run ends all the same, and says what to do', async () => {
  const page = await withImages();
  await page.button('Run').click();
  await page.button('Pause').click();
  await page.is('paused');
  const desk = [];
  for (const worker of page.page.workers())
    if (/\/entry-/.test(worker.url()) && (await worker.evaluate(() => self.name)) === 'desk') desk.push(worker);
  expect(desk).toHaveLength(1);
  await desk[0]!.evaluate(() => self.close());
  await page.button('Resume').click();
  await page.is('done');
  await page.page.getByText('reload the page and run again').first().waitFor();
  await page.page.reload();
  await page.is('empty');
});
