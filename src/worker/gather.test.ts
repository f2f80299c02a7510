import { beforeAll, describe, expect, it } from 'vitest';
import type { Geometry } from '../core/geometry/geometry';
import { gathered } from './gather';
import type { Kernels } from './kernels';
import { nodeKernels } from './testing/node-kernels';
import { nodeVips } from './testing/node-vips';
import { noise, scenery } from './testing/pictures';
import type { Raster } from './testing/raster';
import { planned, through } from './testing/run';
import type { VipsLibrary } from './vips';

let kernels: Kernels;
let vips: VipsLibrary;
beforeAll(async () => {
  [kernels, vips] = await Promise.all([nodeKernels(), nodeVips()]);
});

const layouts = { 1: 'grey', 3: 'rgb', 4: 'rgba' } as const;

function gatheredOf(
  source: Raster,
  geometry: Geometry,
  kernel: 'nearest' | 'linear' | 'cubic' = 'nearest',
): Uint8Array {
  const bands = source.bands as 1 | 3 | 4; // As the tests draw.
  const mark = kernels.mark();
  try {
    const at = kernels.alloc(source.data.length);
    kernels.bytes(at, source.data.length).set(source.data as Uint8Array); // Eight bits are asked for.
    const { width, height } = source;
    const pixels = { kind: 'packed', layout: layouts[bands], at, stride: width * bands, width, height } as const;
    const made = gathered(kernels, pixels, { geometry, kernel, fill: [1, 0, 0, 1] });
    return kernels.bytes(made.at, made.width * made.height * bands).slice();
  } finally {
    kernels.release(mark);
  }
}

describe('a step gone through pixel by pixel', () => {
  it.each([
    [1, { op: 'pad', left: 50, top: 3, right: 7, bottom: 40, edge: 'reflect' }],
    [3, { op: 'pad', left: 1, bottom: 70, edge: 'reflect' }],
    [4, { op: 'pad', left: 9, top: 2, right: 3, bottom: 1, edge: 'replicate' }],
    [3, { op: 'pad', left: 9, top: 2, fill: '#ff0000' }],
    [3, { op: 'rotate', angle: 90 }],
    [4, { op: 'flip', axis: 'vertical' }],
  ] as const)('has the very pixels of libvips, of %i bands: %j', async (bands, step) => {
    const source = noise(23, 17, bands);
    const [branch] = await planned(source, [step]);
    const expected = await through(vips, source, [step]);
    expect(Buffer.from(gatheredOf(source, branch!.geometry)).equals(Buffer.from(expected.data as Uint8Array))).toBe(
      true,
    );
  });

  it('of a projective map takes what lies there, and fills the rest', () => {
    const source = noise(20, 20, 3);
    const whole = { x0: 0, y0: 0, x1: 20, y1: 20 };
    // By two to the right, with a last row that is no unit row.
    const matrix = [2, 0, 4, 0, 2, 0, 0, 0, 2] as const;
    const geometry: Geometry = { size: source, map: { kind: 'projective', matrix }, clip: whole, edge: 'constant' };
    const made = gatheredOf(source, geometry);
    const [moved] = [gatheredOf(source, { ...geometry, map: { kind: 'affine', matrix: [1, 0, 2, 0, 1, 0] } })];
    expect(Buffer.from(made).equals(Buffer.from(moved))).toBe(true);
    expect([...made.subarray(0, 6)]).toEqual([255, 0, 0, 255, 0, 0]);
    expect([...made.subarray(6, 9)]).toEqual([...source.data.subarray(0, 3)]);
  });

  it.each(
    (['linear', 'cubic'] as const).flatMap((kernel) => [
      { op: 'rotate', angle: 25, edge: 'replicate', kernel },
      { op: 'rotate', angle: 25, fill: '#ff0000', kernel },
      { op: 'affine', angle: 10, scale: 0.8, shearX: 10, edge: 'reflect', kernel },
      { op: 'affine', angle: 10, scale: 1.4, fill: '#ff0000', kernel },
      { op: 'perspective', distortion: 0.4, edge: 'replicate', kernel },
      { op: 'perspective', distortion: 0.4, fill: '#ff0000', kernel },
      { op: 'elastic', cell: 16, magnitude: 3, edge: 'reflect', kernel },
    ]),
  )('of a map that is not along the axes is within two levels of libvips: %j', async (step) => {
    const source = scenery(40, 30);
    const [branch] = await planned(source, [step]);
    const expected = await through(vips, source, [step]);
    const made = gatheredOf(source, branch!.geometry, step.kernel);
    const apart = made.map((value, at) => Math.abs(value - expected.data[at]!));
    expect(Math.max(...apart)).toBeLessThanOrEqual(2);
  });

  it('of a dense map asks it where each pixel comes from, and mixes the four around it', () => {
    const source = noise(20, 20, 1);
    const clip = { x0: 0, y0: 0, x1: 20, y1: 20 };
    const map: Geometry['map'] = {
      kind: 'dense',
      forward: (x, y) => [x - 0.5, y],
      backward: (x, y) => [x + 0.5, y],
    };
    const made = gatheredOf(source, { size: source, map, clip, edge: 'replicate' }, 'linear');
    expect(made[0]).toBe(Math.round((source.data[0]! + source.data[1]!) / 2));
  });
});
