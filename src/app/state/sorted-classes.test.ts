import { expect, test } from 'vitest';
import { asWritten, pressed, sortedClasses, type Sorting } from './sorted-classes';

const rows = [
  { name: 'class 10', isDropped: false, labels: 5, images: 3 },
  { name: 'class 2', isDropped: false, labels: 7, images: 1 },
  { name: 'apple', isDropped: false, labels: 5, images: 2 },
  { name: 'zebra', isDropped: true, labels: 9, images: 9 },
  { name: 'bear', isDropped: true, labels: 1, images: 1 },
];
const namesBy = (sorting: Sorting) => sortedClasses(rows, sorting).map(({ name }) => name);

test('classes are sorted by name as people count, by number and back, those that are dropped always last', () => {
  expect(namesBy(asWritten)).toEqual(['class 10', 'class 2', 'apple', 'zebra', 'bear']);
  expect(namesBy({ by: 'order', isFalling: true })).toEqual(['apple', 'class 2', 'class 10', 'bear', 'zebra']);
  expect(namesBy({ by: 'name', isFalling: false })).toEqual(['apple', 'class 2', 'class 10', 'bear', 'zebra']);
  // Of as many labels in the order in which they are written.
  expect(namesBy({ by: 'labels', isFalling: true })).toEqual(['class 2', 'class 10', 'apple', 'zebra', 'bear']);
  expect(namesBy({ by: 'images', isFalling: false })).toEqual(['class 2', 'apple', 'class 10', 'bear', 'zebra']);
});

test('a press on a head sorts by it, a number by the most first, and another turns it round', () => {
  const byLabels = pressed(asWritten, 'labels');
  expect(byLabels).toEqual({ by: 'labels', isFalling: true });
  expect(pressed(byLabels, 'labels')).toEqual({ by: 'labels', isFalling: false });
  expect(pressed(byLabels, 'name')).toEqual({ by: 'name', isFalling: false });
  expect(pressed(asWritten, 'order')).toEqual({ by: 'order', isFalling: true });
});
