import { expect, test } from 'vitest';
import type { Measured } from './groups/group';
import { tableOf } from './table';

const value = { min: 50, median: 51.25, max: 60 };

function measured(ratios: Measured['ratios'] = [], missing: string[] = []): Measured {
  const subjects = [
    { name: 'manyhands-exact', workers: 2, value, images: 24, msPerImage: value, ssim: 0.98765, bytesPerImage: 61_234 },
    { name: 'sharp', workers: 2, value: { min: 5, median: 6, max: 7 }, peakMB: 123.4 },
  ];
  const asides = [
    { startMs: 812.3, setting: null },
    { startMs: 90, setting: 'concurrency 1' },
  ];
  return {
    summary: 'photographs',
    result: { name: 'g', unit: 'ms/image', better: 'lower', subjects },
    asides,
    ratios,
    missing,
  };
}

test('a table has one line per subject, numbers flush right, and a dash for what was not measured', () => {
  expect(tableOf(measured()).split('\n')).toEqual([
    'g: photographs',
    'ms/image, lower is better, 24 images a round',
    '',
    'subject          workers  median   min   max    SSIM  kB/image  peak MB  start ms  setting',
    'manyhands-exact        2    51.3  50.0  60.0  0.9877      61.2        –       812',
    'sharp                  2     6.0   5.0   7.0       –         –      123        90  concurrency 1',
    '',
  ]);
});

test('a ratio stands beside what was expected of it, and says when it missed', () => {
  const lines = tableOf(
    measured([
      { title: 'a ÷ b', value: 1.83, expected: { atLeast: 1.8 } },
      { title: 'c ÷ d', value: 2.4, expected: { atMost: 2.3 } },
      { title: 'e ÷ f', value: 0.5, expected: {} },
      { title: 'g − h', value: -0.001, expected: {} },
    ]),
  );
  expect(lines).toContain('a ÷ b: 1.83 (expected at least 1.8: met)\n');
  expect(lines).toContain('c ÷ d: 2.40 (expected at most 2.3: MISSED)\n');
  expect(lines).toContain('e ÷ f: 0.50\n');
  // No `-0.00`.
  expect(lines).toMatch(/g − h: 0\.00$/);
});

test('a peer that is missing is told', () => {
  expect(tableOf(measured([], ['opencv is not measured: it is not installed.']))).toContain('opencv is not measured');
});

test('a table has no column of which nothing was measured', () => {
  const subjects = [{ name: 'comlink', workers: 1, value }];
  const asides = [{ startMs: null, setting: null }];
  const result = { name: 'g', unit: 'µs', better: 'lower', subjects } as const;
  const lines = tableOf({ summary: 'trips', result, asides, ratios: [], missing: [] }).split('\n');
  expect(lines).toContain('subject  workers  median   min   max');
});

test.each([
  [{ min: 0.0012, median: 0.002, max: 0.5 }, '0.002  0.001  0.500'],
  [{ min: 99_000.4, median: 120_000.6, max: 130_000 }, '120001  99000  130000'],
])('figures have the digits that tell them apart: %j', (figures, cells) => {
  const subjects = [{ name: 's', workers: 1, value: figures }];
  const result = { name: 'g', unit: 'u', better: 'lower', subjects } as const;
  const table = tableOf({ summary: '', result, asides: [{ startMs: null, setting: null }], ratios: [], missing: [] });
  expect(table).toContain(cells);
});
