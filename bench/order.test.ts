import { describe, expect, it } from 'vitest';
import { endsOf, rankCorrelation, type Measured } from './order';

/** Files of one ending whose bytes, or pixels, are ten times their milliseconds. */
const images = (times: readonly number[], told: 'bytes' | 'pixels'): Measured[] =>
  times.map((ms, i) => ({ path: `${i}.jpg`, bytes: 1000, pixels: 1000, [told]: 10 * ms, ms }));

describe('rankCorrelation', () => {
  it('is 1 for the same order, −1 for the opposite one, and 0 for none', () => {
    const some = images([10, 20, 30, 50], 'bytes');
    expect(rankCorrelation(some, ({ bytes }) => bytes)).toBeCloseTo(1);
    expect(rankCorrelation(some, ({ bytes }) => -bytes)).toBeCloseTo(-1);
    expect(rankCorrelation(some, ({ path }) => [1, -1, -1, 1][parseInt(path)]!)).toBeCloseTo(0);
  });
});

describe('endsOf', () => {
  it('tells what it costs to take a long image last', () => {
    expect(endsOf(images([10, 10, 10, 10, 40], 'bytes'), 2)).toEqual({ source: 60, bytes: 40, pixels: 60, known: 40 });
    expect(endsOf(images([10, 10, 10, 10, 40], 'pixels'), 2)).toMatchObject({ bytes: 60, pixels: 40 });
  });

  it('learns what a byte of an ending takes', () => {
    const small = Array.from({ length: 4 }, (_, i) => ({ path: `${i}.png`, bytes: 100, pixels: 1, ms: 30 }));
    const large = Array.from({ length: 8 }, (_, i) => ({ path: `${i}.jpg`, bytes: 1000, pixels: 1, ms: 5 }));
    // The first PNG is taken behind all JPEGs, since nothing is known of it: the others follow at once.
    expect(endsOf([...large, ...small], 4).bytes).toBe(40);
  });

  it('sees no further than a job does', () => {
    const many = images([...Array.from({ length: 40 }, () => 10), 200], 'bytes');
    expect(endsOf(many, 8).bytes).toBe(210);
    expect(endsOf(many.toReversed(), 8).source).toBe(200);
  });
});
