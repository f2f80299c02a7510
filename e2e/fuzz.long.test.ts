import { expect, test } from 'vitest';
import { play, type Play } from './fuzz/play';

const seed = Number(process.env['FUZZ_SEED'] ?? 2);

test.for<[string, Pick<Play, 'files' | 'recipes'>]>([
  ['2,000 damaged recipes', { files: 0, recipes: 2000 }],
  ['18,000 damaged files', { files: 18_000, recipes: 0 }],
])('%s come to nothing but outcomes', async ([what, many]) => {
  const { counts, surprises } = await play({ ...many, perJob: 300, seed, onTold: (sofar) => console.log(told(sofar)) });
  console.log(`${what}, FUZZ_SEED=${seed}: ${told(counts)}`);
  expect(surprises).toEqual([]);
});

function told(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([what, many]) => `${what} ${many}`)
    .sort()
    .join(', ');
}
