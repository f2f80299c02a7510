import { expect, it } from 'vitest';
import { splitOfImage } from './splits';

it.each([
  ['d/val/train_1.jpg', 'val'],
  ['d/train2017/a/test.jpg', 'train'],
  ['d/images/COCO_train2014_1.jpg', 'train'],
  ['d/obj_train_data/1.jpg', 'train'],
  ['test-set/val_1.jpg', 'val'],
  ['d/images/1.jpg', null],
])('the split of %s is %s by its path', (path, split) => {
  expect(splitOfImage(path)).toBe(split);
});
