import { beforeAll, describe, expect, it } from 'vitest';
import { decodeShrink } from '../../worker/plan-steps';
import { centre, sent } from '../../worker/testing/centre';
import { nodeVips } from '../../worker/testing/node-vips';
import { disc } from '../../worker/testing/pictures';
import { difference } from '../../worker/testing/difference';
import { decoded, imageOf, type Raster } from '../../worker/testing/raster';
import { geometries, output, planned } from '../../worker/testing/run';
import type { VipsLibrary } from '../../worker/vips';
import type { Size } from '../geometry/geometry';
import type { Orientation } from '../header/header';
import type { Step } from './operation';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

const orientations = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const divisible = { width: 2000, height: 1504 };
const odd = { width: 2003, height: 1501 };
const at = { x: 1203.4, y: 611.7 };

/** To draw one takes longer than all that is done with it. */
const drawn = new Map<Size, Raster>();

function drawnIn(size: Size): Raster {
  const raster = drawn.get(size) ?? disc({ ...size, bands: 3, depth: 8 }, at.x, at.y, 420);
  drawn.set(size, raster);
  return raster;
}

function jpeg(size: Size, orientation: Orientation): Uint8Array {
  const image = imageOf(vips, drawnIn(size));
  try {
    image.setInt('orientation', orientation);
    return image.jpegsaveBuffer({ Q: 95 });
  } finally {
    image.delete();
  }
}

const upright: readonly Step[] = [{ op: 'auto-orient' }, { op: 'resize', width: 180, height: 180 }];

describe('a photograph turned upright and made smaller', () => {
  it.each(orientations)('is decoded shrunk at orientation %i where its sides divide', async (orientation) => {
    expect(decodeShrink(await planned(divisible, upright, orientation))).toBe(4);
  });

  it('is decoded shrunk at orientation 1 and 5 whatever its sides: the edge that is cut stays right and bottom', async () => {
    expect(decodeShrink(await planned(odd, upright, 1))).toBe(4);
    expect(decodeShrink(await planned(odd, upright, 5))).toBe(4);
  });

  it('is decoded whole where a turn would bring a cut edge to the left or the top', async () => {
    for (const orientation of [2, 3, 4, 6, 7, 8] as const)
      expect(decodeShrink(await planned(odd, upright, orientation)), `orientation ${orientation}`).toBe(1);
    // 1500 divides by 4 and 2; only the side that runs backwards matters.
    expect(decodeShrink(await planned({ width: 2003, height: 1500 }, upright, 6))).toBe(4);
    expect(decodeShrink(await planned({ width: 2003, height: 1502 }, upright, 6))).toBe(2);
  });

  it.each(orientations)(
    'has its disc within 0.1 px of where the geometry sends it, at orientation %i',
    async (orientation) => {
      for (const size of [divisible, odd]) {
        const result = await output(vips, jpeg(size, orientation), {
          steps: upright,
          output: { format: 'png', compression: 1 },
        });
        let [x, y] = [at.x, at.y];
        for (const geometry of await geometries(size, upright, orientation)) [x, y] = sent(geometry, x, y);
        const found = centre(decoded(vips, new Uint8Array(result.bytes)));
        expect(Math.abs((found?.x ?? NaN) - x), `${size.width} px wide`).toBeLessThan(0.1);
        expect(Math.abs((found?.y ?? NaN) - y), `${size.width} px wide`).toBeLessThan(0.1);
      }
    },
  );
});

it('a photograph made grey and then smaller is decoded shrunk, and comes out in the promised size', async () => {
  const steps = [{ op: 'grayscale' }, { op: 'resize', width: 180 }];
  expect(decodeShrink(await planned(odd, steps))).toBe(4);
  const { width, height } = await output(vips, jpeg(odd, 1), { steps, output: { format: 'png' } });
  expect({ width, height }).toEqual({ width: 180, height: 135 });
});

describe('a random crop of a photograph', () => {
  const steps = (scale: number, size: number): readonly Step[] => [
    { op: 'random-crop', scale, ratio: [0.9, 1.1], width: size, height: size },
  ];

  it.each([
    [0.9, 300, 2],
    [0.9, 90, 8],
    [0.5, 100, 4],
    [0.3, 50, 8],
  ])('of %d of its area to %i px is decoded at 1/%i, as a whole decode has it', async (scale, side, shrink) => {
    const chain = steps(scale, side);
    for (const size of [divisible, odd]) {
      expect(decodeShrink(await planned(size, chain))).toBe(shrink);
      const way = async (decode: string) => {
        const { bytes } = await output(vips, jpeg(size, 1), { steps: chain, decode, output: { format: 'png' } });
        return decoded(vips, new Uint8Array(bytes));
      };
      const [shrunk, whole] = [await way('exact'), await way('full')];
      expect(difference(shrunk, whole).mean).toBeLessThan(1);
      const [one, other] = [centre(shrunk), centre(whole)];
      expect(Math.abs((one?.x ?? NaN) - (other?.x ?? NaN))).toBeLessThan(0.1);
      expect(Math.abs((one?.y ?? NaN) - (other?.y ?? NaN))).toBeLessThan(0.1);
    }
  });
});
