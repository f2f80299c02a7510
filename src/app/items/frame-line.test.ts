import { expect, test } from 'vitest';
import type { FrameFinding } from '../../core/dataset/label-frame';
import { frameLine } from './frame-line';

const none = { size: 0, places: 0 };
const finding = (rest: Partial<FrameFinding>): FrameFinding => ({ frame: 'upright', looked: 1200, turned: 3, upright: none, stored: none, detail: '', ...rest }); // prettier-ignore

test('before a look the line says what the recipe says', () => {
  expect(frameLine('stored', null)).toBe('Labels are read as drawn on the images as stored');
});

test('images that say the other frame are told, with what they say it by', () => {
  const stored = finding({ frame: 'stored', stored: { size: 3, places: 2 } });
  expect(frameLine('upright', stored)).toBe(
    'Labels are read as drawn on the images as shown, but of 3 images that EXIF lays on their side 3 say “as stored” by a stated size, and 2 by places',
  );
  expect(frameLine('stored', stored)).toMatch(/as stored: of 3 images .* 3 say so by a stated size, and 2 by places$/);
});

test('what says nothing is not counted', () => {
  const by = (stored: FrameFinding['stored']) => frameLine('upright', finding({ frame: 'stored', stored }));
  expect(by({ size: 3, places: 0 })).toMatch(/side 3 say “as stored” by a stated size$/);
  expect(by({ size: 0, places: 2 })).toMatch(/side 2 say “as stored” by places$/);
});

test('one image is told of as one', () => {
  const one = finding({ turned: 1, upright: { size: 1, places: 0 } });
  expect(frameLine('upright', one)).toMatch(/: of 1 image that EXIF lays on its side 1 says so by a stated size$/);
});

test('where nothing tells, the line says why', () => {
  expect(frameLine('upright', finding({ turned: 0 }))).toMatch(
    /: EXIF lays none of 1,200 on its side, so nothing tells$/,
  );
  expect(frameLine('upright', finding({ looked: 0, turned: 0 }))).toMatch(/: there is no image by which to tell$/);
  expect(frameLine('stored', finding({}))).toMatch(/as stored: none of 3 images that EXIF lays on their side tells$/);
});
