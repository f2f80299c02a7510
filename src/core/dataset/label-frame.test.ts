import { expect, test } from 'vitest';
import { frameWords, type FrameFinding } from './label-frame';

const none = { size: 0, places: 0 };
const finding = (rest: Partial<FrameFinding>): FrameFinding => ({ frame: 'upright', looked: 1200, turned: 3, upright: none, stored: none, detail: '', ...rest }); // prettier-ignore

test('before a look it is what the recipe says', () => {
  expect(frameWords('stored', null)).toBe('Labels are read as drawn on the images as stored');
});

test('images that say the other frame are told, with what they say it by', () => {
  const stored = finding({ frame: 'stored', stored: { size: 3, places: 2 } });
  expect(frameWords('upright', stored)).toBe(
    'Labels are read as drawn on the images as shown, but of 3 images that EXIF lays on their side 3 say “as stored” by a stated size, and 2 by places that fit that frame alone',
  );
  expect(frameWords('stored', stored)).toMatch(/as stored: of 3 images .* 3 say so by a stated size, and 2 by places/);
});

test('what says nothing is not counted', () => {
  const by = (stored: FrameFinding['stored']) => frameWords('upright', finding({ frame: 'stored', stored }));
  expect(by({ size: 3, places: 0 })).toMatch(/side 3 say “as stored” by a stated size$/);
  expect(by({ size: 0, places: 2 })).toMatch(/side 2 say “as stored” by places that fit that frame alone$/);
});

test('those that say the one and the other are told of both, the more first', () => {
  const most = finding({ frame: 'stored', stored: { size: 0, places: 2 }, upright: { size: 1, places: 0 } });
  const [stored, shown] = ['2 say “as stored” by places that fit that frame alone', '1 says so by a stated size'];
  expect(frameWords('upright', most)).toMatch(new RegExp(`as shown, but of 3 .* side ${stored}; ${shown}$`));
  expect(frameWords('stored', most)).toMatch(
    /as stored: of 3 .* side 2 say so by .* alone; 1 says “as shown” by a stated size$/,
  );
});

test('one image is told of as one', () => {
  const one = finding({ turned: 1, upright: { size: 1, places: 0 } });
  expect(frameWords('upright', one)).toMatch(/: the one that EXIF lays on its side says so by a stated size$/);
  expect(frameWords('upright', finding({ turned: 1 }))).toMatch(/: the one that EXIF lays on its side does not tell$/);
});

test('where nothing tells, it says why', () => {
  expect(frameWords('upright', finding({ turned: 0 }))).toMatch(
    /: EXIF lays none of 1,200 on its side, so nothing tells$/,
  );
  expect(frameWords('upright', finding({ looked: 0, turned: 0 }))).toMatch(/: there is no image by which to tell$/);
  expect(frameWords('stored', finding({}))).toMatch(/as stored: none of 3 images that EXIF lays on their side tells$/);
});
