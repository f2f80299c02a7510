import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readArchive } from './archive';
import { expectScreenful } from './many-rows';
import { longestTask, startTrace } from './page-thread';
import { copies, picture } from './pictures';
import { temporaryFolder, visit } from './visit';

test('no task of the page’s own thread takes 100 ms of its time while 500 images are dropped, run and taken home', async () => {
  const folder = temporaryFolder();
  copies(await picture(join(folder, 'seed.jpg'), { width: 640, height: 480 }), join(folder, 'set'), 500);
  const page = await visit();
  const stop = await startTrace(page.page);
  await page.drop(join(folder, 'set'));
  await page.run(500);
  const zip = await page.downloadAll();
  const tasks = longestTask(await stop());
  console.log(
    `page thread, 500 images: ${tasks.many} tasks, the longest ${tasks.longestMs.toFixed(1)} ms of its own time`,
  );
  expect(readArchive(zip).report.counts).toEqual({ done: 500, skipped: 0, failed: 0 });
  expect(tasks.many).toBeGreaterThan(500);
  expect(tasks.longestMs).toBeLessThan(100);
});

test('three thousand rows are a screenful in the document, and all of them are reached by scrolling', () =>
  expectScreenful(3000));
