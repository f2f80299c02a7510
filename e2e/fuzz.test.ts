import { expect, test } from 'vitest';
import { play } from './fuzz/play';

test('130 damaged files and 20 damaged recipes come to nothing but outcomes', async () => {
  const { counts, surprises } = await play({ files: 130, recipes: 20, perJob: 33, seed: 1 });
  expect(surprises).toEqual([]);
  // Some are harmless, and some are not.
  for (const what of ['done', 'corrupt', 'truncated', 'recipe refused', 'recipe taken', 'labels read', 'label trouble'])
    expect(counts[what], what).toBeGreaterThan(0);
});
