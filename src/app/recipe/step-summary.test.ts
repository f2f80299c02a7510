import { expect, test } from 'vitest';
import { summaryOf } from './step-summary';

test('a step is told by what has no default and what differs from it', () => {
  expect(summaryOf({ op: 'letterbox', width: 640, height: 480, fill: '#727272', enlarge: false })).toBe(
    '640 × 480 px · No enlarge',
  );
  expect(summaryOf({ op: 'auto-orient' })).toBe('');
});

test('a step with steps inside is told by their names, a range by its ends', () => {
  expect(summaryOf({ op: 'repeat', copies: 4, steps: [{ op: 'random-crop' }, { op: 'flip' }] })).toBe(
    'Copies 4 · Random crop, Flip',
  );
  expect(summaryOf({ op: 'brightness', factor: [0.8, 1.2] })).toBe('Factor 0.8 to 1.2');
  expect(summaryOf({ op: 'random-crop', width: 8, height: 8, scale: [0.08, 1], ratio: [2 / 3, 3 / 2] })).toBe(
    '8 × 8 px · Ratio 0.667 to 1.5',
  );
});
