import { expect, test } from 'vitest';
import { checkGroups, type WrongLabel } from './check-groups';

const wrong = (code: WrongLabel['code'], image: string | null): WrongLabel => ({
  code,
  image,
  label: 0,
  class: 'cat',
  detail: 'Expected more.',
});

test('what is wrong stands by its code, the most frequent first, with the images that it is about', () => {
  const groups = checkGroups({
    checks: [
      { code: 'one-split', count: 1 },
      { code: 'no-area', count: 3 },
    ],
    wrong: [wrong('no-area', 'a.jpg'), wrong('one-split', null), wrong('no-area', 'a.jpg'), wrong('no-area', 'b.jpg')],
  });
  expect(groups.map(({ code, many, images }) => [code, many, [...images]])).toEqual([
    ['no-area', 3, ['a.jpg', 'b.jpg']],
    ['one-split', 1, []],
  ]);
});

test('a report without checks has no groups', () => {
  expect(checkGroups({})).toEqual([]);
});
