import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { random } from '../../src/core/random';
import { transform } from './fft';
import { lanczos3 } from './lanczos';
import { lumaOf, type Plane } from './luma';
import { shiftBetween } from './shift';

const [width, height] = [200, 150];

/** Waves in all directions, the finer the weaker, as in photographs; moved by any fraction of a pixel. */
function picture(dx: number, dy: number, { seed = 1, finest = 2.5 } = {}): Plane {
  const draw = random(seed, 'waves');
  const waves = Array.from({ length: 150 }, () => {
    const period = finest * 40 ** draw.next();
    const angle = 2 * Math.PI * draw.next();
    const frequency = (2 * Math.PI) / period;
    return {
      x: frequency * Math.cos(angle),
      y: frequency * Math.sin(angle),
      phase: draw.between(0, 7),
      by: Math.sqrt(period),
    };
  });
  const values = Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [(i % width) - dx, Math.floor(i / width) - dy];
    return 128 + waves.reduce((sum, wave) => sum + wave.by * Math.sin(wave.x * x + wave.y * y + wave.phase), 0);
  });
  return { width, height, values };
}

const still = picture(0, 0);

const changed = (plane: Plane, change: (value: number, i: number) => number): Plane => ({
  ...plane,
  values: plane.values.map(change),
});

/** As 8 bits hold it, with a sensor's noise. */
const stored = (plane: Plane, seed: number) => {
  const draw = random(seed, 'noise');
  return changed(plane, (value) => Math.max(0, Math.min(255, Math.round(value + draw.between(-2, 2)))));
};

function blurred({ values }: Plane): Plane {
  const at = (x: number, y: number) =>
    values[Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x))]!;
  const soft = Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return (2 * at(x, y) + at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1)) / 6;
  });
  return { width, height, values: soft };
}

describe('shiftBetween', () => {
  it.each([
    [0, 0],
    [0.05, 0],
    [0.1, -0.1],
    [0, -0.25],
    [0.5, 0.5],
    [3.4, -1.8],
    [-12, 9],
  ])('finds a shift of %f, %f px to a fiftieth, in samples of 8 bits with noise too', (dx, dy) => {
    const moved = picture(dx, dy);
    for (const [one, other] of [
      [still, moved],
      [stored(still, 1), stored(moved, 2)],
    ] as const) {
      const found = shiftBetween(one, other);
      expect(Math.abs(found.x - dx)).toBeLessThan(0.02);
      expect(Math.abs(found.y - dy)).toBeLessThan(0.02);
    }
  });

  it('takes a half-pixel siting of what was halved for one', () => {
    // As chroma would lie that is taken for cosited: a quarter of a pixel of the whole image.
    expect(shiftBetween(still, picture(0.25, 0)).x).toBeGreaterThan(0.1);
  });

  it.each<[string, (plane: Plane) => Plane]>([
    ['brightness', (plane) => changed(plane, (value) => value + 20)],
    ['contrast', (plane) => changed(plane, (value) => 1.3 * value - 30)],
    ['brightness that grows along the picture', (plane) => changed(plane, (value, i) => value + (i % width) / 10)],
    ['sharpness', blurred],
  ])('takes no difference of %s for a shift', (_, change) => {
    const found = shiftBetween(still, change(still));
    expect(Math.abs(found.x)).toBeLessThan(0.01);
    expect(Math.abs(found.y)).toBeLessThan(0.01);
    expect(shiftBetween(still, change(picture(0.3, 0))).x).toBeCloseTo(0.3, 1);
  });

  it('finds none in a plane without detail, along an edge, and in pictures that have nothing in common', () => {
    const flat = changed(still, () => 7);
    expect(shiftBetween(flat, flat)).toEqual({ x: 0, y: 0 });
    const rounding = (seed: number) => changed(stored(flat, seed), (value) => Math.sign(value - 7));
    expect(shiftBetween(rounding(1), rounding(2))).toEqual({ x: 0, y: 0 });
    const edge = changed(flat, (_, i) => (i % width > 90 ? 200 : 40));
    expect(shiftBetween(edge, edge).y).toBe(0);
    expect(shiftBetween(still, picture(0, 0, { seed: 2 }))).toEqual({ x: 0, y: 0 });
  });

  it('refuses planes of unlike sizes', () => {
    const other = { width: 150, height: 200, values: new Float32Array(30_000) };
    expect(() => shiftBetween(still, other)).toThrow('Expected 200 × 150 px, received 150 × 200.');
  });
});

describe('transform', () => {
  it('is the discrete Fourier transform', () => {
    const [wide, high] = [8, 4];
    const draw = random(1, 'spectrum');
    const re = Float64Array.from({ length: 32 }, () => draw.next());
    const im = Float64Array.from({ length: 32 }, () => draw.next());
    const done = { width: wide, height: high, re: re.slice(), im: im.slice() };
    transform(done);
    for (let v = 0; v < high; v++)
      for (let u = 0; u < wide; u++) {
        let [sumRe, sumIm] = [0, 0];
        for (let i = 0; i < 32; i++) {
          const angle = -2 * Math.PI * ((u * (i % wide)) / wide + (v * Math.floor(i / wide)) / high);
          sumRe += re[i]! * Math.cos(angle) - im[i]! * Math.sin(angle);
          sumIm += re[i]! * Math.sin(angle) + im[i]! * Math.cos(angle);
        }
        expect(done.re[v * wide + u]).toBeCloseTo(sumRe, 10);
        expect(done.im[v * wide + u]).toBeCloseTo(sumIm, 10);
      }
  });
});

const photographs = join(
  process.env['CORPUS'] ?? join(import.meta.dirname, '../../../shared/corpus'),
  'photos/brighton_beach',
);

describe.skipIf(!existsSync(photographs))('shiftBetween of a real photograph (need the corpus)', () => {
  it('finds eighths of a pixel, the one picture being brighter than the other, within a thirtieth', async () => {
    const file = readdirSync(photographs).find((name) => /\.jpe?g$/i.test(name))!;
    const image = sharp(join(photographs, file)).greyscale().raw();
    const { data, info } = await image.toBuffer({ resolveWithObject: true });
    const whole = lumaOf(data, info);
    const one = eighth(whole, 0, 0);
    for (const [x, y] of [
      [1, 0],
      [4, 2],
    ] as const) {
      // prettier-ignore
      const other = changed(eighth(whole, x, y), (value) => 1.05 * value + 3);
      const found = shiftBetween(one, other);
      expect(Math.max(Math.abs(found.x + x / 8), Math.abs(found.y + y / 8)), `${x}, ${y}`).toBeLessThan(1 / 30);
    }
  });
});

/** A window of the photograph, eight pixels smaller on each side than all of it, shrunk to an eighth as 8 bits hold it. */
function eighth({ width, height, values }: Plane, left: number, top: number): Plane {
  const [wide, high] = [Math.floor(width / 8) - 1, Math.floor(height / 8) - 1];
  const window = new Float32Array(wide * high * 64);
  for (let y = 0; y < high * 8; y++)
    window.set(values.subarray((y + top) * width + left, (y + top) * width + left + wide * 8), y * wide * 8);
  const small = lanczos3({ width: wide * 8, height: high * 8, values: window }, wide, high);
  return changed(small, (value) => Math.max(0, Math.min(255, Math.round(value))));
}
