import { expect, it } from 'vitest';
import type { Drop } from '../core/dataset/label-rules';
import { DropPool } from './drop-pool';
import { dropCounts } from './report-counts';

const nameOf = (index: number) => `class ${index}`;

it('gives drops back as they came, whatever their places, classes and reasons are', () => {
  const pool = new DropPool();
  const first: Drop[] = [
    { at: 3, class: 0, reason: 'outside' },
    { at: 0, class: 9_999, reason: 'min-visibility' },
    { at: 1_000_000, class: 40, reason: 'min-area' },
    { at: 999_871, class: 0, reason: 'class' },
    { at: 999_872, class: 1, reason: 'wrong' },
  ];
  const spans = [first, [], first.toReversed()].map((drops) => pool.add(drops, nameOf));
  const back = spans.map((span) => [...pool.of(span)]);
  const named = first.map((drop) => ({ ...drop, class: nameOf(drop.class) }));
  expect(back).toEqual([named, [], named.toReversed()]);
});

it('keeps the names that classes had when their labels were dropped', () => {
  const pool = new DropPool();
  const drop: Drop = { at: 0, class: 0, reason: 'outside' };
  const spans = [pool.add([drop], () => 'cat'), pool.add([drop], () => 'kitten')];
  expect(spans.flatMap((span) => [...pool.of(span)].map((one) => one.class))).toEqual(['cat', 'kitten']);
});

it('holds a million drops in few megabytes, and counts them', () => {
  const pool = new DropPool();
  const before = process.memoryUsage();
  const drops = Array.from({ length: 90 }, (_, at): Drop => ({ at, class: at % 20, reason: 'outside' }));
  const spans = Array.from({ length: 12_000 }, () => pool.add(drops, nameOf));
  const grown = process.memoryUsage().arrayBuffers - before.arrayBuffers;
  // 2 bytes of each, in pages.
  expect(grown).toBeLessThan(3e6);
  const counts = dropCounts(spans.map((span, at) => ({ source: `${at}.jpg`, drops: pool.of(span) })));
  expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(1_080_000);
});
