import { expect, it } from 'vitest';
import { fillRings } from './fill-rings';
import { ringsOf, type Rings } from './rings';

const square = (x: number, side: number) => [x, x, x + side, x, x + side, x + side, x, x + side];

function filled(rings: Rings): number {
  const pixels = new Set<number>();
  fillRings(rings, { width: 30, height: 30 }, (y, x0, x1) => {
    for (let x = x0; x < x1; x++) pixels.add(30 * y + x);
  });
  return pixels.size;
}

it('leaves holes out, whether they are rings of their own or joined to their outline', () => {
  expect(filled(ringsOf([square(0, 20), square(5, 10)], [false, true]))).toBe(300);
  expect(filled(ringsOf([[...square(0, 20), 0, 0, ...square(5, 10), 5, 5]]))).toBe(300);
});

it('fills what two outlines cover, and cuts what lies outside', () => {
  expect(filled(ringsOf([square(0, 20), square(10, 20)]))).toBe(400 + 400 - 100);
  expect(filled(ringsOf([square(-10, 20)]))).toBe(100);
});
