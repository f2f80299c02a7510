import { describe, expect, it } from 'vitest';
import { fitBytes } from './fit-bytes';

/** A writer whose files have ten bytes for each step of quality. */
const tens = (quality: number) => new Uint8Array(10 * quality);

describe('the quality for a size', () => {
  it.each(Array.from({ length: 90 }, (_, i) => i + 1))('is the highest that fits, be it %i', (best) => {
    for (const spare of [0, 9]) {
      const { bytes, quality, isMissed } = fitBytes(10 * best + spare, 90, tens);
      expect([bytes.length, quality, isMissed]).toEqual([10 * best, best, false]);
    }
  });

  it('is never above the one that is asked for', () => {
    expect(fitBytes(1e6, 60, tens)).toMatchObject({ quality: 60, isMissed: false });
  });

  it('is 1, told as missed, where no file is small enough', () => {
    for (const asked of [1, 2, 90]) {
      const { bytes, quality, isMissed } = fitBytes(9, asked, tens);
      expect([bytes.length, quality, isMissed]).toEqual([10, 1, true]);
    }
  });

  it('is found in eight tries at most', () => {
    for (let maxBytes = 0; maxBytes <= 1010; maxBytes += 5) {
      let tries = 0;
      fitBytes(maxBytes, 100, (quality) => (tries++, tens(quality)));
      expect(tries).toBeLessThanOrEqual(8);
    }
  });
});
