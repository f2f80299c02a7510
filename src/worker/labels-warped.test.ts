import { beforeAll, describe, expect, it } from 'vitest';
import { nodeVips } from './testing/node-vips';
import { offsetsAfter, type Offset } from './testing/offsets';
import { anyWarpChain, warping } from './testing/painted-shapes';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

const worst = (found: readonly Offset[], kind: keyof Offset['off'], pick: (...all: number[]) => number) =>
  pick(...found.flatMap(({ off }) => off[kind] ?? []));

function expectNear(found: readonly Offset[]): void {
  expect(worst(found, 'box', Math.max)).toBeLessThan(1);
  expect(worst(found, 'rectangle', Math.min)).toBeGreaterThan(0.98);
  expect(worst(found, 'polygon', Math.min)).toBeGreaterThan(0.98);
  expect(worst(found, 'mask', Math.min)).toBeGreaterThan(0.98);
  expect(worst(found, 'keypoint', Math.max)).toBeLessThan(1);
}

describe('where a map is not along the axes, labels lie where their colours are', () => {
  it.each(Object.keys(warping) as (keyof typeof warping)[])('after %s', async (id) => {
    const found = await offsetsAfter(
      vips,
      warping[id].map((step) => [step]),
      { many: 30, seed: 1 },
    );
    expectNear(found);
  });

  it('after drawn chains of up to five steps', async () => {
    const found = await offsetsAfter(vips, anyWarpChain, { many: 100, seed: 2 });
    expectNear(found);
  });
});
