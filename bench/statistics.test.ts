import { expect, test } from 'vitest';
import { meanOf, medianOf, pairedRatio, spreadOf } from './statistics';

test('the median of an odd number of values is the middle one, whatever their order', () => {
  expect(medianOf([9, 1, 5])).toBe(5);
  expect(medianOf([100, 20, 3])).toBe(20);
});

test('the median of an even number of values is the mean of the two in the middle', () => {
  expect(medianOf([4, 1, 3, 100])).toBe(3.5);
});

test('a median of nothing is an error, not a number', () => {
  expect(() => medianOf([])).toThrow(RangeError);
});

test('a spread is the least, the middle and the greatest value', () => {
  expect(spreadOf([30, 10, 20])).toEqual({ min: 10, median: 20, max: 30 });
});

test('the mean is the sum shared out', () => {
  expect(meanOf([1, 2, 6])).toBe(3);
});

test('a paired ratio is not moved by a round in which the whole machine was slow', () => {
  expect(pairedRatio([20, 200, 20], [10, 100, 10])).toBe(2);
  expect(pairedRatio([20, 22, 90], [10, 10, 10])).toBe(2.2);
});

test('a paired ratio of unlike numbers of rounds is an error', () => {
  expect(() => pairedRatio([1, 2], [1])).toThrow(RangeError);
});
