import { expect, it } from 'vitest';
import { freshDoubles } from './fresh-doubles';

it('gives zeros that are nobody else’s, of any length', () => {
  const lengths = Array.from({ length: 400 }, (_, at) => (at * 37) % 1500);
  const all = lengths.map((length, at) => {
    const own = freshDoubles(length);
    expect(own.every((value) => value === 0)).toBe(true);
    return own.fill(at);
  });
  expect(all.map(({ length }) => length)).toEqual(lengths);
  for (const [at, own] of all.entries()) expect(own.every((value) => value === at)).toBe(true);
});
