import { expect, test } from 'vitest';
import { play } from './fuzz/play';

const seed = Number(process.env['FUZZ_SEED'] ?? 2);

test('18,000 damaged files and 2,000 damaged recipes come to nothing but outcomes', async () => {
  const { counts, surprises } = await play({ files: 18_000, recipes: 2000, perJob: 300, seed });
  const told = Object.entries(counts).map(([what, many]) => `${what} ${many}`);
  console.log(`fuzz, FUZZ_SEED=${seed}: ${told.sort().join(', ')}`);
  expect(surprises).toEqual([]);
});
