import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { peakOfRun, photograph } from './peak-memory';

test('400 photographs run in the memory of 50', async () => {
  const file = await photograph();
  expect(statSync(file).size).toBeGreaterThan(2.5e6);
  const few = await peakOfRun(file, 50);
  const many = await peakOfRun(file, 400);
  console.log(`peak resident memory: ${few.toFixed(0)} MB for 50, ${many.toFixed(0)} MB for 400 photographs`);
  expect(many / few).toBeLessThanOrEqual(1.25);
});
