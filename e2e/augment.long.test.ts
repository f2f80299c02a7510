import { test } from 'vitest';
import { expectSameBytes } from './augmented';

test.each([
  ['the fast way', 'auto'],
  ['libvips alone', 'exact'],
] as const)('the same seed gives the same bytes with 1, 2 and 7 workers by %s', (_, way) =>
  expectSameBytes(way, [1, 2, 7]),
);
