import { expect, test } from 'vitest';
import type { GroupResult } from './result';
import { tableOf } from './table';

const value = { min: 50, median: 51.25, max: 60 };

function measured(changes: Partial<GroupResult> = {}): GroupResult {
  const ours = { name: 'manyhands-exact', workers: 2, value, images: 24, msPerImage: value, ssim: 0.98765 };
  const subjects = [
    { ...ours, bytesPerImage: 61_234, startMs: 812.3 },
    {
      name: 'sharp',
      workers: 2,
      value: { min: 5, median: 6, max: 7 },
      peakMB: 123.4,
      startMs: 90,
      setting: 'concurrency 1',
    },
  ];
  return { name: 'g', summary: 'photographs', unit: 'ms/image', better: 'lower', subjects, ...changes };
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
    measured({
      ratios: [
        { title: 'a ÷ b', value: 1.83, expected: { atLeast: 1.8 } },
        { title: 'c ÷ d', value: 2.4, expected: { atMost: 2.3 } },
        { title: 'e ÷ f', value: 0.5, expected: {} },
        { title: 'g − h', value: -0.001, expected: {} },
      ],
    }),
  );
  expect(lines).toContain('a ÷ b: 1.83 (expected at least 1.8: met)\n');
  expect(lines).toContain('c ÷ d: 2.40 (expected at most 2.3: MISSED)\n');
  expect(lines).toContain('e ÷ f: 0.50\n');
  // No `-0.00`.
  expect(lines).toMatch(/g − h: 0\.00$/);
});

test('a void figure of ours misses its goal however fast it is, and one of a peer is told', () => {
  const expected = { atLeast: 1 };
  const lines = tableOf(
    measured({
      ratios: [
        { title: 'a ÷ b', value: 3, expected, void: 'manyhands-auto' },
        { title: 'c ÷ b', value: 3, expected, void: 'canvas' },
      ],
    }),
  );
  expect(lines).toContain('a ÷ b: 3.00 (expected at least 1: MISSED, void)');
  expect(lines).toContain("c ÷ b: 3.00 (expected at least 1: met, canvas's figure is void)");
});

test('a peer that is missing or failed is told', () => {
  const absent = [
    { name: 'opencv', workers: 2, isMissing: true, why: 'it is not installed' },
    { name: 'jsquash', workers: 2, isMissing: false, why: 'no answer within 180 s' },
  ];
  const lines = tableOf(measured({ absent }));
  expect(lines).toContain('opencv × 2 is missing: it is not installed.');
  expect(lines).toContain('jsquash × 2 is not measured: no answer within 180 s.');
});

test('a table has no column of which nothing was measured', () => {
  const subjects = [{ name: 'comlink', workers: 1, value }];
  expect(tableOf(measured({ subjects })).split('\n')).toContain('subject  workers  median   min   max');
});

test.each([
  [{ min: 0.0012, median: 0.002, max: 0.5 }, '0.002  0.001  0.500'],
  [{ min: 99_000.4, median: 120_000.6, max: 130_000 }, '120001  99000  130000'],
])('figures have the digits that tell them apart: %j', (figures, cells) => {
  const subjects = [{ name: 's', workers: 1, value: figures }];
  expect(tableOf(measured({ subjects }))).toContain(cells);
});
