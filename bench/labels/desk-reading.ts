import { setTimeout } from 'node:timers/promises';
import type { CDPSession } from 'playwright-core';
import { launch } from '../../tools/browser.mjs';
import { serve } from '../../tools/serve.mjs';
import { arenaHeaders } from '../arena-headers';
import { peakOfTree } from '../memory';
import { processWith } from '../processes';
import type { CocoJson } from './coco-json';

/** What reading a file took, in megabytes of 10⁶ bytes. */
export interface DeskReading {
  readonly seconds: number;
  readonly labels: number;
  /** By how much all processes of the browser together grew at the peak. */
  readonly peakMB: number;
  /** By how much the page's own heap grew at its peak. */
  readonly pageMB: number;
}

/** Looking costs milliseconds of what is looked at. */
const everyMs = 250;
/** For a browser that has just started to come to rest. */
const restMs = 2000;

/** Has the product's desk read a file in a browser of its own. @param site The folder that the bench's page was built into. */
export async function readInDesk(site: string, file: CocoJson): Promise<DeskReading> {
  const server = await serve(site, { headers: arenaHeaders });
  const { context, profile, end } = await launch();
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(server.url);
    await page.waitForFunction(() => 'bench' in globalThis);
    await page.locator('input').setInputFiles(file.path);
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    const browser = processWith(`--user-data-dir=${profile}`);
    const [atRest, heap] = [await peakOfTree(browser, () => setTimeout(restMs), everyMs), await heapOf(session)];
    let most = heap;
    const look = setInterval(() => void heapOf(session).then((now) => (most = Math.max(most, now))), everyMs);
    let told = { ms: 0, labels: 0 };
    const peak = await peakOfTree(
      browser,
      async () => {
        told = await page.evaluate((images) => globalThis.bench.readLabels(images), file.images);
      },
      everyMs,
    );
    clearInterval(look);
    return { seconds: told.ms / 1000, labels: told.labels, peakMB: peak - atRest, pageMB: (most - heap) / 1e6 };
  } finally {
    await end();
    await server.close();
  }
}

/** Of the page's own thread: a worker has another. 0 where the page answers no more. */
async function heapOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics').catch(() => ({ metrics: [] }));
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
}
