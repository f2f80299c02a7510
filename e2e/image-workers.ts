import type { Worker } from 'playwright-core';
import type { Visit } from './visit';

/** The image workers that live now. */
export function imageWorkers(page: Visit): Promise<Worker[]> {
  return workersNamed(page, 'image worker');
}

export async function workersNamed(page: Visit, wanted: string): Promise<Worker[]> {
  // Those that libvips starts in its turn wait for work without hearing anything else.
  const ours = page.page.workers().filter((worker) => /\/entry-/.test(worker.url()));
  const named = await Promise.all(
    ours.map(async (worker) => [worker, await worker.evaluate(() => self.name)] as const),
  );
  return named.filter(([, name]) => name === wanted).map(([worker]) => worker);
}
