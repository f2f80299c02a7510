import { expect, test } from 'vitest';
import { placeNames, type Named } from './place-names';

const space = { width: 400, height: 300, px: 1 };
const cat = (...bounds: readonly [number, number, number, number]): Named => ({ name: 'cat', bounds });

test('a name stands in the upper left corner of its label, and within the picture', () => {
  expect(placeNames([cat(100, 80, 200, 160)], space)).toEqual([{ at: 0, x: 104, y: 80 }]);
  expect(placeNames([cat(-50, -20, 200, 160)], space)).toEqual([{ at: 0, x: 0, y: 0 }]);
  const [last] = placeNames([cat(398, 299, 400, 300)], space);
  expect(last?.x).toBeLessThan(400 - 18);
  expect(last?.y).toBe(285);
});

test('a name whose corner is taken goes above its label, then into the lower corner; without a place it is left out', () => {
  const same = [cat(100, 80, 200, 160), cat(100, 80, 200, 159), cat(100, 80, 200, 158), cat(100, 80, 200, 157)];
  expect(placeNames(same, space)).toEqual([
    { at: 0, x: 104, y: 80 },
    { at: 1, x: 104, y: 65 },
    { at: 2, x: 104, y: 143 },
  ]);
});

test('the name of the larger label stands, whichever comes first', () => {
  const small = cat(100, 80, 110, 90);
  const large = cat(98, 79, 300, 280);
  expect(placeNames([small, large], space)[0]).toMatchObject({ at: 1, y: 79 });
});

test('zoomed in, names that had no place have one', () => {
  const crowd = Array.from({ length: 12 }, (_, at) => cat(100 + at * 8, 100, 106 + at * 8, 110));
  expect(placeNames(crowd, space).length).toBeLessThan(12);
  expect(placeNames(crowd, { ...space, px: 1 / 8 }).length).toBe(12);
});

test('a label without a place has no name on the picture', () => {
  expect(placeNames([{ name: 'cat', bounds: null }], space)).toEqual([]);
});
