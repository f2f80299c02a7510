import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mostNumberBytes, putNumber, written } from './written-number';

it.each([
  [0, '0'],
  [-0, '0'],
  [1, '1'],
  [0.1 + 0.2, '0.3'],
  [0.5, '0.5'],
  [-0.25, '-0.25'],
  [0.9999999999999, '1'],
  [9.99999999999999, '10'],
  [639.000001, '639.000001'],
  [100.05, '100.05'],
  [999999.9999999, '1000000'],
  [1234567.5, '1234567.5'],
  [0.05, '0.05'],
  [1e-7, '0.0000001'],
  [-1.5e-9, '-0.0000000015'],
  [1e-22, '0'],
  [-1e-22, '0'],
  [0.0999999999994, '0.0999999999994'],
  [0.09999999999999996, '0.1'],
  [3e21, '3000000000000000000000'],
])('writes %s as %s', (value, text) => {
  expect(written(value)).toBe(text);
});

it('gives back the text of any number of twelve digits or fewer', () => {
  const text = fc
    .tuple(fc.boolean(), fc.nat(999_999), fc.nat(999_999))
    .map(([isNegative, whole, behind]) => `${isNegative ? '-' : ''}${whole}.${String(behind).padStart(6, '0')}`)
    .map((long) => long.replace(/\.?0+$/, ''))
    .filter((short) => Number(short) !== 0);
  fc.assert(
    fc.property(text, (given) => {
      expect(written(Number(given))).toBe(given);
    }),
    { numRuns: 5000 },
  );
});

it('is within half of the twelfth digit of what it writes, whatever its size', () => {
  const value = fc.tuple(fc.double({ min: 1, max: 10, noNaN: true }), fc.integer({ min: -6, max: 6 }));
  fc.assert(
    fc.property(value, ([digits, power]) => {
      const number = digits * 10 ** power;
      const unit = 10 ** (Math.floor(Math.log10(number)) - 11);
      expect(Math.abs(Number(written(number)) - number)).toBeLessThanOrEqual(unit * 0.5001);
    }),
    { numRuns: 5000 },
  );
});

it('as bytes says the same, wherever it begins', () => {
  const bytes = new Uint8Array(2 * mostNumberBytes);
  const value = fc.oneof(fc.double({ min: -2, max: 2, noNaN: true }), fc.double({ noNaN: true }), fc.integer());
  fc.assert(
    fc.property(value, fc.nat(200), (number, from) => {
      const end = putNumber(bytes, from, number);
      expect(new TextDecoder().decode(bytes.subarray(from, end))).toBe(written(number));
    }),
    { numRuns: 5000 },
  );
});

it('has room for the longest', () => {
  expect(written(-Number.MAX_VALUE).length).toBeLessThan(mostNumberBytes);
  expect(written(-Number.MIN_VALUE).length).toBeLessThan(mostNumberBytes);
});
