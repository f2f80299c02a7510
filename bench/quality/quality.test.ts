import { expect, test } from 'vitest';
import { lanczos3 } from './lanczos';
import { lumaOf, type Plane } from './luma';
import { ssim } from './ssim';

function plane(width: number, height: number, value: (x: number, y: number) => number): Plane {
  const values = Float32Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width)));
  return { width, height, values };
}

const waves = plane(64, 48, (x, y) => 128 + 60 * Math.sin(x / 3) + 40 * Math.cos(y / 5));

test('luma weighs red, green and blue as JPEG does, and takes grey as it is', () => {
  const rgb = lumaOf(new Uint8Array([255, 0, 0, 0, 255, 0, 0, 0, 255]), { width: 3, height: 1, channels: 3 });
  expect([...rgb.values].map((value) => Math.round(value * 1000))).toEqual([76245, 149685, 29070]);
  expect([...lumaOf(new Uint8Array([7, 200]), { width: 2, height: 1, channels: 1 }).values]).toEqual([7, 200]);
});

test('two equal pictures have a similarity of 1', () => {
  expect(ssim(waves, waves)).toBeCloseTo(1, 12);
});

test('of two flat pictures only the brightness term is left', () => {
  const c1 = 6.5025;
  const expected = (2 * 100 * 120 + c1) / (100 * 100 + 120 * 120 + c1);
  expect(
    ssim(
      plane(20, 20, () => 100),
      plane(20, 20, () => 120),
    ),
  ).toBeCloseTo(expected, 9);
});

test('similarity falls with noise, further with more of it, and with a shift of one pixel', () => {
  const noisy = (by: number) => plane(64, 48, (x, y) => waves.values[y * 64 + x]! + by * (((x * 7 + y * 13) % 5) - 2));
  const shifted = plane(64, 48, (x, y) => waves.values[y * 64 + Math.min(63, x + 1)]!);
  expect(ssim(waves, noisy(2))).toBeLessThan(0.999);
  expect(ssim(waves, noisy(8))).toBeLessThan(ssim(waves, noisy(2)));
  expect(ssim(waves, shifted)).toBeLessThan(0.99);
});

test('pictures of unlike sizes are an error', () => {
  expect(() =>
    ssim(
      waves,
      plane(48, 64, () => 0),
    ),
  ).toThrow('Expected 64 × 48 px, received 48 × 64.');
});

test('resampling keeps a flat picture flat up to its edges, and a slope where it was', () => {
  const flat = lanczos3(
    plane(100, 70, () => 42),
    33,
    20,
  );
  expect(Math.max(...flat.values.map((value) => Math.abs(value - 42)))).toBeLessThan(1e-3);
  const slope = lanczos3(
    plane(400, 300, (x) => x),
    100,
    75,
  );
  // The centre of pixel 50 of 100 lies at 4 · 50.5 − 0.5 of 400.
  expect(slope.values[37 * 100 + 50]).toBeCloseTo(201.5, 2);
});

test('resampling to the size that a picture has leaves it as it is', () => {
  const same = lanczos3(waves, 64, 48);
  expect(Math.max(...same.values.map((value, i) => Math.abs(value - waves.values[i]!)))).toBeLessThan(1e-3);
});
