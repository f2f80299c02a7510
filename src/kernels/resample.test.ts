import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { random } from '../core/random';
import type { Bands } from '../worker/kernels';
import { guarded, noise } from '../worker/testing/guarded';
import { nodeKernels } from '../worker/testing/node-kernels';
import { flipped, resized, type Box, type FilterName, type Picture } from '../worker/testing/pillow';
import { pillowHashes } from '../worker/testing/pillow-hashes';

const release = await nodeKernels();
const checked = await nodeKernels('checked');
const names = ['nearest', 'box', 'linear', 'hamming', 'cubic', 'mitchell', 'lanczos2', 'lanczos3'] as const;

interface Case {
  readonly source: Picture;
  readonly size: { readonly width: number; readonly height: number };
  readonly kernel: FilterName;
  readonly box: Box;
  readonly flipX?: boolean;
  readonly flipY?: boolean;
}

function made(kernels: typeof release, one: Case, around = 0xcd): { bytes: Uint8Array; strays: number } {
  const { source, size, kernel, box, flipX = false, flipY = false } = one;
  const [x0, y0, x1, y1] = box;
  return guarded(kernels, source, size, around, (from, target) =>
    kernels.resample({
      source: from,
      bands: source.bands,
      box: { x0, y0, x1, y1 },
      target,
      kernel,
      flipX,
      flipY,
    }),
  );
}

const wholeOf = ({ width, height }: Picture): Box => [0, 0, width, height];

describe('resampling', () => {
  it.each(pillowHashes)(
    'gives Pillow’s bytes: %s, %i bands, %i × %i, seed %i, extreme %s, to %i × %i, box %j',
    (kernel, bands, width, height, seed, extreme, toWidth, toHeight, box, hash) => {
      const source = noise(width, height, bands, seed, extreme);
      const { bytes } = made(release, { source, size: { width: toWidth, height: toHeight }, kernel, box });
      expect(createHash('sha256').update(bytes).digest('hex').slice(0, 16)).toBe(hash);
    },
  );

  it('gives the bytes of Pillow’s rule for random sizes, boxes and mirrors, in both builds, and writes nothing else', () => {
    const draw = random(7, 'resample');
    for (let i = 0; i < 250; i++) {
      const bands = ([1, 3, 4] as const)[i % 3]!;
      const source = noise(draw.integer(1, 90), draw.integer(1, 60), bands, i, i % 5 === 0);
      const isWhole = i % 4 === 0;
      const side = (length: number): [number, number] => {
        const low = isWhole ? 0 : draw.between(-1, length - 0.5);
        return [low, isWhole ? length : draw.between(low + 0.1, length + 1)];
      };
      const [x0, x1] = side(source.width);
      const [y0, y1] = side(source.height);
      const one: Case = {
        source,
        size: {
          width: i % 8 === 0 ? source.width : draw.integer(1, 110),
          height: i % 12 === 0 ? source.height : draw.integer(1, 80),
        },
        kernel: names[i % names.length]!,
        box: [x0, y0, x1, y1],
        flipX: i % 7 < 3,
        flipY: i % 11 < 5,
      };
      const upright = resized(source, one.size, one.kernel, one.box);
      const expected = flipped(upright, one.flipX ?? false, one.flipY ?? false);
      const label = JSON.stringify({ i, ...one, source: [source.width, source.height, bands] });
      for (const kernels of [release, checked]) {
        const { bytes, strays } = made(kernels, one, i & 255);
        expect(strays, label).toBe(0);
        expect(Buffer.compare(bytes, expected), label).toBe(0);
      }
    }
  });

  it.each(['mitchell', 'lanczos2'] as const)('lies within one level of unrounded weights: %s', (kernel) => {
    for (const [width, height] of [
      [31, 22],
      [140, 95],
    ] as const) {
      const source = noise(64, 48, 3, 3);
      const exact = resized(source, { width, height }, kernel, wholeOf(source), (weight) => weight * 2 ** 22);
      const { bytes } = made(release, { source, size: { width, height }, kernel, box: wholeOf(source) });
      expect(Math.max(...bytes.map((byte, i) => Math.abs(byte - exact.bytes[i]!)))).toBeLessThanOrEqual(1);
    }
  });

  it.each(names)('mirrors as if it were mirrored afterwards: %s', (kernel) => {
    for (const bands of [1, 3, 4] as const) {
      const source = noise(53, 41, bands, 8);
      for (const size of [
        { width: 20, height: 33 },
        { width: 53, height: 20 },
        { width: 20, height: 41 },
        { width: 53, height: 41 },
      ]) {
        const one = { source, size, kernel, box: wholeOf(source) };
        const upright = { ...size, bands, bytes: made(release, one).bytes };
        for (const [flipX, flipY] of [
          [true, false],
          [false, true],
          [true, true],
        ] as const)
          expect(Buffer.compare(made(release, { ...one, flipX, flipY }).bytes, flipped(upright, flipX, flipY))).toBe(0);
      }
    }
  });

  it.each(names)('copies a box of whole pixels that keeps its size: %s', (kernel) => {
    for (const bands of [1, 3, 4] as const) {
      const source = noise(40, 30, bands, 4);
      const { bytes } = made(release, { source, size: { width: 17, height: 11 }, kernel, box: [9, 5, 26, 16] });
      const rows = Array.from({ length: 11 }, (_, y) => {
        const from = ((y + 5) * 40 + 9) * bands;
        return [...source.bytes.subarray(from, from + 17 * bands)];
      });
      expect([...bytes]).toEqual(rows.flat());
    }
  });

  it.each(names)('keeps a flat picture flat where its box sticks out by a pixel: %s', (kernel) => {
    for (const [width, height] of [
      [1, 1],
      [9, 4],
      [40, 3],
    ] as const) {
      const source = { width, height, bands: 3 as Bands, bytes: new Uint8Array(width * height * 3).fill(201) };
      const box = [-1, -1, width + 1, height + 1] as const;
      for (const size of [
        { width: 1, height: 1 },
        { width: 30, height: 50 },
      ])
        expect(new Set(made(checked, { source, size, kernel, box }).bytes)).toEqual(new Set([201]));
    }
  });

  it('turns a picture by a quarter with a transposition and a mirror', () => {
    for (const bands of [1, 3, 4] as const) {
      const source = noise(70, 33, bands, 2);
      const size = { width: 33, height: 70 };
      const { bytes, strays } = guarded(checked, source, size, 9, (from, to) => checked.transpose(from, bands, to));
      expect(strays).toBe(0);
      const turned = flipped({ ...size, bands, bytes }, true, false);
      for (const [x, y] of [
        [0, 0],
        [69, 0],
        [12, 32],
        [40, 17],
      ] as const) {
        const at = (x * 33 + (32 - y)) * bands;
        const from = (y * 70 + x) * bands;
        expect([...turned.subarray(at, at + bands)]).toEqual([...source.bytes.subarray(from, from + bands)]);
      }
      const back = guarded(release, { ...size, bands, bytes }, source, 9, (from, to) =>
        release.transpose(from, bands, to),
      );
      expect(back.bytes).toEqual(source.bytes);
    }
  });

  it('fills a rectangle of a plane, and nothing beside it', () => {
    for (const bands of [1, 3, 4] as const) {
      const { bytes, strays } = guarded(checked, noise(1, 1, bands, 1), { width: 19, height: 7 }, 3, (_, to) =>
        checked.fill({ ...to, width: 10 }, bands, [250, 1, 128, 77]),
      );
      expect(strays).toBe(0);
      const row = [...Array<number[]>(10).fill([250, 1, 128, 77].slice(0, bands)), Array<number>(9 * bands).fill(3)];
      expect([...bytes]).toEqual(Array<number[]>(7).fill(row.flat()).flat());
    }
  });
});
