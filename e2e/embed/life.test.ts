import { expect, test } from 'vitest';
import { countingWorkers, give, hostBrowser, script } from './pages';

const { visit, workers } = hostBrowser();

test('fields at work hold no more workers than cores, none after a rest of five seconds, and none when taken out', async () => {
  const { page } = await visit({
    // More fields than cores, on any machine.
    body: `<script>Object.defineProperty(navigator, 'hardwareConcurrency', { value: 2 })</script>${countingWorkers}
      ${'<many-hands multiple src="$appembed.html"></many-hands>'.repeat(3)}${script}`,
  });
  const all = (holds: string) => `[...document.querySelectorAll('many-hands')].every(({ state, results }) => ${holds})`;
  await page.evaluate(give(2));
  await page.waitForFunction(all(`state === 'done' && results.length === 2`));
  const most = Number(await page.evaluate('most'));
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(2);
  // As the frames tell it: the browser's own list is late.
  await page.waitForFunction('restMs !== null');
  const restMs = Number(await page.evaluate('restMs'));
  expect(restMs).toBeGreaterThan(4500);
  expect(restMs).toBeLessThan(8000);
  await expect.poll(() => workers(page), { timeout: 20_000 }).toBe(0);
  // They come again, and end with their element while it works.
  await page.evaluate(give(200));
  await expect.poll(() => workers(page), { timeout: 20_000 }).toBeGreaterThan(0);
  await page.evaluate(`document.querySelectorAll('many-hands').forEach((element) => element.remove())`);
  await expect.poll(() => workers(page), { timeout: 10_000 }).toBe(0);
});
