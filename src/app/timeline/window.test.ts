import { expect, test } from 'vitest';
import { marks, panned, zoomed } from './window';

const whole = { fromMs: 1000, toMs: 2000 };

test('zooming keeps what is under the pointer where it is', () => {
  const shown = zoomed(whole, whole, 4, 0.5);
  expect(shown).toEqual({ fromMs: 1375, toMs: 1625 });
});

test('zooming out ends at the whole run', () => {
  expect(zoomed({ fromMs: 1100, toMs: 1200 }, whole, 0.01, 0.1)).toEqual(whole);
});

test('zooming in ends at a millisecond', () => {
  const { fromMs, toMs } = zoomed(whole, whole, 1e9, 0);
  expect(toMs - fromMs).toBe(1);
});

test('moving stops at the ends of the run and keeps the length', () => {
  const shown = { fromMs: 1100, toMs: 1300 };
  expect(panned(shown, whole, -5)).toEqual({ fromMs: 1000, toMs: 1200 });
  expect(panned(shown, whole, 100)).toEqual({ fromMs: 1800, toMs: 2000 });
});

test('an axis has round marks, no more than it has room for', () => {
  expect(marks({ fromMs: 1000, toMs: 2000 }, 1000, 5)).toEqual([0, 200, 400, 600, 800, 1000]);
  expect(marks({ fromMs: 1010, toMs: 1013 }, 1000, 4)).toEqual([10, 11, 12, 13]);
});
