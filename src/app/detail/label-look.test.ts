import { expect, test } from 'vitest';
import { lookOf, maskColour } from './label-look';

test('500 classes look different, and a class looks the same wherever it is', () => {
  const looks = Array.from({ length: 500 }, (_, index) => JSON.stringify(lookOf(index)));
  expect(new Set(looks).size).toBe(500);
  expect(lookOf(340)).toEqual(lookOf(340));
});

test('of 133 classes those with the same lines are told apart by colour', () => {
  const of = (index: number) => {
    const { colour, dash } = lookOf(index);
    expect(colour).toMatch(/^#[0-9a-f]{6}$/);
    const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
    return { parts, line: dash.join(' ') };
  };
  const all = Array.from({ length: 133 }, (_, index) => of(index));
  const distances = all.flatMap((one, at) =>
    all
      .slice(at + 1)
      .filter(({ line }) => line === one.line)
      .map((other) => Math.hypot(...one.parts.map((part, channel) => part - (other.parts[channel] ?? 0)))),
  );
  expect(Math.min(...distances)).toBeGreaterThan(20);
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
