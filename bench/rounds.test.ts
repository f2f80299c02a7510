import { expect, test } from 'vitest';
import { interleave } from './rounds';

test('every subject runs once per round, and each round begins with another one', async () => {
  const order: string[] = [];
  await interleave(['a', 'b', 'c'], 3, async (subject, round) => {
    order.push(`${round}${subject}`);
    return 0;
  });
  expect(order).toEqual(['0a', '0b', '0c', '1b', '1c', '1a', '2c', '2a', '2b']);
});

test('two subjects never run at the same time', async () => {
  let running = 0;
  let most = 0;
  await interleave(['a', 'b'], 2, async () => {
    most = Math.max(most, ++running);
    await new Promise((wake) => setImmediate(wake));
    return running--;
  });
  expect(most).toBe(1);
});

test('what was measured comes back by subject and round', async () => {
  const measured = await interleave([10, 20], 3, async (subject, round) => subject + round);
  expect(measured).toEqual([
    [10, 11, 12],
    [20, 21, 22],
  ]);
});
