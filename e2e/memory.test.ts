import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { peakOfRun, photograph } from './peak-memory';

test('200 photographs run in the memory of 30', async () => {
  const file = await photograph();
  expect(statSync(file).size).toBeGreaterThan(2.5e6);
  const few = await peakOfRun(file, 30);
  const many = await peakOfRun(file, 200);
  console.log(`peak resident memory: ${few.toFixed(0)} MB for 30, ${many.toFixed(0)} MB for 200 photographs`);
  expect(many / few).toBeLessThanOrEqual(1.25);
});
