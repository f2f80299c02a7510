import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedPhotographs } from '../../bench/photographs/generated';
import { temporaryFolder } from '../visit';
import { hostBrowser, script } from './pages';

const { visit } = hostBrowser();
const many = 1000;
const sizes = Array.from({ length: 24 }, (_, i) => ({ width: 640 + 8 * i, height: 480 + 6 * i }));

test('a thousand photographs leave the memory of the host’s page as it was', async () => {
  const photographs = await generatedPhotographs(temporaryFolder(), sizes);
  const { page } = await visit({
    body: `<many-hands hidden src="$appembed.html"></many-hands>${script}`,
    handle: (request, response) => {
      const at = Number(request.url?.slice(1));
      if (!Number.isInteger(at)) return void response.writeHead(404).end();
      const { path } = photographs[at % photographs.length]!;
      response.writeHead(200, { 'content-type': 'image/jpeg' }).end(readFileSync(path));
    },
  });
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  /** Of the page itself: what its scripts hold, and buffers beside. */
  const held = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize = 0 } = (await session.send('Runtime.getHeapUsage')) as {
      usedSize: number;
      backingStorageSize?: number;
    };
    return (usedSize + backingStorageSize) / 1e6;
  };
  await page.waitForFunction(`customElements.get('many-hands') !== undefined`);
  const before = await held();
  const got: { count: number; bytes: number; ms: number } = await page.evaluate(`(async () => {
    const inputs = await Promise.all(Array.from({ length: ${many} }, async (_, at) =>
      new File([await (await fetch('/' + at)).blob()], at + '.jpg', { type: 'image/jpeg' })));
    const began = performance.now();
    const { results } = await document.querySelector('many-hands').process(inputs);
    globalThis.kept = results;
    return { count: results.length, bytes: results.reduce((sum, { size }) => sum + size, 0), ms: performance.now() - began };
  })()`);
  const after = await held();
  process.stdout.write(
    `${got.count} photographs in ${(got.ms / 1000).toFixed(1)} s, ${(got.bytes / 1e6).toFixed(0)} MB of results; ` +
      `the host’s page held ${before.toFixed(1)} MB before and ${after.toFixed(1)} MB after, with all results in hand\n`,
  );
  expect(got.count).toBe(many);
  expect(got.bytes).toBeGreaterThan(20e6);
  // The results are handles: what the page holds of each is far less than the file.
  expect(after - before).toBeLessThan(10);
});
