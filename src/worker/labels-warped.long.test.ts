import { beforeAll, expect, it } from 'vitest';
import { nodeVips } from './testing/node-vips';
import { expectNear, figuresOf, offsetsAfter } from './testing/offsets';
import { anyWarpChain } from './testing/painted-shapes';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

const many = Number(process.env['PAINTED'] ?? 5000);

it(
  `labels lie where their colours are after ${many} drawn chains of up to five steps`,
  { timeout: 3_600_000 },
  async () => {
    const found = await offsetsAfter(vips, anyWarpChain, { many, seed: 11 });
    expect(found).toHaveLength(many);
    console.log(figuresOf(found));
    expectNear(found);
  },
);
