import { describe, expect, it } from 'vitest';
import { cornersOf, ringsOf } from '../../core/geometry/rings';
import { drawn } from './raster';
import { asymmetryOf, bright, dark, maskOverlap, outlineOverlap, seenOffPx } from './seen';

const shape = { width: 50, height: 40, bands: 1, depth: 8 } as const;
const rectangle = { x0: 10, y0: 8.5, x1: 40, y1: 30.5 };

/** By coverage: rows 8 and 30 are half the rectangle's. */
const halved = drawn(shape, (x, y) => {
  const down = Math.max(0, Math.min(y + 1, rectangle.y1) - Math.max(y, rectangle.y0));
  return x >= rectangle.x0 && x < rectangle.x1 ? dark + (bright - dark) * down : dark;
});
const outline = (moved: number) =>
  ringsOf([cornersOf({ ...rectangle, y0: rectangle.y0 + moved, y1: rectangle.y1 + moved })]);

describe('what is seen of a painted object', () => {
  it('lies under an outline whose edges halve rows of pixels', () => {
    expect(outlineOverlap(halved, 0, outline(0))).toBeGreaterThan(0.99);
  });

  it.each([-1, -0.5, 0.5, 1])('does not lie under one that is %f pixels off, nor under none', (moved) => {
    expect(outlineOverlap(halved, 0, outline(moved))).toBeLessThan(0.98);
    expect(outlineOverlap(halved, 0, null)).toBe(0);
  });

  it.each(Array.from({ length: 16 }, (_, index) => index / 16))(
    'lies under an outline wherever in a pixel its edges are, here at %f, but for what a raster cannot tell',
    (at) => {
      const [x0, y0, x1, y1] = [10 + at, 8 + at, 30 + at, 28 + at];
      const share = (low: number, high: number, pixel: number) =>
        Math.max(0, Math.min(pixel + 1, high) - Math.max(pixel, low));
      const square = drawn(shape, (x, y) => dark + (bright - dark) * share(x0, x1, x) * share(y0, y1, y));
      const overlap = outlineOverlap(square, 0, ringsOf([cornersOf({ x0, y0, x1, y1 })]));
      // An edge that is off by less than a place that is looked at is seen as off by one, and corners are round.
      const [border, corners] = [80 * (seenOffPx + 1 / 64), 4 * 0.25];
      expect(overlap).toBeGreaterThan(1 - (border + corners) / 400);
      expect(overlap).toBeGreaterThan(0.98);
    },
  );

  it('lies under a mask with either of the rows that it halves, and not under one that lacks a whole row', () => {
    const from = (y0: number, y1: number) => (x: number, y: number) => x >= 10 && x < 40 && y >= y0 && y < y1;
    expect(maskOverlap(halved, 0, from(8, 30))).toBe(1);
    expect(maskOverlap(halved, 0, from(9, 31))).toBe(1);
    expect(maskOverlap(halved, 0, from(10, 31))).toBeLessThan(0.98);
  });

  it('is alike on both sides of the middle of a dot, and not where a side of it was cut', () => {
    const dot = (cut: number) =>
      drawn(shape, (x, y) => {
        let share = 0;
        for (let place = 0; place < 16; place++) {
          const [u, v] = [x + ((place & 3) + 0.5) / 4, y + ((place >> 2) + 0.5) / 4];
          if ((u - 20.3) ** 2 + (v - 20.6) ** 2 < 36 && u > cut) share += 1 / 16;
        }
        return dark + (bright - dark) * share;
      });
    expect(asymmetryOf(dot(0), 0, [20.3, 20.6])).toBeLessThan(0.05);
    // Its middle is 1.06 pixels to the right.
    expect(asymmetryOf(dot(17.3), 0, [21.36, 20.6])).toBeGreaterThan(0.1);
  });
});
