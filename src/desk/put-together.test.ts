import { expect, it } from 'vitest';
import { PutTogether } from './put-together';

it('stores small files many at a time, in their order, and the last ones at the end', () => {
  const puts: string[][] = [];
  const together = new PutTogether((files) => puts.push(files.map(({ id }) => id)));
  for (let index = 0; index < 10; index++) together.add({ id: String(index), bytes: new Uint8Array(250_000) });
  expect(puts).toEqual(['0123', '4567'].map((ids) => [...ids]));
  together.end();
  together.end();
  expect(puts.slice(2)).toEqual([['8', '9']]);
});
