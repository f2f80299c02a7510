import { expect, test } from 'vitest';
import { readArchive } from './archive';
import { many, withImages } from './noisy-images';

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
