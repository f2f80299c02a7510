import { describe, expect, it } from 'vitest';
import { decodedByDjpeg } from '../worker/testing/cjpeg';
import { rgbByLibjpeg } from '../worker/testing/libjpeg-colour';
import { nodeKernels } from '../worker/testing/node-kernels';
import { planarPicture, planesOf, rgbByKernels } from '../worker/testing/planar-pictures';

const kernels = await nodeKernels();

describe('YCbCr planes become RGB as by `djpeg`', () => {
  it.each(['4:4:4', '4:2:2', '4:2:0'] as const)('of %s, for planes that a file holds without loss', (sampling) => {
    for (const [width, height] of [
      [1, 1],
      [3, 2],
      [4, 9],
      [5, 5],
      [16, 16],
      [17, 33],
      [50, 7],
      [131, 93],
      [640, 480],
    ] as const) {
      // prettier-ignore
      const picture = planarPicture(width, height, sampling, 8);
      const mark = kernels.mark();
      const file = kernels.encodeJpeg(planesOf(kernels, picture), { quality: 100, sampling, segments: {} });
      kernels.release(mark);
      const expected = decodedByDjpeg(file);
      expect(Buffer.compare(rgbByLibjpeg(picture), expected), `${width} × ${height}`).toBe(0);
      expect(Buffer.compare(rgbByKernels(kernels, picture).bytes, expected), `${width} × ${height}`).toBe(0);
    }
  });
});
