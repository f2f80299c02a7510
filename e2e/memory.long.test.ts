import { expect, test } from 'vitest';
import { peakOfRun, photograph } from './peak-memory';

test('2,000 photographs run in the memory of 50', async () => {
  const file = await photograph();
  const few = await peakOfRun(file, 50);
  const many = await peakOfRun(file, 2000);
  console.log(`peak resident memory: ${few.toFixed(0)} MB for 50, ${many.toFixed(0)} MB for 2,000 photographs`);
  expect(many / few).toBeLessThanOrEqual(1.25);
});
