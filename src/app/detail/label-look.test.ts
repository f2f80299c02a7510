import { expect, test } from 'vitest';
import { lookOf } from './label-look';

test('24 classes look different, and a class looks the same wherever it is', () => {
  const looks = Array.from({ length: 24 }, (_, index) => JSON.stringify(lookOf(index)));
  expect(new Set(looks).size).toBe(24);
  expect(lookOf(3)).toEqual(lookOf(3 + 24));
});
