import { beforeAll, describe, expect, it } from 'vitest';
import type { Step } from '../core/operations/operation';
import { timesDrawn } from './testing/draws';
import { nodeVips } from './testing/node-vips';
import { expectNear, offsetsAfter } from './testing/offsets';
import { anyWarpChain, warping } from './testing/painted-shapes';
import { toldOnePixelOff } from './testing/shifted';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

describe('where a map is not along the axes, labels lie where their colours are', () => {
  it.each(Object.keys(warping) as (keyof typeof warping)[])('after %s', async (id) => {
    const found = await offsetsAfter(
      vips,
      warping[id].map((step) => [step]),
      { many: timesDrawn(5), seed: 1 },
    );
    expectNear(found);
  });

  it('after drawn chains of up to five steps', { timeout: timesDrawn(60_000) }, async () => {
    const found = await offsetsAfter(vips, anyWarpChain, { many: timesDrawn(60), seed: 2 });
    expectNear(found);
  });

  it('in each tile of what was turned', async () => {
    const tile: Step = { op: 'tile', width: 90, height: 80, overlap: 0.2, keepEmpty: 0 };
    const found = await offsetsAfter(
      vips,
      warping.rotate.map((step) => [step, tile]),
      { many: timesDrawn(6), seed: 3 },
    );
    expect(found.length).toBeGreaterThan(timesDrawn(20));
    expectNear(found);
  });

  it('in each cut around an object of what was turned', async () => {
    const cut: Step = { op: 'crop-to-boxes', margin: 0.2 };
    const found = await offsetsAfter(
      vips,
      warping.rotate.map((step) => [step, cut]),
      { many: timesDrawn(4), seed: 5 },
    );
    expect(found.length).toBeGreaterThan(timesDrawn(14));
    expectNear(found);
  });
});

describe('or the test would see it', () => {
  it.each(Object.keys(warping) as (keyof typeof warping)[])('%s, told one pixel off, is told', async (id) => {
    const steps = warping[id].map((step) => [step]);
    const found = await toldOnePixelOff(id, () => offsetsAfter(vips, steps, { many: 3, seed: 4 }));
    expect(() => expectNear(found)).toThrow();
  });
});
