import { beforeAll, describe, expect, it } from 'vitest';
import { fuse, unfused } from '../core/geometry/fuse';
import { wholeOf, type AffineMatrix, type Size } from '../core/geometry/geometry';
import type { Pass } from '../core/geometry/pass';
import { turnedSize, turnMatrix, type QuarterTurns } from '../core/operations/auto-orient';
import type { Fill, Kernel } from '../core/operations/operation';
import type { Kernels } from './kernels';
import type { Packed, Pixels, Sampling } from './pixels';
import { runPass } from './run-pass';
import { nodeKernels } from './testing/node-kernels';

/** Asserts every load and store. */
let kernels: Kernels;
beforeAll(async () => {
  kernels = await nodeKernels('checked');
});

/** Colours that change slowly, so that chroma of half the size says the same, and differently along x and y. */
function smooth({ width, height }: Size): Packed {
  const stride = width * 3;
  const at = kernels.alloc(stride * height);
  const bytes = kernels.bytes(at, stride * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      bytes.set(
        [60 + 100 * (x / width), 40 + 150 * (y / height), 200 - 90 * (x / width) - 60 * (y / height)],
        y * stride + 3 * x,
      );
  return { kind: 'packed', layout: 'rgb', at, stride, width, height };
}

function rgbOf(pixels: Pixels): Uint8Array {
  const { width, height } = pixels;
  const stride = width * 3;
  if (pixels.kind === 'packed') return kernels.bytes(pixels.at, stride * height).slice();
  const target = { at: kernels.alloc(stride * height), stride, width, height };
  kernels.toRgb(pixels, target);
  return kernels.bytes(target.at, stride * height).slice();
}

interface Steps {
  readonly crop?: readonly [number, number, number, number];
  readonly mirror?: boolean;
  readonly angle?: QuarterTurns;
  readonly to?: Size;
  readonly pad?: readonly [number, number, number, number];
}

const grey: Fill = [0.45, 0.45, 0.45, 1];

function passOf(source: Size, { crop, mirror = false, angle = 0, to, pad }: Steps, kernel: Kernel): Pass {
  let fusion = unfused(source);
  const add = (size: Size, matrix: AffineMatrix) => {
    const geometry = { size, map: { kind: 'affine', matrix }, clip: wholeOf(size), edge: 'constant' } as const;
    const fused = fuse(fusion, { geometry, kernel, fill: grey });
    if (!fused || fused.before) throw new Error('Expected one pass.');
    fusion = fused.fusion;
  };
  const now = () => fusion.pass.size;
  if (crop) add({ width: crop[2], height: crop[3] }, [1, 0, -crop[0], 0, 1, -crop[1]]);
  if (mirror || angle !== 0) add(turnedSize(now(), angle), turnMatrix(now(), angle, mirror));
  if (to) add(to, [to.width / now().width, 0, 0, 0, to.height / now().height, 0]);
  if (pad) {
    const [left, top, right, bottom] = pad;
    add({ width: now().width + left + right, height: now().height + top + bottom }, [1, 0, left, 0, 1, top]);
  }
  return fusion.pass;
}

const cases: readonly (readonly [string, Steps])[] = [
  ['smaller', { to: { width: 40, height: 31 } }],
  ['larger', { to: { width: 250, height: 171 } }],
  ['cropped at odd edges', { crop: [7, 5, 51, 43] }],
  ['cropped and smaller', { crop: [7, 5, 51, 43], to: { width: 17, height: 13 } }],
  ['mirrored', { mirror: true }],
  ['a quarter turned and smaller', { angle: 90, to: { width: 33, height: 47 } }],
  ['turned back, mirrored and larger', { angle: 270, mirror: true, to: { width: 121, height: 155 } }],
  ['half turned between odd borders', { angle: 180, pad: [3, 5, 4, 1] }],
  ['far smaller between odd borders', { to: { width: 9, height: 7 }, pad: [1, 1, 0, 0] }],
  ['between even borders', { pad: [4, 2, 6, 8] }],
];

const sizes = [
  { width: 101, height: 77 },
  { width: 96, height: 64 },
];

describe('a pass over planes shows what one over packed pixels does', () => {
  const samplings = ['4:2:0', '4:2:2', '4:4:4'] as const satisfies readonly Sampling[];
  const kernelNames = ['linear', 'lanczos3'] as const satisfies readonly Kernel[];
  const rows = cases.flatMap(([name, steps]) =>
    samplings.flatMap((from) => samplings.filter((to) => to !== '4:2:2').map((to) => [name, from, to, steps] as const)),
  );

  it.each(rows)('%s, from %s to %s', (_, from, to, steps) => {
    for (const size of sizes)
      for (const kernel of kernelNames) {
        const mark = kernels.mark();
        const pass = passOf(size, steps, kernel);
        const source = smooth(size);
        const packed = runPass(kernels, source, pass, 1, to);
        if (packed.kind !== 'packed') throw new Error('Expected packed pixels to stay packed.');
        // Chroma of half the size loses the same, whenever it is halved.
        const expected = rgbOf(kernels.toPlanes(packed, to));
        const planes = kernels.toPlanes(source, from);
        // As a decoder gives them: no wider than the image.
        const chroma = { width: Math.ceil(size.width / (from === '4:4:4' ? 1 : 2)) };
        const own = { ...planes, cb: { ...planes.cb, ...chroma }, cr: { ...planes.cr, ...chroma } };
        const result = runPass(kernels, own, pass, 1, to);
        expect(result).toMatchObject({ kind: 'planes', sampling: to, ...pass.size });
        const seen = rgbOf(result);
        let [worst, sum] = [0, 0];
        for (let i = 0; i < seen.length; i++) {
          const apart = Math.abs(seen[i]! - expected[i]!);
          sum += apart;
          worst = Math.max(worst, apart);
        }
        expect(worst, `${kernel} at ${size.width} × ${size.height}`).toBeLessThanOrEqual(most(steps));
        expect(sum / seen.length).toBeLessThan(2);
        kernels.release(mark);
      }
  });
});

/** Where a chroma sample lies across a border, its picture's half is the sample beside, rather than the very pixel. */
function most({ pad, to }: Steps): number {
  return pad && to ? 30 : 8;
}

describe('a pass over a source that decoding has shrunk', () => {
  it('shows the same places', () => {
    const mark = kernels.mark();
    const size = { width: 160, height: 120 };
    const pass = passOf(size, { crop: [16, 8, 96, 80], to: { width: 24, height: 20 } }, 'linear');
    const expected = rgbOf(runPass(kernels, smooth(size), pass, 1, '4:4:4'));
    const half = rgbOf(runPass(kernels, smooth({ width: 80, height: 60 }), pass, 0.5, '4:4:4'));
    const worst = Math.max(...expected.map((value, i) => Math.abs(value - half[i]!)));
    expect(worst).toBeLessThanOrEqual(3);
    kernels.release(mark);
  });
});

describe('a pass over straight alpha', () => {
  it('mixes no colour of what is transparent, and leaves the source straight', () => {
    const mark = kernels.mark();
    const [width, height] = [8, 8];
    const at = kernels.alloc(width * height * 4);
    const bytes = kernels.bytes(at, width * height * 4);
    // Opaque red on the left, transparent green on the right.
    for (let i = 0; i < width * height; i++) bytes.set(i % width < 4 ? [200, 0, 0, 255] : [0, 200, 0, 0], 4 * i);
    const before = bytes.slice();
    const source: Packed = { kind: 'packed', layout: 'rgba', at, stride: width * 4, width, height };
    const result = runPass(kernels, source, passOf(source, { to: { width: 3, height: 3 } }, 'linear'), 1, '4:4:4');
    if (result.kind !== 'packed') throw new Error('Expected packed pixels to stay packed.');
    const out = kernels.bytes(result.at, 36);
    for (let i = 0; i < 36; i += 4) expect(out[i + 3] === 0 || (out[i]! >= 198 && out[i + 1]! <= 1)).toBe(true);
    expect([...out.subarray(4, 8)][3]).toBeGreaterThan(60);
    expect(kernels.bytes(at, before.length)).toEqual(before);
    kernels.release(mark);
  });
});
