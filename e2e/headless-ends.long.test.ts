import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownTemporary, recipeFile, startDriver } from './drive';
import type { Driving } from './drive';
import { copies, picture } from './pictures';
import { temporaryFolder } from './visit';

/** Starts a run that takes long enough to be ended in its middle, and waits until its browser works. */
async function begun(): Promise<Driving & { profiles: () => string[]; browser: number }> {
  const { folder, profiles } = ownTemporary();
  const large = await picture(join(temporaryFolder(), 'large.png'), { width: 3000, height: 2000 });
  copies(large, join(folder, 'in'), 400);
  const args = ['--recipe', recipeFile(), '--out', join(folder, 'out'), join(folder, 'in')];
  const driving = startDriver(args, { TMPDIR: folder });
  const browser = await untilFound(() => workingBrowser(folder));
  return { ...driving, profiles, browser };
}

/** The process whose profile lies in `folder`, once it has a renderer. */
function workingBrowser(folder: string): number | null {
  const all = readdirSync('/proc').flatMap((name) =>
    /^\d+$/.test(name) ? [{ pid: Number(name), line: lineOf(name) }] : [],
  );
  const main = all.find(({ line }) => line.includes(`--user-data-dir=${folder}`) && !line.includes('--type='));
  const isWorking = all.some(({ line }) => line.includes(folder) && line.includes('--type=renderer'));
  return main && isWorking ? main.pid : null;
}

function lineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

async function untilFound<T>(find: () => T | null): Promise<T> {
  for (;;) {
    const found = find();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test.for(['SIGINT', 'SIGTERM'] as const)('ends its browser and removes the profile at %s', async (signal) => {
  const { child, ended, profiles, browser } = await begun();
  child.kill(signal);
  const { code, stderr } = await ended;
  expect(code).toBe(1);
  expect(stderr).toBe(`Stopped by ${signal}.\n`);
  expect(profiles()).toEqual([]);
  expect(lineOf(String(browser))).toBe('');
});

test('ends with 1 and one sentence when its browser is killed', async () => {
  const { ended, profiles, browser } = await begun();
  process.kill(browser, 'SIGKILL');
  const { code, stdout, stderr } = await ended;
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toBe('The browser ended before the job did; what was written by then is kept.\n');
  expect(profiles()).toEqual([]);
});
