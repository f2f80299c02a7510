import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compressRuns, expandRuns } from './coco-rle';

it('brings runs of every size back', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 20_000_000 }), { maxLength: 40 }), (runs) => {
      expect(Array.from(expandRuns(compressRuns(Uint32Array.from(runs))) ?? [])).toEqual(runs);
    }),
    { seed: 1 },
  );
});

it('writes five bits a character, later runs as the difference from the one before last', () => {
  // 6 is one character; 40 is 8 with “more”, then 1; 41 is 1 more than 40.
  expect(compressRuns(Uint32Array.of(6, 40, 6, 41))).toBe('6X161');
  expect(Array.from(expandRuns('6X161') ?? [])).toEqual([6, 40, 6, 41]);
});

it.each(['\u0000', '6X', 'ÿ', 'oooooooooooo'])('takes no text that is none: %j', (text) => {
  expect(expandRuns(text)).toBeNull();
});
