import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, log, sinCos } from './math';

/** Less than this part of the true value is the promise; doubles alone come to 1e-16. */
const tolerance = 1e-12;

const off = (found: number, wanted: number) => Math.abs(found - wanted) / Math.abs(wanted);

it('exp is the engine’s, but for the last bits', () => {
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => off(exp(x), Math.exp(x)) < tolerance),
    { numRuns: 3000, seed: 1 },
  );
});

it('log is the engine’s, but for the last bits, near 1 too', () => {
  const near = fc.double({ min: 0.5, max: 2, noNaN: true });
  const any = fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true });
  fc.assert(
    fc.property(fc.oneof(near, any), (x) => x === 1 || off(log(x), Math.log(x)) < tolerance),
    { numRuns: 3000, seed: 1 },
  );
  for (const x of [1 - 2 ** -53, 1 + 2 ** -52, Math.SQRT2, Math.SQRT1_2])
    expect(off(log(x), Math.log(x))).toBeLessThan(tolerance);
});

it('exact values are exact, and the ends are where they belong', () => {
  expect([exp(0), log(1)]).toEqual([1, 0]);
  expect([exp(-Infinity), exp(Infinity), exp(800), exp(-800)]).toEqual([0, Infinity, Infinity, 0]);
  expect([exp(NaN), log(-1), log(NaN)]).toEqual([NaN, NaN, NaN]);
  expect(log(0)).toBe(-Infinity);
});

describe('sine and cosine of degrees', () => {
  it('are exact at whole quarter turns', () => {
    expect([0, 90, 180, 270, 360, -90].map((degrees) => sinCos(degrees))).toEqual([
      { sin: 0, cos: 1 },
      { sin: 1, cos: -0 },
      { sin: -0, cos: -1 },
      { sin: -1, cos: 0 },
      { sin: 0, cos: 1 },
      { sin: -1, cos: 0 },
    ]);
  });

  it('are within 1e-14 of the engine’s own', () => {
    for (let degrees = -720; degrees <= 720; degrees += 0.37) {
      const { sin, cos } = sinCos(degrees);
      expect(Math.abs(sin - Math.sin((degrees * Math.PI) / 180))).toBeLessThan(1e-14);
      expect(Math.abs(cos - Math.cos((degrees * Math.PI) / 180))).toBeLessThan(1e-14);
    }
  });
});
