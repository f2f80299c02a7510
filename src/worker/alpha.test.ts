import { beforeAll, describe, expect, it } from 'vitest';
import { parseRecipe } from '../core/recipe/parse';
import type { Engines } from './engines';
import { processItem } from './process';
import { nodeKernels } from './testing/node-kernels';
import { nodeVips } from './testing/node-vips';
import { disc, noise, scenery } from './testing/pictures';
import { at, drawn, pngOf, decoded, type Raster } from './testing/raster';
import { libvipsAlone, limits, output, through } from './testing/run';
import { Turns } from './turns';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

/** Opaque red on clear black: whoever mixes straight colours draws a dark fringe around it. */
function redDisc(depth: 8 | 16): Raster {
  const shape = { width: 90, height: 80, bands: 1, depth } as const;
  const mask = disc(shape, 45.4, 39.7, 28);
  const most = depth === 8 ? 255 : 65535;
  return drawn({ ...shape, bands: 4 }, (x, y, band) => {
    const alpha = at(mask, x, y);
    return band === 3 ? alpha : band === 0 && alpha > 0 ? most : 0;
  });
}

const kernels = ['linear', 'cubic', 'mitchell', 'lanczos2', 'lanczos3'];

async function withKernels(): Promise<Engines> {
  return { ...libvipsAlone(vips), kernels: { kernels: await nodeKernels(), turns: new Turns() } };
}

it.each(['linear', 'cubic', 'lanczos3'].flatMap((kernel) => [41, 197].map((width) => ({ kernel, width }))))(
  'a red disc of 8 bits has no dark fringe by our own kernels either: $width px by $kernel',
  async ({ kernel, width }) => {
    const recipe = parseRecipe({
      version: 1,
      steps: [{ op: 'resize', width, enlarge: true, kernel }],
      output: { format: 'png' },
    });
    const worked = await processItem(await withKernels(), pngOf(vips, redDisc(8)), { path: '', recipe, limits });
    expect(worked).toMatchObject({ status: 'done', engine: 'kernels' });
    const result = decoded(vips, new Uint8Array(worked.status === 'done' ? worked.outputs[0]!.bytes : []));
    let seen = 0;
    for (let y = 0; y < result.height; y++)
      for (let x = 0; x < result.width; x++) {
        if (at(result, x, y, 3) < 32) continue;
        seen++;
        expect(at(result, x, y, 0)).toBeGreaterThan(245);
        expect(at(result, x, y, 1)).toBe(0);
      }
    expect(seen).toBeGreaterThan(400);
  },
);

describe('a red disc on transparent black', () => {
  it.each(kernels.flatMap((kernel) => [41, 197].map((width) => ({ kernel, width }))))(
    'has no dark fringe at $width px by $kernel',
    async ({ kernel, width }) => {
      const step = { op: 'resize', width, enlarge: true, kernel };
      for (const depth of [8, 16] as const) {
        const most = depth === 8 ? 255 : 65535;
        const result = await through(vips, redDisc(depth), [step]);
        let seen = 0;
        for (let y = 0; y < result.height; y++)
          for (let x = 0; x < result.width; x++) {
            // What is nearly clear has colours of few levels: their rounding is nobody's fringe.
            if (at(result, x, y, 3) < most / 8) continue;
            seen++;
            expect(at(result, x, y, 0)).toBeGreaterThan(0.96 * most);
            expect(at(result, x, y, 1)).toBe(0);
          }
        expect(seen).toBeGreaterThan(400);
      }
    },
  );

  it('is laid on the background without a fringe where the output has no alpha', async () => {
    const parts = {
      steps: [{ op: 'resize', width: 41 }],
      output: { format: 'jpeg', quality: 100, subsampling: '4:4:4', background: '#ff0000' },
    };
    const { bytes } = await output(vips, pngOf(vips, redDisc(8)), parts);
    const result = decoded(vips, new Uint8Array(bytes));
    expect(result.bands).toBe(3);
    for (let i = 0; i < result.data.length; i += 3) expect(result.data[i]).toBeGreaterThan(247);
  });
});

describe('bands and depth', () => {
  const shapes = [1, 2, 3, 4].flatMap((bands) => ([8, 16] as const).map((depth) => ({ bands, depth })));

  it.each(shapes)(
    '$bands bands of $depth bits survive a PNG without steps, to the very samples',
    async ({ bands, depth }) => {
      const picture = noise(13, 7, bands, depth);
      expect(await through(vips, picture, [])).toEqual(picture);
    },
  );

  it.each(shapes)('$bands bands of $depth bits survive every kind of step', async ({ bands, depth }) => {
    const steps = [
      { op: 'pad', left: 3, edge: 'replicate' },
      { op: 'resize', width: 20, enlarge: true },
      { op: 'rotate', angle: 90 },
      { op: 'letterbox', width: 16, height: 16 },
      { op: 'crop', width: 9, height: 9 },
    ];
    expect(await through(vips, scenery(13, 7, bands, depth), steps)).toMatchObject({
      bands,
      depth,
      width: 9,
      height: 9,
    });
  });

  it('of clear pixels stay what they are where pixels only move', async () => {
    const clear = drawn({ width: 5, height: 4, bands: 4, depth: 8 }, (x, y, band) => (band === 3 ? 0 : 40 * x + y));
    const back = await through(vips, clear, [
      { op: 'flip', axis: 'horizontal' },
      { op: 'flip', axis: 'horizontal' },
    ]);
    expect(back).toEqual(clear);
  });
});
