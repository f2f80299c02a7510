import { expect, test } from 'vitest';
import { labelsInWords } from './shape-words';

test('labels of one kind are called by it, others are counted kind by kind', () => {
  expect(labelsInWords(3204, [['polygon', 3204]])).toBe('3,204 polygons');
  expect(labelsInWords(1, [['box', 1]])).toBe('1 box');
  expect(labelsInWords(17, [['box', 12], ['mask', 5]])).toBe('17 labels (12 boxes, 5 masks)'); // prettier-ignore
});

test('classes of whole images have no kind', () => {
  expect(labelsInWords(4, [])).toBe('4 labels');
  expect(labelsInWords(4, [['box', 3]])).toBe('4 labels (3 boxes)');
});
