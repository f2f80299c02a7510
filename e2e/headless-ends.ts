import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ownTemporary, recipeFile, startDriver } from './drive';
import type { Driving } from './drive';
import { copies, picture } from './pictures';
import { temporaryFolder } from './visit';

/** Starts a run that takes long enough to be ended in its middle, and waits until its job runs. */
export async function begun(): Promise<Driving & { profiles: () => string[]; browser: number }> {
  const { folder, profiles } = ownTemporary();
  const large = await picture(join(temporaryFolder(), 'large.png'), { width: 3000, height: 2000 });
  copies(large, join(folder, 'in'), 400);
  const args = ['--recipe', recipeFile(), '--out', join(folder, 'out'), join(folder, 'in')];
  const driving = startDriver(args, { TMPDIR: folder });
  await driving.says(/Running/);
  return { ...driving, profiles, browser: browserOf(folder) };
}

/** The browser's first process, by its profile in `folder`. */
function browserOf(folder: string): number {
  const main = readdirSync('/proc').find((name) => {
    const line = /^\d+$/.test(name) ? lineOf(name) : '';
    return line.includes(`--user-data-dir=${folder}`) && !line.includes('--type=');
  });
  return Number(main);
}

/** What a process was started with; empty where there is none. */
export function lineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** At this signal the driver says so, ends its browser and removes the profile. */
export async function expectEndAt(signal: 'SIGINT' | 'SIGTERM'): Promise<void> {
  const { child, ended, profiles, browser } = await begun();
  child.kill(signal);
  const { code, stderr } = await ended;
  expect(code).toBe(1);
  expect(stderr).toBe(`Running …\nStopped by ${signal}.\n`);
  expect(profiles()).toEqual([]);
  expect(lineOf(String(browser))).toBe('');
}
