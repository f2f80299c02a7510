import { expect, test } from 'vitest';
import { bitmapOf, maskOf, maskStrips } from './mask';

/** A ring that reaches the top, and a dot. */
const size = { width: 12, height: 9 };
const isOne = (x: number, y: number) => (y < 6 && x > 1 && x < 9 && !(y > 1 && y < 4 && x > 3 && x < 7)) || (x === 11 && y === 8); // prettier-ignore
const pixels = Uint8Array.from({ length: 108 }, (_, at) => Number(isOne(at % 12, Math.floor(at / 12))));
const mask = maskOf(size, { at: { x0: 0, y0: 0, x1: 12, y1: 9 }, pixels });

function painted(strips: ReturnType<typeof maskStrips>): boolean[] {
  const isIn = (x: number, y: number) => strips.some(({ x0, y0, x1, y1 }) => x >= x0 && x < x1 && y >= y0 && y < y1);
  return Array.from({ length: 108 }, (_, at) => isIn((at % 12) + 0.5, Math.floor(at / 12) + 0.5));
}

test('as many strips as columns are the very pixels of a mask', () => {
  expect(bitmapOf(mask)).not.toBeNull();
  expect(painted(maskStrips(mask, 64))).toEqual(Array.from(pixels, (one) => one === 1));
});

test('fewer strips show each the pixels of its middle column', () => {
  const middle = (x: number) => Math.floor(x / 3) * 3 + 1;
  const wanted = Array.from({ length: 108 }, (_, at) => isOne(middle(at % 12), Math.floor(at / 12)));
  expect(painted(maskStrips(mask, 4))).toEqual(wanted);
});

test('a mask that is full is one strip of full height per cut', () => {
  const full = { size, runs: Uint32Array.of(0, 108) };
  expect(maskStrips(full, 2)).toEqual([
    { x0: 0, y0: 0, x1: 6, y1: 9 },
    { x0: 6, y0: 0, x1: 12, y1: 9 },
  ]);
});
