import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readArchive } from './archive';
import { imageWorkers } from './image-workers';
import { inspectedWorker } from './inspected-worker';
import { copies, picture } from './pictures';
import { temporaryFolder, visit } from './visit';

test.each(['in the middle of an image', 'between two images'])(
  'a worker that dies %s loses nothing: another takes its place and its image',
  async (when) => {
    const folder = temporaryFolder();
    copies(await picture(join(folder, 'seed.jpg'), { width: 1600, height: 1200 }), join(folder, 'set'), 60);
    const page = await visit();
    await page.drop(join(folder, 'set'));
    await page.hasRows(60);
    await page.button('Run').click();
    await page.page.locator('.row[data-outcome=done]').first().waitFor();
    const [victim, ...others] = await imageWorkers(page);
    expect([victim !== undefined, others.length > 0]).toEqual([true, true]);
    const gone = victim!.waitForEvent('close');
    if (when === 'between two images') await victim!.evaluate(() => self.close());
    // It takes an image, works on it, and is gone where its answer should be.
    else await victim!.evaluate(() => Object.assign(self, { postMessage: () => self.close() }));
    await page.is('done');
    const { report } = readArchive(await page.downloadAll());
    expect(report.counts).toEqual({ done: 60, skipped: 0, failed: 0 });
    await gone;
    // Another has taken its place.
    expect(await imageWorkers(page)).toHaveLength(others.length + 1);
  },
);

test('a worker that hangs is replaced when the time per image is over, and a retry brings its image', async () => {
  const folder = temporaryFolder();
  copies(await picture(join(folder, 'seed.jpg'), { width: 1600, height: 1200 }), join(folder, 'set'), 30);
  const page = await visit({
    init: () => localStorage.setItem('manyhands.settings', JSON.stringify({ timeoutSeconds: 8 })),
  });
  // One image in each worker: of two, both would be tried again, alone.
  await page.loadRecipe({ version: 1, steps: [{ op: 'resize', width: 640 }], decode: 'exact' });
  await page.drop(join(folder, 'set'));
  await page.hasRows(30);
  await page.button('Run').click();
  await page.page.locator('.row[data-outcome=done]').first().waitFor();
  const [victim] = await imageWorkers(page);
  // It looks at the clock within each image.
  await victim!.evaluate(() => {
    performance.now = () => {
      for (;;);
    };
  });
  await page.is('done');
  const { report } = readArchive(await page.downloadAll());
  expect(report.counts).toEqual({ done: 29, skipped: 0, failed: 1 });
  expect(report.items.find(({ status }) => status === 'failed')).toMatchObject({ code: 'timed-out' });
  await page.button('Retry failed').click();
  await page.is('done');
  expect(readArchive(await page.downloadAll()).report.counts).toEqual({ done: 30, skipped: 0, failed: 0 });
});

test('a worker whose script is ended in the middle of an image, through the inspector, is replaced, and its image settles', async () => {
  const folder = temporaryFolder();
  copies(await picture(join(folder, 'seed.jpg'), { width: 1600, height: 1200 }), join(folder, 'set'), 30);
  const page = await visit({
    init: () => localStorage.setItem('manyhands.settings', JSON.stringify({ timeoutSeconds: 8 })),
  });
  await page.loadRecipe({ version: 1, steps: [{ op: 'resize', width: 640 }], decode: 'exact' });
  await page.drop(join(folder, 'set'));
  await page.hasRows(30);
  await page.button('Run').click();
  await page.page.locator('.row[data-outcome=done]').first().waitFor();
  const many = (await imageWorkers(page)).length;
  const worker = await inspectedWorker(page);
  const answers = () =>
    Promise.race([worker.send('Runtime.evaluate', { expression: '1' }).then(() => true), soon(false)]);
  // It looks at the clock within each image, and stays there once.
  const stay = `{
    const now = performance.now.bind(performance);
    let stays = true;
    performance.now = () => {
      if (stays) { stays = false; for (;;); }
      return now();
    };
  }`;
  await worker.send('Runtime.evaluate', { expression: stay });
  await expect.poll(answers).toBe(false);
  await worker.send('Runtime.terminateExecution');
  // What it was doing is ended, and it lives: nobody but the clock of the pool can know.
  expect([await answers(), worker.isGone()]).toEqual([true, false]);
  await page.is('done');
  const { report } = readArchive(await page.downloadAll());
  expect(report.counts).toEqual({ done: 29, skipped: 0, failed: 1 });
  expect(report.items.find(({ status }) => status === 'failed')).toMatchObject({ code: 'timed-out' });
  await expect.poll(worker.isGone).toBe(true);
  await expect.poll(async () => (await imageWorkers(page)).length).toBe(many);
});

/** Long enough for a worker to answer that hears at all. */
function soon<T>(value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(resolve, 1000, value));
}
