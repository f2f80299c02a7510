import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { treeOf } from '../bench/processes';
import { readArchive } from './archive';
import { copies, moreThanCores, picture } from './pictures';
import { processOf, temporaryFolder, visit } from './visit';
import type { Visit } from './visit';

const timeoutSeconds = 6;

/** Some tenths of a second for each image. */
const recipe = { version: 1, steps: [{ op: 'resize', width: 2000 }], output: { format: 'png' }, decode: 'exact' };

async function running(): Promise<Visit> {
  const folder = temporaryFolder();
  copies(await picture(join(folder, 'seed.jpg'), { width: 3000, height: 2000 }), join(folder, 'set'), moreThanCores);
  const page = await visit({
    alone: true,
    init: () => localStorage.setItem('manyhands.settings', JSON.stringify({ timeoutSeconds: 6 })),
  });
  await page.loadRecipe(recipe);
  await page.drop(join(folder, 'set'));
  await page.hasRows(moreThanCores);
  await page.button('Run').click();
  await page.page.locator('.row[data-outcome=done]').first().waitFor();
  return page;
}

/** What a closed lid does: nothing runs for longer than any time-out of the run, and then all goes on. */
async function sleep(page: Visit): Promise<void> {
  const processes = treeOf(processOf(page.context));
  for (const pid of processes) process.kill(pid, 'SIGSTOP');
  try {
    await setTimeout((timeoutSeconds + 3) * 1000);
  } finally {
    for (const pid of processes) process.kill(pid, 'SIGCONT');
  }
}

test('a machine that slept for longer than the time per image finds none of its images timed out', async () => {
  const page = await running();
  expect(await page.page.locator('main').getAttribute('data-state')).toBe('running');
  await sleep(page);
  await page.is('done');
  expect(readArchive(await page.downloadAll()).report.counts).toEqual({ done: moreThanCores, skipped: 0, failed: 0 });
});
