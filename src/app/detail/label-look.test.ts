import { expect, test } from 'vitest';
import { lookOf, maskColour } from './label-look';

test('24 classes look different, and a class looks the same wherever it is', () => {
  const looks = Array.from({ length: 24 }, (_, index) => JSON.stringify(lookOf(index)));
  expect(new Set(looks).size).toBe(24);
  expect(lookOf(3)).toEqual(lookOf(3 + 24));
});

test('masks of 24 classes look different, each with the colour of its lines in it', () => {
  const turn = 6;
  const tile = (index: number) => {
    const colour = maskColour(index, turn);
    return Array.from({ length: turn * turn }, (_, at) => colour(at % turn, Math.floor(at / turn)));
  };
  const tiles = Array.from({ length: 24 }, (_, index) => tile(index));
  expect(new Set(tiles.map(String)).size).toBe(24);
  for (const [index, pixels] of tiles.entries()) {
    const line = Number.parseInt(`${lookOf(index).colour.slice(1)}ff`, 16);
    // The larger part, so that a mask and its box are seen to be of one class.
    expect(pixels.filter((pixel) => pixel === line).length).toBeGreaterThan((turn * turn) / 2);
    expect(pixels.every((pixel) => (pixel & 0xff) === 0xff)).toBe(true);
  }
});
