import { expect, test } from 'vitest';
import { countingWorkers, give, hostBrowser, script } from './pages';

const { visit, workers } = hostBrowser();
const field = '<many-hands multiple src="$appembed.html"></many-hands>';

test('ten fields at work hold no more workers than cores, and none after a rest of five seconds', async () => {
  const { page } = await visit({ body: `${countingWorkers}${field.repeat(10)}${script}` });
  const cores = Number(await page.evaluate('navigator.hardwareConcurrency'));
  const all = (many: number) =>
    `[...document.querySelectorAll('many-hands')].every(({ state, results }) => state === 'done' && results.length === ${many})`;
  await page.evaluate(give(4));
  await page.waitForFunction(all(4), undefined, { timeout: 240_000 });
  const most = Number(await page.evaluate('most'));
  console.log(`ten fields held ${most} workers at most, of ${cores} cores`);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(cores);
  await expect.poll(() => workers(page), { timeout: 20_000 }).toBe(0);
  // And they come again.
  await page.evaluate(give(1));
  await page.waitForFunction(all(1), undefined, { timeout: 240_000 });
});

test('an element that is taken out of its page while it works frees its workers within a second', async () => {
  const { page } = await visit({ body: `${field}${script}` });
  await page.evaluate(give(400));
  await expect.poll(() => workers(page), { timeout: 20_000 }).toBeGreaterThan(0);
  await page.evaluate(`document.querySelector('many-hands').remove()`);
  const before = performance.now();
  while ((await workers(page)) > 0 && performance.now() - before < 10_000);
  const tookMs = performance.now() - before;
  console.log(`workers of a removed element were gone after ${Math.round(tookMs)} ms`);
  expect(await workers(page)).toBe(0);
  expect(tookMs).toBeLessThan(1000);
});
