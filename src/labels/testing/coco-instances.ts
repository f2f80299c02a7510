import { findLabels } from '../find';
import { usualOptions, type LabelFile } from '../format';
import { fileOf } from './memory';

/** An image with two objects in COCO’s words, and again with keypoints. */
export const images = [{ id: 1, file_name: 'a.jpg', width: 100, height: 80 }];
export const person = { id: 1, name: 'person', supercategory: 'person' };
export const dog = { id: 18, name: 'dog', supercategory: 'animal' };
export const seen = {
  id: 7,
  image_id: 1,
  category_id: 1,
  bbox: [1, 2, 30, 40],
  area: 1200,
  iscrowd: 0,
  segmentation: [[1, 2, 31, 2, 31, 42]],
};
export const barks = {
  id: 9,
  image_id: 1,
  category_id: 18,
  bbox: [5, 6, 7, 8],
  area: 56,
  iscrowd: 0,
  segmentation: [],
};
export const instances = { images, categories: [person, dog], annotations: [barks, seen] };
export const keypoints = {
  images,
  categories: [{ ...person, keypoints: ['left_eye', 'right_eye'], skeleton: [[1, 2]] }],
  annotations: [{ ...seen, keypoints: [3, 4, 2, 5, 6, 1], num_keypoints: 2 }],
};

/** Files by name, as values of JSON. */
export async function read(files: readonly (readonly [string, object])[]) {
  return reading(files.map(([name, value]) => fileOf(`d/annotations/${name}`, JSON.stringify(value))));
}

export async function reading(sources: readonly LabelFile[]) {
  const found = await findLabels({
    files: sources,
    images: ['d/train/a.jpg', 'd/val/b.jpg'],
    read: 'auto',
    options: usualOptions,
  });
  if (found.kind !== 'found') throw new Error('Expected labels.');
  return { ...found, sources };
}
