import { expect, test } from 'vitest';
import { benchResult, type BenchResult } from './result';

const spread = { min: 1, median: 2, max: 3 };

function result(changes: Partial<BenchResult['groups'][number]> = {}): BenchResult {
  const subjects = [{ name: 'sharp', workers: 2, value: spread, images: 24, msPerImage: spread, ssim: 0.99 }];
  const machine = { cpu: 'c', cores: 2, memoryMB: 1, os: 'o', node: 'n', chromium: 'c', sharp: 's', libvips: 'l' };
  const group = { name: 'g', summary: 's', unit: 'ms/image', better: 'lower', subjects } as const;
  return { version: 1, machine, groups: [{ ...group, ...changes }] };
}

test('a result with the keys that are promised is valid', () => {
  expect(benchResult.parse(result())).toEqual(result());
});

test('milliseconds per image that differ from the value are refused', () => {
  const subjects = [{ name: 'sharp', workers: 2, value: spread, msPerImage: { ...spread, median: 2.5 } }];
  expect(benchResult.safeParse(result({ subjects })).success).toBe(false);
  expect(benchResult.safeParse(result({ subjects: [{ name: 'sharp', workers: 2, value: spread }] })).success).toBe(
    false,
  );
});

test('a group of another unit needs no milliseconds per image', () => {
  const subjects = [{ name: 'manyhands-exact', workers: 2, value: spread }];
  expect(benchResult.safeParse(result({ unit: 'images/s', better: 'higher', subjects })).success).toBe(true);
});

test('a median outside its bounds and a key that is not known are refused', () => {
  const wrong = { min: 2, median: 1, max: 3 };
  expect(
    benchResult.safeParse(result({ unit: 's', subjects: [{ name: 'a', workers: 1, value: wrong }] })).success,
  ).toBe(false);
  expect(benchResult.safeParse({ ...result(), date: 'today' }).success).toBe(false);
});
