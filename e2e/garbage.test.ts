import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { copies, picture } from './pictures';
import { temporaryFolder, visit } from './visit';

interface Sampled {
  /** What was taken in this function itself, in bytes. */
  readonly selfSize: number;
  readonly children: readonly Sampled[];
}

/** What the scripts of the page's own thread take of memory during `work`, in megabytes, whether it is garbage meanwhile or not. */
async function takenDuring(page: Page, work: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.startSampling', {
    samplingInterval: 16_384,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  await work();
  const { profile } = await session.send('HeapProfiler.stopSampling');
  await session.detach();
  return takenBelow(profile.head) / 1e6;
}

function takenBelow({ selfSize, children }: Sampled): number {
  return children.reduce((sum, child) => sum + takenBelow(child), selfSize);
}

test('the page is not drawn anew for every handful of 2,000 files that are dropped on it', async () => {
  const folder = temporaryFolder();
  copies(await picture(join(folder, 'seed.png')), join(folder, 'set'), 2000);
  const page = await visit();
  const megabytes = await takenDuring(page.page, async () => {
    await page.drop(join(folder, 'set'));
    await page.hasRows(2000);
  });
  console.log(`2,000 files dropped: the page's scripts took ${megabytes.toFixed(0)} MB`);
  expect(megabytes).toBeLessThan(50);
});
