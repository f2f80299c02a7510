import { join } from 'node:path';
import { expect, test } from 'vitest';
import { peakOfProcess } from '../bench/memory';
import { recipeFile, startDriver } from './drive';
import { peakOfRun, photograph } from './peak-memory';
import { copies } from './pictures';
import { temporaryFolder } from './visit';

test('2,000 photographs run in the memory of 50', async () => {
  const file = await photograph();
  const few = await peakOfRun(file, 50);
  const many = await peakOfRun(file, 2000);
  console.log(`peak resident memory: ${few.toFixed(0)} MB for 50, ${many.toFixed(0)} MB for 2,000 photographs`);
  expect(many / few).toBeLessThanOrEqual(1.25);
});

/** The driver's own resident memory at its peak while so many photographs go in and come out as they are. */
async function peakOfDriver(file: string, many: number): Promise<number> {
  const folder = temporaryFolder();
  copies(file, join(folder, 'in'), many);
  const recipe = recipeFile({ version: 1, steps: [], output: { format: 'copy' } });
  const { child, ended } = startDriver(['--recipe', recipe, '--out', join(folder, 'out'), join(folder, 'in')]);
  let peak = 0;
  const timer = setInterval(() => {
    // The kernel keeps the peak, but not past the end of the process.
    if (child.exitCode === null) peak = Math.max(peak, peakOfProcess(child.pid!));
  }, 100);
  const { code, stderr } = await ended.finally(() => clearInterval(timer));
  expect(code, stderr).toBe(0);
  return peak;
}

test('two gigabytes go through the driver in a fraction of their memory', async () => {
  const file = await photograph();
  const few = await peakOfDriver(file, 20);
  const many = await peakOfDriver(file, 700);
  console.log(`the driver's peak: ${few.toFixed(0)} MB for 20, ${many.toFixed(0)} MB for 700 photographs`);
  expect(many - few).toBeLessThan(80);
});
