import { join } from 'node:path';
import type { Worker } from 'playwright-core';
import { expect, test } from 'vitest';
import { readArchive } from './archive';
import { copies, picture } from './pictures';
import { temporaryFolder, visit } from './visit';
import type { Visit } from './visit';

async function imageWorkers(page: Visit): Promise<Worker[]> {
  // Those that libvips starts in its turn wait for work without hearing anything else.
  const ours = page.page.workers().filter((worker) => /\/entry-/.test(worker.url()));
  const named = await Promise.all(
    ours.map(async (worker) => [worker, await worker.evaluate(() => self.name)] as const),
  );
  return named.filter(([, name]) => name === 'image worker').map(([worker]) => worker);
}

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

/** What the inspector's protocol says to one image worker. Playwright itself speaks to it only in JavaScript. */
async function tellWorker(page: Visit, method: string): Promise<void> {
  const session = await page.context.newCDPSession(page.page);
  const workers: { sessionId: string; title: string }[] = [];
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo: { type, title } }) => {
    if (type === 'worker') workers.push({ sessionId, title });
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const victim = () => workers.find(({ title }) => title === 'image worker');
  await expect.poll(victim).toBeDefined();
  await session.send('Target.sendMessageToTarget', {
    sessionId: victim()!.sessionId,
    message: JSON.stringify({ id: 1, method, params: {} }),
  });
}

test('a worker whose script is ended through the inspector is replaced, and its image settles', async () => {
  const folder = temporaryFolder();
  copies(await picture(join(folder, 'seed.jpg'), { width: 1600, height: 1200 }), join(folder, 'set'), 60);
  const page = await visit({
    init: () => localStorage.setItem('manyhands.settings', JSON.stringify({ timeoutSeconds: 8 })),
  });
  await page.loadRecipe({ version: 1, steps: [{ op: 'resize', width: 640 }], decode: 'exact' });
  await page.drop(join(folder, 'set'));
  await page.hasRows(60);
  await page.button('Run').click();
  await page.page.locator('.row[data-outcome=done]').first().waitFor();
  await tellWorker(page, 'Runtime.terminateExecution');
  await page.is('done');
  const { report } = readArchive(await page.downloadAll());
  const others = report.items.filter(({ status }) => status !== 'done');
  // None, if it was ended between two images; its worker seems to hang otherwise, and the time per image ends it.
  expect(others.length).toBeLessThanOrEqual(1);
  expect(others.map(({ code }) => code)).toEqual(others.map(() => 'timed-out'));
  expect(report.counts.done + others.length).toBe(60);
});
