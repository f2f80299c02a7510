import { expect, test } from 'vitest';
import { amdahl, compare, countsUpTo, measure, parallelShare, recommended, spread, verdictOf } from './speed-up';

/** Times of an ideal machine on which `share` of the work is parallel. */
const ideal = (share: number, counts: readonly number[], alone = 1000) =>
  compare(counts.map((workers) => ({ workers, ms: [alone / amdahl(share, workers)] })));

test('rounds are interleaved, every second one backwards', async () => {
  const order: number[] = [];
  let clock = 0;
  const run = (workers: number) => {
    order.push(workers);
    clock += 100 / workers;
    return Promise.resolve();
  };
  const measured = await measure({ counts: [1, 2, 4], rounds: 2, run, now: () => clock });
  expect(order).toEqual([1, 2, 4, 4, 2, 1]);
  expect(measured).toEqual([
    { workers: 1, ms: [100, 100] },
    { workers: 2, ms: [50, 50] },
    { workers: 4, ms: [25, 25] },
  ]);
});

test('each count is compared with one worker by medians', () => {
  const [one, two] = compare([
    { workers: 1, ms: [100, 110, 900] },
    { workers: 2, ms: [55, 60, 54] },
  ]);
  expect(one).toEqual({ workers: 1, ms: 110, speedUp: 1, efficiency: 1 });
  expect(two).toEqual({ workers: 2, ms: 55, speedUp: 2, efficiency: 1 });
});

test('nothing is compared without a measurement of one worker', () => {
  expect(() => compare([{ workers: 2, ms: [1] }])).toThrow('with one worker');
});

test.each([0, 0.5, 0.9, 0.97, 1])('the fit finds a parallel share of %d in times that follow Amdahl’s law', (share) => {
  expect(parallelShare(ideal(share, [1, 2, 4, 8]))).toBeCloseTo(share, 9);
});

test('there is no fit through a single count, and none leaves 0 to 1', () => {
  expect(parallelShare(ideal(0.9, [1]))).toBeNull();
  const superlinear = compare([
    { workers: 1, ms: [100] },
    { workers: 2, ms: [40] },
  ]);
  expect(parallelShare(superlinear)).toBe(1);
});

test('the fewest workers within 5 % of the fastest are recommended', () => {
  const comparisons = compare([
    { workers: 1, ms: [100] },
    { workers: 2, ms: [52] },
    { workers: 4, ms: [50] },
  ]);
  expect(recommended(comparisons)).toBe(2);
});

const fast = { cores: 4, images: 10, readMs: 1 };

test.each([
  ['pays', ideal(0.95, [1, 2, 4]), fast],
  ['one-core', ideal(0.95, [1]), { ...fast, cores: 1 }],
  ['reading', ideal(0.95, [1, 2, 4]), { ...fast, readMs: 5000 }],
  ['tiny', ideal(0.05, [1, 2, 4], 10), fast],
  ['no-gain', ideal(0.05, [1, 2, 4]), fast],
] as const)('the verdict is %s where the times say so', (verdict, comparisons, facts) => {
  expect(verdictOf(comparisons, facts)).toBe(verdict);
});

test('a large machine is measured at powers of two and at all its cores', () => {
  expect([1, 2, 4, 6, 8, 32].map(countsUpTo)).toEqual([
    [1],
    [1, 2],
    [1, 2, 3, 4],
    [1, 2, 4, 6],
    [1, 2, 4, 8],
    [1, 2, 4, 8, 16, 32],
  ]);
});

test('a choice of images is spread over all of them', () => {
  expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 4)).toEqual([0, 3, 6, 9]);
  expect(spread(['a'], 4)).toEqual(['a']);
});
