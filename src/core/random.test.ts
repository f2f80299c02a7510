import { describe, expect, it } from 'vitest';
import { random } from './random';

const draws = (seed: number, key: string, count = 4) => {
  const { next } = random(seed, key);
  return Array.from({ length: count }, next);
};

describe('random numbers', () => {
  // Recipes that were run once must draw the same for ever: a change here changes people's datasets. The values were
  // computed by a second implementation in Python, of FNV-1a and sfc32 as published.
  it.each([
    [0, '', [0.7286172490566969, 0.5498502342961729, 0.950744402827695, 0.3602797465864569]],
    [1, 'set/a.jpg\n\n0', [0.7386262498330325, 0.958105526631698, 0.8899317455943674, 0.6899247518740594]],
    [
      4294967295,
      'ü/東京.jpg\nt3\n2.0.1',
      [0.49449770781211555, 0.0984039050526917, 0.07801038399338722, 0.9453878602944314],
    ],
  ])('are these for the seed %i and the key %j', (seed, key, expected) => {
    expect(draws(seed, key)).toEqual(expected);
  });

  it('are the same for the same seed and key', () => {
    expect(draws(7, 'a', 100)).toEqual(draws(7, 'a', 100));
  });

  it('are others for another seed, another item, and another step', () => {
    const first = [...Array(50).keys()].flatMap((at) => [
      draws(at, 'a\n\n0', 1)[0],
      draws(0, `b${at}\n\n0`, 1)[0],
      draws(0, `a\n\n${at + 1}`, 1)[0],
    ]);
    expect(new Set(first).size).toBe(first.length);
  });

  /** Pearson's χ² of counts that should be equal. */
  function chiSquare(counts: readonly number[]): number {
    const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    return counts.reduce((sum, count) => sum + ((count - expected) * (count - expected)) / expected, 0);
  }

  /** The value that χ² of 99 degrees exceeds once in a thousand; the draws are fixed, so the test does not flicker. */
  const rare = 148.23;

  it.each([
    ['one item', () => draws(3, 'item', 100_000)],
    [
      'the first draws of many items',
      () => [...Array(100_000).keys()].map((at) => draws(3, `set/${at}.jpg\n\n0`, 1)[0]!),
    ],
    ['the first draws of many seeds', () => [...Array(100_000).keys()].map((at) => draws(at, 'x.jpg\n\n0', 1)[0]!)],
  ])('fall evenly into a hundred parts over %s', (_, draw) => {
    const counts = new Array<number>(100).fill(0);
    // A draw outside [0, 1) has no part to fall into, and makes the sum NaN.
    for (const value of draw()) counts[Math.floor(value * 100)]!++;
    expect(chiSquare(counts)).toBeLessThan(rare);
  });

  it('between two bounds include the lower and not the upper', () => {
    const { between } = random(1, 'b');
    const values = Array.from({ length: 10_000 }, () => between(-2, 3));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-2);
    expect(Math.min(...values)).toBeLessThan(-1.99);
    expect(Math.max(...values)).toBeLessThan(3);
    expect(Math.max(...values)).toBeGreaterThan(2.99);
    expect(between(5, 5)).toBe(5);
  });

  it('as whole numbers include both bounds, each as often', () => {
    const { integer } = random(1, 'i');
    const counts = new Map<number, number>();
    for (let at = 0; at < 60_000; at++) {
      const value = integer(-1, 4);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-1, 0, 1, 2, 3, 4]);
    expect(chiSquare([...counts.values()])).toBeLessThan(20.52);
  });
});
