import { expect, test } from 'vitest';
import { refusedLine } from './refused-line';

test('labels in several formats are told by the names that the choice has', () => {
  expect(refusedLine('auto', ['coco', 'yolo-detect'])).toBe(
    'Labels in YOLO detection and COCO were found: images go without any until you say which are read.',
  );
});

test('a format without labels is told, with those that have some', () => {
  expect(refusedLine('kitti', ['coco'])).toBe('No labels in KITTI were found, but in COCO.');
  expect(refusedLine('yolo', [])).toBe('No labels in YOLO detection were found.');
});
