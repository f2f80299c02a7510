import { expect, test } from 'vitest';
import { dealt } from './dealt';

/** Runs items until it is let go on, and remembers how many were under way in each worker at most. */
function slowWorkers() {
  const underWay = [0, 0];
  const most = [0, 0];
  const run = async (item: number, worker: number) => {
    underWay[worker]!++;
    most[worker] = Math.max(most[worker]!, underWay[worker]!);
    await Promise.resolve();
    underWay[worker]!--;
    return item * 10;
  };
  return { run, most };
}

const items = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const results = items.map((item) => item * 10);

test.each([
  [1, [1, 1]],
  [3, [3, 3]],
  [Infinity, [5, 4]],
])('items are dealt out with %s under way in each worker, and come back in their order', async (atOnce, expected) => {
  const { run, most } = slowWorkers();
  expect(await dealt(items, 2, atOnce, run)).toEqual(results);
  expect(most).toEqual(expected);
});

test('an item that fails fails the whole', async () => {
  const run = async (item: number) => (item === 7 ? Promise.reject(new Error('seven')) : item);
  await expect(dealt(items, 2, 1, run)).rejects.toThrow('seven');
});
