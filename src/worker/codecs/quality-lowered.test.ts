import { expect, it } from 'vitest';
import { qualityLowered } from './quality-lowered';

const asked = { quality: 90, maxBytes: 1000 };

it('a quality that was found for a size is told with it, in one note however many the outputs are', () => {
  const one = { quality: 61, bytes: 990, asked };
  expect(qualityLowered([])).toEqual([]);
  expect(qualityLowered([one])).toEqual([
    {
      code: 'quality-lowered',
      detail: 'The quality is 61 instead of 90: the file has 990 bytes, and may have 1000.',
    },
  ]);
  expect(qualityLowered([one, { quality: 40, bytes: 995, asked }, { quality: 70, bytes: 980, asked }])).toEqual([
    {
      code: 'quality-lowered',
      detail: 'The qualities of 3 files are 40 to 70 instead of 90: the largest has 995 bytes, and may have 1000.',
    },
  ]);
});
