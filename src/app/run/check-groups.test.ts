import { expect, test } from 'vitest';
import { checkGroups, subjectOf, type WrongLabel } from './check-groups';

const wrong = (code: WrongLabel['code'], image: string | null): WrongLabel => ({
  code,
  image,
  label: 0,
  class: 'cat',
  detail: 'Expected more.',
});

test('what is wrong stands by its code, the most frequent first and the set as a whole last, with its images', () => {
  const groups = checkGroups({
    checks: [
      { code: 'one-split', count: 9 },
      { code: 'few-points', count: 1 },
      { code: 'no-area', count: 3 },
    ],
    wrong: [wrong('no-area', 'a.jpg'), wrong('one-split', null), wrong('no-area', 'a.jpg'), wrong('no-area', 'b.jpg')],
  });
  expect(groups.map(({ code, many, images }) => [code, many, [...images]])).toEqual([
    ['no-area', 3, ['a.jpg', 'b.jpg']],
    ['few-points', 1, []],
    ['one-split', 9, []],
  ]);
});

test('a line names the image that it speaks of, or the class where it is the set as a whole', () => {
  expect(subjectOf(wrong('no-area', 'a.jpg'))).toBe('a.jpg');
  expect(subjectOf(wrong('one-split', null))).toBe('cat');
});

test('a report without checks has no groups', () => {
  expect(checkGroups({})).toEqual([]);
});
