import { describe, expect, it } from 'vitest';
import type { Plane } from './luma';
import { shiftBetween } from './shift';

/** Smooth detail in every direction, moved by a fraction of a pixel. */
function waves(dx: number, dy: number): Plane {
  const [width, height] = [120, 90];
  const values = Float32Array.from({ length: width * height }, (_, i) => {
    const x = (i % width) - dx;
    const y = Math.floor(i / width) - dy;
    return 128 + 40 * Math.sin(x / 3) * Math.cos(y / 5) + 30 * Math.sin((x + 2 * y) / 7);
  });
  return { width, height, values };
}

describe('shiftBetween', () => {
  it.each([
    [0, 0],
    [0.1, 0],
    [0, -0.25],
    [0.5, 0.5],
    [-0.3, 0.7],
  ])('finds a shift of %f, %f px', (dx, dy) => {
    const found = shiftBetween(waves(0, 0), waves(dx, dy));
    expect(found.x).toBeCloseTo(dx, 1);
    expect(found.y).toBeCloseTo(dy, 1);
  });

  it('takes no difference of brightness for a shift', () => {
    const other = waves(0, 0);
    const found = shiftBetween(waves(0, 0), { ...other, values: other.values.map((value) => value + 5) });
    expect(Math.abs(found.x) + Math.abs(found.y)).toBeLessThan(0.05);
  });

  it('finds none in a plane without detail', () => {
    const flat = { width: 20, height: 20, values: new Float32Array(400).fill(7) };
    expect(shiftBetween(flat, flat)).toEqual({ x: 0, y: 0 });
  });
});
