import { expect, test } from 'vitest';
import { play } from './fuzz/play';

test('260 damaged files and 40 damaged recipes come to nothing but outcomes', async () => {
  const { counts, surprises } = await play({ files: 260, recipes: 40, perJob: 65, seed: 1 });
  expect(surprises).toEqual([]);
  // Some are harmless, and some are not.
  for (const what of ['done', 'corrupt', 'truncated', 'recipe refused', 'recipe taken'])
    expect(counts[what], what).toBeGreaterThan(0);
});
