import { test } from 'vitest';
import { expectSameBytes } from './augmented';

test('the same seed gives the same bytes with 1, 2 and 7 workers by libvips, too', () =>
  expectSameBytes('exact', [1, 2, 7]));
