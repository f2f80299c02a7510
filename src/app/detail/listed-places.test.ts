import { expect, test } from 'vitest';
import { listedPlaces } from './listed-places';

const wrong = (label: number | null) => ({ label, detail: `Expected another ${label}.` });

test('a wrong label far behind is listed too, with why, and the number that is left is told', () => {
  const { listed, left } = listedPlaces(1000, [wrong(700), wrong(3), wrong(null), wrong(700)]);
  expect(listed.length).toBe(201);
  expect(listed[3]?.details).toEqual(['Expected another 3.']);
  expect(listed.at(-1)).toEqual({ at: 700, details: ['Expected another 700.', 'Expected another 700.'] });
  expect(left).toBe(799);
});

test('few labels are all listed, and of thousands of wrong ones as many as a person reads', () => {
  expect(listedPlaces(2, [wrong(1)])).toMatchObject({ listed: [{ at: 0 }, { at: 1 }], left: 0 });
  const all = Array.from({ length: 5000 }, (_, at) => wrong(at));
  expect(listedPlaces(5000, all)).toMatchObject({ listed: { length: 400 }, left: 4600 });
});
