import { describe, expect, it } from 'vitest';
import { encodedByCjpeg } from '../worker/testing/cjpeg';
import { cjpegHashes } from '../worker/testing/cjpeg-hashes';
import { encodedByKernels, shortHash, type JpegCase } from '../worker/testing/encoded-by-kernels';
import { pictureKinds, rgbPicture, type RgbPicture } from '../worker/testing/jpeg-pictures';
import { nodeKernels } from '../worker/testing/node-kernels';

const kernels = await nodeKernels();
const samplings = ['4:4:4', '4:2:2', '4:2:0', 'grey'] as const;
const sizes = [
  ...[1, 2, 7, 8, 9, 15, 16, 17, 23, 24, 25, 31, 33].flatMap((side) => [
    [side, side],
    [side, 40 - side],
  ]),
  ...[[1, 300], [300, 1], [203, 151], [256, 192], [311, 200], [333, 251], [2000, 37], [2003, 65]], // prettier-ignore
] as [number, number][];

function holds(picture: RgbPicture, jpeg: JpegCase, layout: 'rgb' | 'rgbx' | 'bgrx' = 'rgb'): void {
  const label = JSON.stringify({ width: picture.width, height: picture.height, ...jpeg, layout });
  const ours = encodedByKernels(kernels, picture, jpeg, layout);
  expect(Buffer.compare(ours, encodedByCjpeg(picture, jpeg)), label).toBe(0);
}

describe('a JPEG file by the kernels equals `cjpeg -optimize -baseline` in every byte', () => {
  it.each(pictureKinds)('for %s of all sizes, qualities and samplings', (kind) => {
    for (const [width, height] of sizes) {
      const picture = rgbPicture(kind, width, height);
      for (const sampling of samplings)
        for (const quality of [1, 10, 50, 75, 80, 90, 95, 100]) holds(picture, { sampling, quality, restartRows: 0 });
    }
  });

  it.each(samplings)('for every quality from 1 to 100 in %s', (sampling) => {
    const pictures = [rgbPicture('photograph', 61, 45), rgbPicture('extremes', 43, 29)];
    for (let quality = 1; quality <= 100; quality++)
      for (const picture of pictures) holds(picture, { sampling, quality, restartRows: 0 });
  });

  it('with restart markers after each 1, 2, 3 and 7 rows of MCUs', () => {
    for (const [width, height] of [
      [97, 133],
      [16, 160],
      [301, 17],
      [1, 99],
      [1200, 200],
    ] as const)
      // prettier-ignore
      for (const sampling of samplings)
        for (const restartRows of [1, 2, 3, 7])
          for (const kind of ['photograph', 'extremes'] as const)
            holds(rgbPicture(kind, width, height), { sampling, quality: 85, restartRows });
  });

  it('from four bytes a pixel in both orders', () => {
    for (const [width, height] of [
      [1, 1],
      [5, 3],
      [17, 18],
      [203, 151],
    ] as const)
      // prettier-ignore
      for (const sampling of samplings)
        for (const layout of ['rgbx', 'bgrx'] as const)
          holds(rgbPicture('photograph', width, height), { sampling, quality: 80, restartRows: 0 }, layout);
  });

  it('for the longest sides that libjpeg takes', () => {
    for (const [width, height] of [
      [65500, 3],
      [3, 65500],
    ] as const)
      // prettier-ignore
      for (const sampling of samplings)
        holds(rgbPicture('photograph', width, height), { sampling, quality: 80, restartRows: 1 });
  });

  it('as the hashes that `npm test` holds say', () => {
    for (const [kind, width, height, sampling, quality, restartRows, hash] of cjpegHashes) {
      const file = encodedByCjpeg(rgbPicture(kind, width, height), { sampling, quality, restartRows });
      expect(shortHash(file), JSON.stringify([kind, width, height, sampling, quality, restartRows])).toBe(hash);
    }
  });
});
