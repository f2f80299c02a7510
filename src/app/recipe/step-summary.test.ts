import { expect, test } from 'vitest';
import { summaryOf } from './step-summary';

test('a step is told by what has no default and what differs from it', () => {
  expect(summaryOf({ op: 'letterbox', width: 640, height: 480, fill: '#727272', enlarge: false })).toBe(
    '640 × 480 px · No enlarge',
  );
  expect(summaryOf({ op: 'auto-orient' })).toBe('');
});
