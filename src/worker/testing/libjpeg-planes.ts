// libjpeg's way from RGB to planes, one sample after another (jccolor.c, jcprepct.c, jcsample.c): what the kernels are
// held to. That it is libjpeg's, `jpeg.long.test.ts` shows: files of such planes are equal in every byte.
import { chromaOf, type Sampling } from '../pixels';
import type { RgbPicture } from './jpeg-pictures';

interface PaddedPlanes {
  readonly y: Uint8Array;
  /** Rows of `chromaWidth` samples, whole blocks. */
  readonly cb: Uint8Array;
  readonly cr: Uint8Array;
  readonly chromaWidth: number;
}

export function planesByLibjpeg({ width, height, bytes }: RgbPicture, sampling: Sampling): PaddedPlanes {
  const by = chromaOf(sampling);
  const chromaWidth = 8 * Math.ceil(width / (8 * by.x));
  const chromaHeight = Math.ceil(height / by.y);
  const full = [luma, blue, red].map((formula) => {
    const plane = new Uint8Array(width * height);
    for (let i = 0; i < plane.length; i++)
      plane[i] = Math.floor(formula(bytes[3 * i]!, bytes[3 * i + 1]!, bytes[3 * i + 2]!) / 65536);
    return plane;
  });
  const [y, cb, cr] = full as [Uint8Array, Uint8Array, Uint8Array]; // Three of three.
  const halved = (plane: Uint8Array) => {
    // Beyond the edges the last sample is repeated, before halving.
    const at = (column: number, row: number) => plane[Math.min(row, height - 1) * width + Math.min(column, width - 1)]!;
    return Uint8Array.from({ length: chromaWidth * chromaHeight }, (_, i) => {
      const [column, row] = [i % chromaWidth, Math.floor(i / chromaWidth)];
      if (sampling === '4:4:4') return at(column, row);
      const pair = (line: number) => at(2 * column, line) + at(2 * column + 1, line);
      // The bias alternates, so that the means do not drift.
      if (sampling === '4:2:2') return (pair(row) + (column & 1)) >> 1;
      return (pair(2 * row) + pair(2 * row + 1) + 1 + (column & 1)) >> 2;
    });
  };
  return { y, cb: halved(cb), cr: halved(cr), chromaWidth };
}

const centre = 128 * 65536 + 32767;
const luma = (r: number, g: number, b: number) => 19595 * r + 38470 * g + 7471 * b + 32768;
const blue = (r: number, g: number, b: number) => -11059 * r - 21709 * g + 32768 * b + centre;
const red = (r: number, g: number, b: number) => 32768 * r - 27439 * g - 5329 * b + centre;
