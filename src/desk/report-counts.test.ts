import { expect, it } from 'vitest';
import { dropCounts, type NamedDrop } from './report-counts';

const drop = (at: number, reason: NamedDrop['reason'] = 'outside', name = 'cat'): NamedDrop => ({
  at,
  class: name,
  reason,
});

it('counts no label as dropped that one of the parts of its image shows', () => {
  const tiles = [
    [drop(1), drop(2)],
    [drop(0), drop(2)],
    [drop(0), drop(1)],
  ];
  expect(dropCounts(tiles.map((drops) => ({ source: 'a.jpg', drops })))).toEqual([]);
});

it('counts a label once that no part of its image has, by what the part that shows most of it says', () => {
  const tiles = [
    [drop(0), drop(1)],
    [drop(0, 'min-visibility'), drop(1)],
    [drop(0), drop(1)],
  ];
  expect(dropCounts(tiles.map((drops) => ({ source: 'a.jpg', drops })))).toEqual([
    { class: 'cat', reason: 'min-visibility', count: 1 },
    { class: 'cat', reason: 'outside', count: 1 },
  ]);
});

it('counts labels of several images by class and reason', () => {
  const outputs = [
    { source: 'a.jpg', drops: [drop(0), drop(3, 'min-area', 'dog')] },
    { source: 'b.jpg', drops: [drop(0), drop(1)] },
  ];
  expect(dropCounts(outputs)).toEqual([
    { class: 'cat', reason: 'outside', count: 3 },
    { class: 'dog', reason: 'min-area', count: 1 },
  ]);
});
