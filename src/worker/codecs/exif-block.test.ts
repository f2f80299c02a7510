import { describe, expect, it } from 'vitest';
import { Bytes } from '../../core/header/bytes';
import { exifOrientation } from '../../core/header/exif';
import { exifOf } from '../testing/exif-blocks';
import { orientationExif, updatedExif } from './exif-block';

const size = { width: 70_000, height: 9 };

describe.each(['little', 'big'] as const)('an EXIF block in %s-endian order', (order) => {
  it('says the orientation and the size that it is to say, and else what it said', () => {
    const before = { orientation: 8, across: 3000, down: 2000, rest: 9, order } as const;
    const exif = exifOf(before);
    expect(updatedExif(exif, 3, size)).toEqual(exifOf({ ...before, orientation: 3, across: 70_000, down: 9 }));
    expect(exif).toEqual(exifOf(before));
  });

  it('says a size in 16 bits where that is how it said one', () => {
    const before = { orientation: 1, across: 3000, down: 2000, rest: 9, order, isShort: true } as const;
    const updated = updatedExif(exifOf(before), 1, { width: 64, height: 48 });
    expect(updated).toEqual(exifOf({ ...before, across: 64, down: 48 }));
  });

  it('stays as it is for 1 where it has no such tag, and else makes way for one that has', () => {
    const none = exifOf({ orientation: null, across: 70_000, down: 9, rest: 9, order });
    expect(updatedExif(none, 1, size)).toEqual(none);
    expect(updatedExif(none, 6, size)).toEqual(orientationExif(6));
  });

  it('is only as long as it is, wherever it is cut', () => {
    const whole = exifOf({ orientation: 8, across: 3000, down: 2000, rest: 9, order });
    for (let length = 0; length < whole.length; length++) {
      const fenced = new Uint8Array(length + 20).fill(7);
      fenced.set(whole.subarray(0, length), 10);
      const cut = fenced.subarray(10, 10 + length);
      const updated = updatedExif(cut, 1, size);
      expect(updated).toHaveLength(length);
      expect(cut).toEqual(whole.subarray(0, length));
    }
  });
});

describe('the smallest EXIF block that says an orientation', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('says %i in 26 bytes', (orientation) => {
    const exif = orientationExif(orientation);
    expect(exif).toHaveLength(26);
    expect(exifOrientation(new Bytes(exif))).toBe(orientation);
  });
});
