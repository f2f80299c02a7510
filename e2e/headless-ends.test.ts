import { expect, test } from 'vitest';
import { begun, expectEndAt } from './headless-ends';

test('ends its browser and removes the profile at SIGINT', () => expectEndAt('SIGINT'));

test('ends with 1 and one sentence when its browser is killed', async () => {
  const { ended, profiles, browser } = await begun();
  process.kill(browser, 'SIGKILL');
  const { code, stdout, stderr } = await ended;
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toBe('Running …\nThe browser ended before the job did; what was written by then is kept.\n');
  expect(profiles()).toEqual([]);
});
