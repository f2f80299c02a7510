import { describe, expect, it } from 'vitest';
import { rgbByLibjpeg } from '../worker/testing/libjpeg-colour';
import { nodeKernels } from '../worker/testing/node-kernels';
import { planarPicture, rgbByKernels } from '../worker/testing/planar-pictures';

const release = await nodeKernels();
const checked = await nodeKernels('checked');
const sizes = [1, 2, 3, 4, 5, 6, 7, 15, 16, 17, 31, 33, 50].flatMap((side) => [
  [side, side],
  [side, 3],
  [6, side],
]) as [number, number][];

describe('YCbCr planes become RGB', () => {
  it.each(['4:4:4', '4:2:2', '4:2:0'] as const)("of %s as by libjpeg's triangle filter and rounding", (sampling) => {
    for (const [width, height] of [...sizes, [65500, 2], [1, 65500]] as const) {
      const picture = planarPicture(width, height, sampling, 1);
      const expected = rgbByLibjpeg(picture);
      for (const kernels of [release, checked]) {
        const { bytes, strays } = rgbByKernels(kernels, picture);
        expect(strays, `${width} × ${height}`).toBe(0);
        expect(Buffer.compare(bytes, expected), `${width} × ${height}`).toBe(0);
      }
    }
  });
});
