import { expect, test } from 'vitest';
import { lastByFirstHundred } from './dataset';

test('the last hundred is held against the first by path, in whatever order the rows came', () => {
  const items = Array.from({ length: 300 }, (_, index) => ({
    path: `dataset/${String(index).padStart(4, '0')}.jpg`,
    ms: { total: index < 100 ? 10 : index < 200 ? 99 : 12, decode: null, operations: null, encode: null },
  })).reverse();
  expect(lastByFirstHundred(items as never)).toBeCloseTo(1.2, 9);
});
