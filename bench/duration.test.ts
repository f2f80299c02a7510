import { expect, test } from 'vitest';
import { durationLine, totalSeconds } from './duration';

test.each([
  [59.6, 'smoke', '`smoke` took 60 s.'],
  [61, 'smoke', 'WARNING: `smoke` took 61 s, more than the 60 s that it may take.'],
  [1490, 'all', '`all` took 24.8 min.'],
  [1560, 'all', 'WARNING: `all` took 26 min, more than the 25 min that it may take.'],
] as const)('%f s of `%s` are told as “%s”', (seconds, run, line) => {
  expect(durationLine(seconds, run)).toBe(line);
});

test('a run that was gone on with is as long as its parts', () => {
  expect(totalSeconds({ seconds: { webp: 20, start: 30.5 } })).toBe(50.5);
  expect(totalSeconds({})).toBe(0);
});
