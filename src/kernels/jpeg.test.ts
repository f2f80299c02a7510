import { describe, expect, it } from 'vitest';
import { random } from '../core/random';
import { readHeader } from '../core/header/read';
import { cjpegHashes } from '../worker/testing/cjpeg-hashes';
import { encodedByKernels, shortHash, type JpegCase } from '../worker/testing/encoded-by-kernels';
import { rgbPicture } from '../worker/testing/jpeg-pictures';
import { nodeKernels } from '../worker/testing/node-kernels';

const release = await nodeKernels();
const checked = await nodeKernels('checked');

describe('a JPEG file by the kernels', () => {
  it("equals libjpeg's in every byte, for all kinds, samplings, qualities and restart intervals", () => {
    for (const [kind, width, height, sampling, quality, restartRows, hash] of cjpegHashes) {
      const file = encodedByKernels(release, rgbPicture(kind, width, height), { sampling, quality, restartRows });
      expect(shortHash(file), JSON.stringify([kind, width, height, sampling, quality, restartRows])).toBe(hash);
    }
  });

  it.each(['rgbx', 'bgrx'] as const)('is the same from %s as from RGB', (layout) => {
    for (const [width, height] of [
      [1, 1],
      [5, 3],
      [17, 18],
      [131, 67],
    ] as const)
      // prettier-ignore
      for (const sampling of ['4:4:4', '4:2:2', '4:2:0', 'grey'] as const) {
        const picture = rgbPicture('photograph', width, height);
        const jpeg = { sampling, quality: 80, restartRows: 0 };
        const file = encodedByKernels(release, picture, jpeg, layout);
        expect(Buffer.compare(file, encodedByKernels(release, picture, jpeg))).toBe(0);
      }
  });

  it('says its size and sampling in its header, with sides up to 65500', () => {
    for (const [width, height] of [
      [1, 1],
      [65500, 1],
      [2, 65500],
    ] as const)
      // prettier-ignore
      for (const sampling of ['4:4:4', '4:2:2', '4:2:0'] as const) {
        const file = encodedByKernels(release, rgbPicture('gradient', width, height), draft(sampling));
        expect(readHeader(file).header).toMatchObject({ width, height, sampling, bands: 3, complete: true });
        expect(file.byteLength).toBe(file.buffer.byteLength);
      }
  });

  it.each([
    [0, 1],
    [1, 0],
    [65501, 1],
    [1, 65501],
    [NaN, 1],
  ])('is refused for %i × %i pixels, with the sides that it may have', (width, height) => {
    const plane = { at: release.mark(), stride: width, width, height };
    const pixels = { kind: 'packed', layout: 'grey', ...plane } as const;
    expect(() => release.encodeJpeg(pixels, { quality: 80, sampling: '4:4:4', segments: {} })).toThrow(
      `Expected sides from 1 to 65500 px, received ${width} × ${height}.`,
    );
  });

  it('is refused where memory is too small for it, and the kernels work on', async () => {
    const small = await nodeKernels('release', 3 * 2 ** 20);
    const picture = rgbPicture('noise', 64, 48);
    const mark = small.mark();
    const before = encodedByKernels(small, picture, draft('4:2:0'));
    // The pixels fit, their planes or tokens do not.
    for (const [width, height] of [
      [700, 700],
      [500, 500],
      [400, 400],
    ] as const)
      // prettier-ignore
      expect(() => encodedByKernels(small, rgbPicture('noise', width, height), best)).toThrow(/^Out of memory/);
    expect(small.mark()).toBe(mark);
    expect(small.memoryBytes()).toBeLessThanOrEqual(3 * 2 ** 20);
    expect(Buffer.compare(encodedByKernels(small, picture, draft('4:2:0')), before)).toBe(0);
  });
});

describe('the JPEG encoder', () => {
  it('frees what it took for a file, and for one that memory is too small for', async () => {
    const small = await nodeKernels('release', 3 * 2 ** 20);
    for (const [side, fits] of [
      [60, true],
      [400, false],
    ] as const)
      // prettier-ignore
      for (const layout of ['rgb', 'grey'] as const) {
        const stride = layout === 'rgb' ? 3 * side : side;
        const at = small.alloc(stride * side);
        small.bytes(at, stride * side).set(rgbPicture('noise', side, side).bytes.subarray(0, stride * side));
        const mark = small.mark();
        const encode = () =>
          small.encodeJpeg(
            { kind: 'packed', layout, at, stride, width: side, height: side },
            { quality: 100, sampling: '4:4:4', segments: {} },
          );
        // Grey takes a third.
        if (fits || layout === 'grey') encode();
        else expect(encode).toThrow(/^Out of memory/);
        expect(small.mark()).toBe(mark);
      }
  });
});

describe('the JPEG encoder, for sizes from 1 × 1 to 65500', () => {
  it('writes nothing outside what it allocates, and the same file in both builds whatever lies around', () => {
    const draw = random(5, 'jpeg');
    for (let i = 0; i < 48; i++) {
      const long = i % 12 === 0 ? 65500 : Math.ceil(2 ** draw.between(0, 15.9));
      const short = Math.max(1, Math.min(40, Math.floor(40_000 / long)));
      const [width, height] = i % 2 === 0 ? [long, short] : [short, long];
      const jpeg = {
        sampling: (['4:2:0', '4:2:2', '4:4:4', 'grey'] as const)[i % 4]!,
        quality: 1 + Math.floor(draw.between(0, 100)),
        restartRows: i % 3,
      };
      const picture = rgbPicture(i % 5 === 0 ? 'extremes' : 'photograph', width, height);
      const label = JSON.stringify({ width, height, ...jpeg });
      const files = [release, checked].map((kernels, n) => {
        // What the kernels allocate lies behind the first block, and on bytes of whatever was there before.
        const mark = kernels.mark();
        const fence = kernels.alloc(4096);
        const dirty = kernels.alloc(400_000);
        kernels.bytes(dirty, 400_000).fill(100 + 50 * n);
        kernels.release(dirty);
        kernels.bytes(fence, dirty - fence).fill(201);
        const file = encodedByKernels(kernels, picture, jpeg, (['rgb', 'rgbx', 'bgrx'] as const)[i % 3]);
        expect(new Set(kernels.bytes(fence, dirty - fence)), label).toEqual(new Set([201]));
        kernels.release(mark);
        return file;
      });
      expect(Buffer.compare(files[0]!, files[1]!), label).toBe(0);
    }
  });
});

const best: JpegCase = { sampling: '4:4:4', quality: 100, restartRows: 0 };

function draft(sampling: JpegCase['sampling']): JpegCase {
  return { sampling, quality: 80, restartRows: 0 };
}
