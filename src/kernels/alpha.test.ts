import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Kernels } from '../worker/kernels';
import type { Plane } from '../worker/pixels';
import { guarded } from '../worker/testing/guarded';
import { nodeKernels } from '../worker/testing/node-kernels';
import type { Picture } from '../worker/testing/pillow';
import { alphaHashes } from '../worker/testing/pillow-hashes';

/** 256 × 256 pixels: every alpha with every level of a colour. */
function everyAlpha(): Picture {
  const pixels = Array.from({ length: 65536 }, (_, i) => [i & 255, 255 - (i & 255), (i * 7) & 255, i >> 8]);
  return { width: 256, height: 256, bands: 4, bytes: Uint8Array.from(pixels.flat()) };
}

/** A picture through kernels that work in place. */
function inPlace(kernels: Kernels, source: Picture, work: (plane: Plane) => void) {
  return guarded(kernels, source, source, 0x5a, (from, to) => {
    kernels.copy(from, to, 4);
    work(to);
  });
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

describe.each(['release', 'checked'] as const)('alpha in the %s build', (flavour) => {
  it('is premultiplied as by Pillow, for every colour and alpha', async () => {
    const kernels = await nodeKernels(flavour);
    const { bytes, strays } = inPlace(kernels, everyAlpha(), (plane) => kernels.premultiply(plane));
    expect(strays).toBe(0);
    expect(hashOf(bytes)).toBe(alphaHashes.premultiplied);
  });

  it('is divided out as by Pillow, for every colour and alpha', async () => {
    const kernels = await nodeKernels(flavour);
    const { bytes, strays } = inPlace(kernels, everyAlpha(), (plane) => kernels.unpremultiply(plane));
    expect(strays).toBe(0);
    expect(hashOf(bytes)).toBe(alphaHashes.straight);
  });

  it('is resampled as by Pillow when it is premultiplied around', async () => {
    const kernels = await nodeKernels(flavour);
    const box = { x0: 0, y0: 0, x1: 256, y1: 256 };
    const { bytes } = guarded(kernels, everyAlpha(), { width: 90, height: 77 }, 0, (source, target) => {
      kernels.premultiply(source);
      kernels.resample({ source, bands: 4, box, target, kernel: 'lanczos3', flipX: false, flipY: false });
      kernels.unpremultiply(target);
    });
    expect(hashOf(bytes)).toBe(alphaHashes.resized);
  });

  it('is treated alike in rows of any width, with nothing written beside them', async () => {
    const kernels = await nodeKernels(flavour);
    const whole = everyAlpha();
    for (const width of [1, 2, 3, 5, 7]) {
      const source: Picture = { width, height: 3, bands: 4, bytes: whole.bytes.slice(40_000, 40_000 + width * 12) };
      const { bytes, strays } = inPlace(kernels, source, (plane) => kernels.premultiply(plane));
      expect(strays).toBe(0);
      const expected = source.bytes.map((byte, i) => {
        const t = byte * source.bytes[i | 3]! + 128;
        return (i & 3) === 3 ? byte : ((t >> 8) + t) >> 8;
      });
      expect(bytes).toEqual(expected);
    }
  });
});
