import { expect, it } from 'vitest';
import { NumberRows } from './number-rows';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

it('puts lines of numbers down, and begins anew once they are taken', () => {
  const rows = new NumberRows();
  rows.add(3, [0.5, 0.25]);
  rows.add(0, []);
  const first = rows.take();
  rows.add(1, Float64Array.of(0.1 + 0.2));
  expect([text(first), text(rows.take()), text(rows.take())]).toEqual(['3 0.5 0.25\n0\n', '1 0.3\n', '']);
});

it('leaves what was taken as it was, however much is put down after it', () => {
  const rows = new NumberRows();
  const taken = Array.from({ length: 5000 }, (_, file) => {
    for (let row = 0; row <= file % 3; row++) rows.add(file, [row, 0.25]);
    return rows.take();
  });
  const expected = taken.map((_, file) =>
    Array.from({ length: (file % 3) + 1 }, (_, row) => `${file} ${row} 0.25\n`).join(''),
  );
  expect(taken.map(text)).toEqual(expected);
});

it('multiplies x and y by what it is told', () => {
  const rows = new NumberRows();
  rows.add(7, [320, 240, 640, 480], { x: 1 / 640, y: 1 / 480 });
  expect(text(rows.take())).toBe('7 0.5 0.5 1 1\n');
});

it('grows with what it is given, however long the numbers are', () => {
  const rows = new NumberRows();
  const values = Array.from({ length: 1000 }, () => -Number.MAX_VALUE);
  for (let row = 0; row < 10; row++) rows.add(row, values);
  const lines = text(rows.take()).trimEnd().split('\n');
  expect(lines.map((line) => line.split(' ').length)).toEqual(Array.from({ length: 10 }, () => 1001));
  expect(
    lines
      .at(-1)
      ?.split(' ')
      .slice(1)
      .every((word) => Math.abs(Number(word) / Number.MAX_VALUE + 1) < 1e-11),
  ).toBe(true);
});
