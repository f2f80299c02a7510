import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goldens, type Golden } from '../../worker/testing/goldens';
import { noise, scenery } from '../../worker/testing/pictures';
import { moved, resampledWindow } from '../../worker/testing/reference';
import type { Raster } from '../../worker/testing/raster';
import { geometries, planned } from '../../worker/testing/run';
import type { Rect, Size } from '../geometry/geometry';
import type { Step } from './operation';
import { kernels } from './params';

const crop = (given: object = {}): Step => ({ op: 'random-crop', width: 24, height: 16, ...given });

/** The windows of many copies of an image. */
async function windows(size: Size, given: object, copies = 500): Promise<readonly Rect[]> {
  const branches = await planned(size, [{ op: 'repeat', copies, steps: [crop(given)] }]);
  return branches.map(({ geometry }) => geometry.clip);
}

const width = ({ x0, x1 }: Rect) => x1 - x0;
const height = ({ y0, y1 }: Rect) => y1 - y0;
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

describe('the window of a random crop', () => {
  const range = (min: number, max: number) =>
    fc
      .tuple(fc.double({ min, max, noNaN: true }), fc.double({ min, max, noNaN: true }))
      .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);
  const side = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 65535 }));

  it('lies inside the image in whole pixels, whatever the image, the area and the ratio', async () => {
    await fc.assert(
      fc.asyncProperty(side, side, range(0.0001, 1), range(0.01, 100), async (w, h, scale, ratio) => {
        fc.pre(w * h <= 200e6);
        for (const window of await windows({ width: w, height: h }, { scale, ratio }, 5)) {
          expect(Object.values(window).every(Number.isInteger)).toBe(true);
          expect(Math.min(window.x0, window.y0)).toBeGreaterThanOrEqual(0);
          expect(width(window)).toBeGreaterThanOrEqual(1);
          expect(height(window)).toBeGreaterThanOrEqual(1);
          expect(window.x1).toBeLessThanOrEqual(w);
          expect(window.y1).toBeLessThanOrEqual(h);
        }
      }),
      { numRuns: 400, seed: 3 },
    );
  });

  it('has an area and a ratio within bounds, but for the rounding of its sides', async () => {
    const size = { width: 3000, height: 2000 };
    for (const window of await windows(size, {})) {
      const area = (width(window) * height(window)) / 6e6;
      expect(area).toBeGreaterThan(0.08 * 0.995);
      expect(area).toBeLessThanOrEqual(1);
      expect(width(window) / height(window)).toBeGreaterThan((3 / 4) * 0.995);
      expect(width(window) / height(window)).toBeLessThan((4 / 3) * 1.005);
    }
  });

  it('has areas spread evenly, ratios evenly by their logarithm, and places evenly', async () => {
    const found = await windows({ width: 4000, height: 4000 }, { scale: [0.1, 0.5] }, 1000);
    expect(mean(found.map((one) => (width(one) * height(one)) / 16e6))).toBeCloseTo(0.3, 1);
    expect(mean(found.map((one) => Math.log(width(one) / height(one))))).toBeCloseTo(0, 1);
    expect(mean(found.map((one) => one.x0 / (4000 - width(one))))).toBeCloseTo(0.5, 1);
    expect(mean(found.map((one) => one.y0 / (4000 - height(one))))).toBeCloseTo(0.5, 1);
    // A quarter of a wide range lies in each quarter of it.
    const logs = await windows({ width: 4000, height: 4000 }, { scale: 0.01, ratio: [1 / 16, 16] }, 1000);
    const share = logs.filter((one) => width(one) / height(one) > 4).length / logs.length;
    expect(Math.abs(share - 0.25)).toBeLessThan(0.05);
  });

  it.each<[what: string, size: Size, given: object, window: Rect]>([
    ['wider than the widest', { width: 900, height: 100 }, { scale: 1 }, { x0: 383, y0: 0, x1: 516, y1: 100 }],
    ['narrower than the narrowest', { width: 100, height: 900 }, { scale: 1 }, { x0: 0, y0: 383, x1: 100, y1: 516 }],
    ['between them, of an area that cannot be', { width: 100, height: 99 }, { scale: 1, ratio: [0.5, 2] }, { x0: 0, y0: 0, x1: 100, y1: 99 }], // prettier-ignore
    ['one pixel', { width: 1, height: 1 }, {}, { x0: 0, y0: 0, x1: 1, y1: 1 }],
    ['one row, where the ratio would leave no pixel', { width: 65535, height: 1 }, { scale: 1, ratio: [0.01, 0.02] }, { x0: 32767, y0: 0, x1: 32768, y1: 1 }], // prettier-ignore
  ])('is the middle, after ten tries, in an image that is %s', async (_, size, given, window) => {
    // torchvision: `RandomResizedCrop.get_params`' fallback.
    expect((await windows(size, given, 20)).map((one) => JSON.stringify(one))).toContain(JSON.stringify(window));
  });

  it('is the whole image where area and ratio are those of the image', async () => {
    for (const one of await windows({ width: 300, height: 200 }, { scale: 1, ratio: 1.5 }, 20))
      expect(one).toEqual({ x0: 0, y0: 0, x1: 300, y1: 200 });
  });
});

/** One picture through one draw: the window is the plan's, the pixels are the reference's. */
async function row(picture: Raster, given: object, name: string): Promise<Golden> {
  const step = crop(given);
  const [geometry] = await geometries(picture, [step]);
  if (!geometry) throw new Error('Expected one geometry.');
  const by = (given as { kernel?: (typeof kernels)[number] }).kernel ?? 'lanczos3'; // Of the rows below.
  return {
    name,
    picture,
    step,
    expected: resampledWindow(picture, geometry.clip, geometry.size, by),
    near:
      by === 'nearest'
        ? { within: 0, share: 1, mean: 0 } // libvips' box filter takes part of the work where much is shrunk.
        : { within: 2, share: 0.98, mean: 0.8 },
  };
}

const shapes = [
  ['that gets smaller', { scale: 0.3, width: 24, height: 16 }],
  ['that gets much smaller', { scale: 0.8, width: 7, height: 9 }],
  ['that gets larger', { scale: 0.1, width: 90, height: 70 }],
  ['that gets wider and lower', { scale: 0.5, ratio: 0.4, width: 90, height: 11 }],
] as const;

const rows = await Promise.all(
  kernels.flatMap((kernel) =>
    shapes.map(([what, given]) =>
      row(scenery(97, 71), { ...given, kernel }, `A window ${what} by ${kernel} is as the plain way has it`),
    ),
  ),
);

const one = noise(1, 1);
goldens([
  ...rows,
  await row(scenery(97, 71, 1, 16), { scale: 0.4 }, 'A window of 16 bits is as the plain way has it'),
  {
    name: 'A picture of one pixel is that pixel, however large',
    picture: one,
    step: crop(),
    expected: moved(one, 24, 16, () => [0, 0]),
  },
  {
    name: 'A window of the size asked for is cut out untouched',
    picture: noise(40, 30),
    step: crop({ scale: 1, ratio: 4 / 3, width: 40, height: 30 }),
    expected: noise(40, 30),
  },
]);
