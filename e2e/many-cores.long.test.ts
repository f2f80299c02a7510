import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readProc, renderersOf } from '../bench/processes';
import { mostThreads, threadsPerWorker } from '../src/job/affordable-workers';
import { readArchive } from './archive';
import { copies, picture } from './pictures';
import { processOf, temporaryFolder, visit } from './visit';
import type { Visit } from './visit';

/** Of the process that runs the page. */
function threadsOf({ context }: Visit): number {
  const renderers = renderersOf(processOf(context));
  return Math.max(...renderers.map((pid) => Number(/^Threads:\s+(\d+)/m.exec(readProc(`${pid}/status`))?.[1] ?? 0)));
}

/** A page has some threads before it has any worker: for drawing, decoding pictures, collecting garbage. */
const ownThreads = 40;

test('on 32 cores the page has 16 workers, and no more threads than it may', async () => {
  const many = 160;
  const folder = temporaryFolder();
  copies(await picture(join(folder, 'seed.jpg'), { width: 1600, height: 1200 }), join(folder, 'set'), many);
  const page = await visit({
    alone: true,
    init: () => {
      Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => 32 });
      Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 8 });
    },
  });
  // libvips decodes: each worker starts its own.
  await page.loadRecipe({ version: 1, steps: [{ op: 'resize', width: 640 }], decode: 'exact' });
  await page.drop(join(folder, 'set'));
  await page.hasRows(many);
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, threadsOf(page))), 200);
  await page.button('Run').click();
  await page.is('done').finally(() => clearInterval(timer));
  most = Math.max(most, threadsOf(page));
  console.log(`threads of the page's process on 32 cores: ${most} at most`);
  const { report } = readArchive(await page.downloadAll());
  expect([report.workers, report.counts.done]).toEqual([16, many]);
  expect(most).toBeGreaterThan(16 * (threadsPerWorker - 1));
  expect(most).toBeLessThanOrEqual(mostThreads + ownThreads);
});
