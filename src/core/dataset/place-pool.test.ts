import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PlacePool } from './place-pool';

const decimal = (digits: number, most: number) =>
  fc.tuple(fc.integer({ min: -most, max: most }), fc.nat(10 ** digits - 1)).map(([whole, behind]) => Number(`${whole}.${String(behind).padStart(digits, '0')}`)); // prettier-ignore
const any = fc.oneof(fc.double(), fc.constantFrom(-0, NaN, Infinity, 21474836.47, 21474836.48, -21474836.48, 0.005));
const list = fc.oneof(
  fc.array(decimal(2, 9000)),
  fc.array(decimal(6, 1)),
  fc.array(decimal(3, 99999)),
  fc.array(any),
  fc.array(fc.oneof(decimal(2, 9000), any)),
);

it('gives back every bit of every list, whatever came before it: 300 pools', () => {
  fc.assert(
    fc.property(fc.array(list, { maxLength: 8 }), (lists) => {
      const pool = new PlacePool();
      const kept = lists.map((values) => ({
        values: Float64Array.from(values),
        at: pool.add(Float64Array.from(values)),
      }));
      for (const { values, at } of kept) expect(pool.get(at, values.length)).toEqual(values);
    }),
    { numRuns: 300 },
  );
});
