import { expect, test } from 'vitest';
import { inspectedWorker } from './inspected-worker';
import { many, withImages } from './noisy-images';

/** Each of the images, and each output, has a megabyte. */
const mostBytes = 4e6;

test.each([
  ['the desk', 'desk', { steps: [], output: { format: 'copy' } }],
  [
    'an image worker',
    'image worker',
    { steps: [{ op: 'resize', width: 300 }], output: { format: 'jpeg' }, decode: 'exact' },
  ],
])('%s holds no bytes that it is done with', async (_, name, recipe) => {
  const page = await withImages();
  const worker = await inspectedWorker(page, name);
  await page.loadRecipe({ version: 1, ...recipe });
  await page.run(many);
  expect(await page.page.locator('main').textContent()).toContain(`${many} done`);
  const { backingStorageSize } = await worker.send('Runtime.getHeapUsage');
  expect(backingStorageSize).toBeLessThan(mostBytes);
});
