import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { anyOrientation, anySize, anyStep, anyStepOf } from '../../worker/testing/arbitrary';
import { draws } from '../../worker/testing/draws';
import { nodeVips } from '../../worker/testing/node-vips';
import { noise } from '../../worker/testing/pictures';
import { imageOf } from '../../worker/testing/raster';
import { geometries, output, through } from '../../worker/testing/run';
import type { VipsLibrary } from '../../worker/vips';
import { ItemError } from '../errors';
import type { Orientation } from '../header/header';
import type { Size } from '../geometry/geometry';
import { operations } from './index';
import type { Step } from './operation';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

/** What the last plan promises, or null where a window misses the image. */
async function promised(size: Size, steps: readonly Step[], orientation: Orientation): Promise<Size | null> {
  try {
    return (await geometries(size, steps, orientation)).at(-1)?.size ?? size;
  } catch (error) {
    if (error instanceof ItemError && error.code === 'step-failed') return null;
    throw error;
  }
}

async function holds(size: Size, steps: readonly Step[], bands: number, orientation: Orientation): Promise<void> {
  const wanted = await promised(size, steps, orientation);
  fc.pre(wanted !== null);
  const { width, height } = await through(vips, noise(size.width, size.height, bands), steps, orientation);
  expect({ width, height }).toEqual(wanted);
}

const bands = fc.constantFrom(1, 2, 3, 4);

describe('the size that geometry promises is the size that comes out', () => {
  it.each(operations.map(({ id }) => id))('of %s, whatever the image and the parameters', async (id) => {
    const steps = anyStepOf[id];
    if (!steps) throw new Error(`Expected steps of "${id}" to draw from: the operation is new here.`);
    await fc.assert(
      fc.asyncProperty(anySize, steps, bands, anyOrientation, (size, step, ...rest) => holds(size, [step], ...rest)),
      draws(15),
    );
  });

  it('of a chain of steps, whatever their order', async () => {
    const chain = fc.array(anyStep, { minLength: 2, maxLength: 5 });
    await fc.assert(fc.asyncProperty(anySize, chain, bands, anyOrientation, holds), draws(26));
  });

  it('of a chain on an image so tall that its rows come by once', async () => {
    const tall = fc.record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 2000, max: 5000 }) });
    const chain = fc.array(anyStep, { minLength: 1, maxLength: 3 });
    await fc.assert(fc.asyncProperty(tall, chain, bands, anyOrientation, holds), draws(13));
  });

  it('of a chain that may shrink a photograph while it is decoded', async () => {
    const large = fc.record({ width: fc.integer({ min: 100, max: 400 }), height: fc.integer({ min: 100, max: 400 }) });
    const still: Step[] = [
      { op: 'grayscale' },
      { op: 'auto-orient' },
      { op: 'resize', width: 500 },
      { op: 'letterbox', width: 410, height: 410, enlarge: false },
      { op: 'letterbox', width: 300, height: 300 },
      { op: 'pad' },
      { op: 'crop', width: 400, height: 400 },
    ];
    const smaller = fc.integer({ min: 3, max: 60 }).map((width): Step => ({ op: 'resize', width }));
    const before = fc.array(fc.constantFrom(...still), { maxLength: 3 });
    const steps = fc.tuple(before, smaller, fc.array(anyStep, { maxLength: 1 })).map((parts) => parts.flat());
    await fc.assert(
      fc.asyncProperty(large, steps, anyOrientation, async (size, chain, orientation) => {
        const wanted = await promised(size, chain, orientation);
        fc.pre(wanted !== null);
        const { width, height } = await output(vips, jpeg(size, orientation), { steps: chain });
        expect({ width, height }).toEqual(wanted);
      }),
      draws(15),
    );
  });
});

function jpeg(size: Size, orientation: Orientation): Uint8Array {
  const image = imageOf(vips, noise(size.width, size.height));
  image.setInt('orientation', orientation);
  const bytes = image.jpegsaveBuffer({ Q: 80 });
  image.delete();
  return bytes;
}
