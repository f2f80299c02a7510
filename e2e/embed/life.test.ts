import { describe, expect, test } from 'vitest';
import { hearing, hostBrowser, script } from './pages';

const { visit, workers } = hostBrowser();

/** Fills the page's fields with drawings, and waits until every one is at work or done. */
const give = (many: number) => `(async () => {
  const canvas = new OffscreenCanvas(1200, 900);
  canvas.getContext('2d').fillRect(10, 10, 500, 500);
  const blob = await canvas.convertToBlob();
  const files = Array.from({ length: ${many} }, (_, at) => new File([blob], at + '.png', { type: 'image/png' }));
  for (const element of document.querySelectorAll('many-hands')) element.files = files;
})()`;

/** Hears what the frames tell their elements of living workers, and keeps the largest sum as `most`. */
const counting = `<script>
  most = 0;
  const held = new Map();
  const port = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
  Object.defineProperty(MessagePort.prototype, 'onmessage', { ...port, set(listener) {
    port.set.call(this, (event) => {
      if (event.data.type === 'cores') held.set(this, event.data.held);
      most = Math.max(most, [...held.values()].reduce((sum, one) => sum + one, 0));
      listener(event);
    });
  } });
</script>`;

describe('the workers of fields', () => {
  test('are never more than the cores, however many fields are at work, and none after a rest of five seconds', async () => {
    const one = '<many-hands multiple src="$appembed.html"></many-hands>';
    const { page } = await visit({ body: `${counting}${one.repeat(10)}${script}${hearing}` });
    const cores = Number(await page.evaluate('navigator.hardwareConcurrency'));
    await page.evaluate(give(4));
    await page.waitForFunction(
      `[...document.querySelectorAll('many-hands')].every(({ state }) => state === 'done')`,
      undefined,
      {
        timeout: 120_000,
      },
    );
    // The browser's own list names workers that have ended for a while yet, so it is not asked for this.
    const most = Number(await page.evaluate('most'));
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(cores);
    expect(
      await page.evaluate(`[...document.querySelectorAll('many-hands')].map(({ results }) => results.length)`),
    ).toEqual(Array(10).fill(4));
    await expect.poll(() => workers(page), { timeout: 20_000 }).toBe(0);
    // And they come again.
    await page.evaluate(give(1));
    await page.waitForFunction(`[...document.querySelectorAll('many-hands')].every(({ state }) => state === 'done')`);
  });

  test('end with the element that is taken out of the page, while it works', async () => {
    const { page } = await visit({
      body: `<many-hands multiple src="$appembed.html"></many-hands>${script}${hearing}`,
    });
    await page.evaluate(give(400));
    await expect.poll(() => workers(page), { timeout: 20_000 }).toBeGreaterThan(0);
    await page.evaluate(`document.querySelector('many-hands').remove()`);
    const before = performance.now();
    while ((await workers(page)) > 0 && performance.now() - before < 10_000);
    const took = performance.now() - before;
    console.log(`workers of a removed element were gone after ${Math.round(took)} ms`);
    expect(await workers(page)).toBe(0);
  });

  test('begin anew what the page had given, when the element is moved', async () => {
    const { page } = await visit({
      body: `<div></div><many-hands multiple src="$appembed.html"></many-hands>${script}${hearing}`,
    });
    await page.waitForFunction(`document.querySelector('many-hands').state === 'ready'`);
    // At the first result the others are still at work.
    await page.evaluate(`document.addEventListener(
      'mh-result',
      ({ target }) => document.querySelector('div').append(target),
      { once: true },
    )`);
    await page.evaluate(give(40));
    const isDone = `document.querySelector('div many-hands')?.state === 'done'`;
    await page.waitForFunction(isDone, undefined, { timeout: 120_000 });
    expect(await page.evaluate(`document.querySelector('many-hands').results.length`)).toBe(40);
  });
});
