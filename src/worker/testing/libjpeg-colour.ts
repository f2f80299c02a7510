// libjpeg's way from planes to RGB, one sample after another (jdsample.c, jdcolor.c): what the kernels are held to.
// `colour.long.test.ts` holds it, and them, to libjpeg itself.
import type { Sampling } from '../pixels';

export interface PlanarPicture {
  readonly width: number;
  readonly height: number;
  readonly sampling: Sampling;
  /** Each without gaps between its rows. */
  readonly y: Uint8Array;
  readonly cb: Uint8Array;
  readonly cr: Uint8Array;
}

export function rgbByLibjpeg({ width, height, sampling, y, cb, cr }: PlanarPicture): Uint8Array {
  const out = new Uint8Array(width * height * 3);
  const clamp = (value: number) => Math.max(0, Math.min(255, value));
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const level = y[row * width + column]!;
      const blue = chromaAt(cb, width, height, sampling, column, row) - 128;
      const red = chromaAt(cr, width, height, sampling, column, row) - 128;
      const at = (row * width + column) * 3;
      out[at] = clamp(level + Math.floor((91881 * red + 32768) / 65536));
      out[at + 1] = clamp(level + Math.floor((-22554 * blue - 46802 * red + 32768) / 65536));
      out[at + 2] = clamp(level + Math.floor((116130 * blue + 32768) / 65536));
    }
  return out;
}

function chromaAt(plane: Uint8Array, width: number, height: number, sampling: Sampling, x: number, y: number): number {
  if (sampling === '4:4:4') return plane[y * width + x]!;
  const across = Math.ceil(width / 2);
  const isTall = sampling === '4:2:0';
  const down = isTall ? Math.ceil(height / 2) : height;
  const column = x >> 1;
  const row = isTall ? y >> 1 : y;
  if (across <= 2) return plane[row * across + column]!;
  const beside = Math.max(0, Math.min(across - 1, column + (x & 1 ? 1 : -1)));
  const other = isTall ? Math.max(0, Math.min(down - 1, row + (y & 1 ? 1 : -1))) : row;
  const sum = (i: number) =>
    isTall ? 3 * plane[row * across + i]! + plane[other * across + i]! : plane[row * across + i]!;
  const bias = isTall ? (x & 1 ? 7 : 8) : x & 1 ? 2 : 1;
  return (3 * sum(column) + sum(beside) + bias) >> (isTall ? 4 : 2);
}
