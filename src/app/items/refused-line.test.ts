import { expect, test } from 'vitest';
import { choicesOf, refusedLine } from './refused-line';

test('labels in several formats are told by the names that the choice has', () => {
  expect(refusedLine('auto', ['coco', 'yolo-detect'])).toBe(
    'Labels in YOLO detection and COCO were found: say which of them are read, or that none are.',
  );
  expect(choicesOf(['coco', 'yolo-detect']).map(([id]) => id)).toEqual(['yolo-detect', 'coco']);
});

test('a format without labels is told, with those that have some', () => {
  expect(refusedLine('kitti', ['coco'])).toBe('No labels in KITTI were found, but in COCO.');
  expect(refusedLine('yolo', [])).toBe('No labels in YOLO detection were found.');
});
