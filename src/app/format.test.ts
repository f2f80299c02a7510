import { expect, test } from 'vitest';
import { bytes, change, count, duration, rate, splitPath } from './format';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.00 kB'],
  [999_499, '999 kB'],
  [999_500, '1.00 MB'],
  [3_140_000, '3.14 MB'],
  [12_300_000_000, '12.3 GB'],
])('%d bytes read %s', (value, text) => expect(bytes(value)).toBe(text));

test('a plural is used for anything but one', () => {
  expect([count(0, 'image'), count(1, 'image'), count(12_000, 'image')]).toEqual([
    '0 images',
    '1 image',
    '12,000 images',
  ]);
});

test('slow runs are told per minute', () => {
  expect([rate(12.34), rate(0.25)]).toEqual(['12.3 images/s', '15.0 images/min']);
});

test('long times are told coarsely', () => {
  expect([duration(4200), duration(65_000), duration(7_260_000)]).toEqual(['4 s', '1 min 05 s', '2 h 01 min']);
});

test('a change is told with its sign, and not at all where there is none', () => {
  expect([change(100, 38), change(100, 108), change(100, 100), change(0, 5)]).toEqual(['−62 %', '+8 %', null, null]);
});

test('a path is parted after its last slash', () => {
  expect(splitPath('a/b/c.jpg')).toEqual({ folder: 'a/b/', name: 'c.jpg' });
  expect(splitPath('c.jpg')).toEqual({ folder: '', name: 'c.jpg' });
});
