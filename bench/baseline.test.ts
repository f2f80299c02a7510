import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { baselinePath, baselineSchema, compared, ofGroup, ratiosOf } from './baseline';
import { mostSeconds } from './duration';

test('a ratio is worse when more than 15 % of it are lost, and when it is gone', () => {
  const then = { a: 1, b: 1, c: 2 };
  expect(compared({ a: 0.86, b: 0.84, d: 3 }, then)).toEqual([
    { line: 'a: 0.86 (was 1.00)', isWorse: false },
    { line: 'b: 0.84 (was 1.00)', isWorse: true },
    { line: 'c: not measured (was 2.00)', isWorse: true },
    { line: 'd: 3.00 (new)', isWorse: false },
  ]);
});

test('ratios are known by group and title', () => {
  const group = { name: 'g', summary: '', unit: 'ms/image', better: 'lower', subjects: [] } as const;
  expect(ratiosOf([{ ...group, subjects: [], ratios: [{ title: 'a ÷ b', value: 2, expected: {} }] }])).toEqual({
    'g: a ÷ b': 2,
  });
  expect(ofGroup('g', { 'g: a ÷ b': 2, 'gh: a ÷ b': 3 })).toEqual({ 'g: a ÷ b': 2 });
  expect(ofGroup('g', undefined)).toEqual({});
});

test('the committed baseline is one, of a run that was short enough', () => {
  const text = readFileSync(join(import.meta.dirname, '..', baselinePath), 'utf8');
  const { ratios, seconds } = baselineSchema.parse(JSON.parse(text));
  expect(Object.keys(ratios).length).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(mostSeconds.smoke);
});
