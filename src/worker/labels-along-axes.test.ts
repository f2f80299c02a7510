import { beforeAll, describe, expect, it } from 'vitest';
import { timesDrawn } from './testing/draws';
import { nodeVips } from './testing/node-vips';
import { expectNear, offsetsAfter } from './testing/offsets';
import { alongAxes } from './testing/painted';
import { toldOnePixelOff } from './testing/shifted';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

describe.each(Object.keys(alongAxes) as (keyof typeof alongAxes)[])('%s, whose map keeps the axes', (id) => {
  const steps = alongAxes[id].map((step) => [step]);

  it('leaves outlines, masks and keypoints on their colours', async () => {
    expectNear(await offsetsAfter(vips, steps, { many: timesDrawn(6), seed: 1 }));
  });

  it('or the test would see it: told one pixel off, it is told', async () => {
    const found = await toldOnePixelOff(id, () => offsetsAfter(vips, steps, { many: 6, seed: 2 }));
    expect(() => expectNear(found)).toThrow();
  });
});

it('the same cut around each object', async () => {
  const steps = alongAxes.flip.map((step) => [step, { op: 'crop-to-boxes', margin: 0.1 }]);
  expectNear(await offsetsAfter(vips, steps, { many: timesDrawn(4), seed: 3 }));
  const found = await toldOnePixelOff('crop-to-boxes', () => offsetsAfter(vips, steps, { many: 4, seed: 3 }));
  expect(() => expectNear(found)).toThrow();
});
