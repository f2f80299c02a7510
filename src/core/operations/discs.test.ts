import { beforeAll, describe, expect, it } from 'vitest';
import type Vips from 'wasm-vips';
import { decodeShrink } from '../../worker/plan-steps';
import { centre, sent } from '../../worker/testing/centre';
import { timesDrawn } from '../../worker/testing/draws';
import { nodeVips } from '../../worker/testing/node-vips';
import { disc } from '../../worker/testing/pictures';
import { decoded, imageOf, type Raster } from '../../worker/testing/raster';
import { geometries, output, planned, through } from '../../worker/testing/run';
import type { VipsLibrary } from '../../worker/vips';
import type { Step } from './operation';
import { kernels } from './params';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

/** How far the disc's centre lies from where the geometry sends it. */
async function offPx(result: Raster, source: Raster, step: Step, at: { x: number; y: number }): Promise<number> {
  const [geometry] = await geometries(source, [step]);
  if (!geometry) throw new Error('Expected one geometry.');
  const [x, y] = sent(geometry, at.x, at.y);
  const found = centre(result);
  return Math.max(Math.abs((found?.x ?? NaN) - x), Math.abs((found?.y ?? NaN) - y));
}

const stretched = (width: number, height: number, kernel: string): Step => ({
  op: 'resize',
  width,
  height,
  fit: 'stretch',
  enlarge: true,
  kernel,
});

describe.each(kernels)('the centre of a disc, by kernel %s', (kernel) => {
  const at = { x: 61.3, y: 40.6 };
  const source = disc({ width: 127, height: 93, bands: 1, depth: 8 }, at.x, at.y, 27);

  it.each([
    [126, 92],
    [101, 71],
    [64, 47],
    [63, 46],
    [50, 93],
    [43, 31],
    [128, 94],
    [191, 140],
    [254, 186],
    [381, 93],
    [400, 300],
    [90, 200],
  ])('is found within 0.1 px at %i × %i px', async (width, height) => {
    const step = stretched(width, height, kernel);
    expect(await offPx(await through(vips, source, [step]), source, step, at)).toBeLessThan(0.1);
  });
});

describe('the centre of a disc in a photograph that decoding shrinks', () => {
  // Odd sides, so that a JPEG decoder's own size is rounded up and stands for more than the picture has.
  const odd = { width: 2003, height: 1501, bands: 3, depth: 8 } as const;
  // Divided by eight without a rest, and not by the widths below: where a factor is a whole even number, nearest cannot
  // but take a pixel that lies half a pixel of the source beside the centre.
  const even = { width: 1992, height: 1496, bands: 3, depth: 8 } as const;
  const at = { x: 1203.4, y: 611.7 };
  const files = new Map<string, { source: Raster; bytes: Uint8Array }>();

  beforeAll(() => {
    const add = (name: string, source: Raster, write: (image: Vips.Image) => Uint8Array) => {
      const image = imageOf(vips, source);
      files.set(name, { source, bytes: write(image) });
      image.delete();
    };
    const oddDisc = disc(odd, at.x, at.y, 420);
    add('JPEG 4:4:4', oddDisc, (image) => image.jpegsaveBuffer({ Q: 95, subsample_mode: 'off' }));
    add('JPEG 4:2:0', oddDisc, (image) => image.jpegsaveBuffer({ Q: 95, subsample_mode: 'on' }));
    add('WebP with odd sides', oddDisc, (image) => image.webpsaveBuffer({ Q: 95, effort: 0 }));
    add('WebP with even sides', disc(even, at.x, at.y, 420), (image) => image.webpsaveBuffer({ Q: 95, effort: 0 }));
  });

  const file = (name: string) => {
    const found = files.get(name);
    if (!found) throw new Error(`Expected a file named ${name}.`);
    return found;
  };

  const sizes = [
    { width: 500, shrink: 2 },
    { width: 437, shrink: 2 },
    { width: 250, shrink: 4 },
    { width: 199, shrink: 4 },
    { width: 124, shrink: 8 },
    { width: 97, shrink: 8 },
    { width: 61, shrink: 8 },
  ];

  it.each(['JPEG 4:4:4', 'JPEG 4:2:0', 'WebP with odd sides', 'WebP with even sides'])(
    'is found within 0.1 px in a %s, at every width and by every kernel',
    async (name) => {
      const { source, bytes } = file(name);
      for (const [turn, kernel] of kernels.entries())
        // Every second width by each kernel, and in the long suite all of them.
        for (const { width } of timesDrawn(1) > 1 ? sizes : sizes.filter((_, i) => (i + turn) % 2 === 0)) {
          const step = { op: 'resize', width, kernel };
          const result = await output(vips, bytes, { steps: [step], output: { format: 'png', compression: 1 } });
          const off = await offPx(decoded(vips, new Uint8Array(result.bytes)), source, step, at);
          expect(off, `${kernel} to ${width} px`).toBeLessThan(0.1);
        }
    },
  );

  it.each(sizes)(
    'is decoded at 1/$shrink for $width px of 2003, unless `decode` is full',
    async ({ width, shrink }) => {
      const steps = [{ op: 'resize', width }];
      expect(decodeShrink(await planned(odd, steps))).toBe(shrink);
      const way = async (decode: string) =>
        Buffer.from((await output(vips, file('JPEG 4:4:4').bytes, { steps, decode })).bytes);
      const [shrunk, whole] = [await way('exact'), await way('full')];
      expect(shrunk.equals(whole)).toBe(false);
      expect(shrunk.equals(await way('auto'))).toBe(true);
    },
  );
});

describe('decoding does not shrink', () => {
  const size = { width: 2003, height: 1501 };

  it.each([
    ['where nearest takes single pixels', [{ op: 'resize', width: 100, kernel: 'nearest' }]],
    [
      'before a crop, whose window counts in whole pixels',
      [
        { op: 'crop', width: 900, height: 900 },
        { op: 'resize', width: 90 },
      ],
    ],
    ['where less than twice the target would be left', [{ op: 'resize', width: 501 }]],
    ['where nothing is scaled', [{ op: 'grayscale' }]],
  ])('%s', async (_, steps) => {
    expect(decodeShrink(await planned(size, steps))).toBe(1);
  });
});
