import { expect, it } from 'vitest';
import { labelFormats } from './formats';
import { oddRounds } from './testing/odd-readings';

it.each(labelFormats)(
  'in 2,000 odd trees of folders $id keeps labels, groups, splits and classes with their images, or tells what it lost',
  async (format) => {
    expect(await oddRounds(format, 0, 2000)).toEqual([]);
  },
);
