import { beforeAll, describe, expect, it } from 'vitest';
import type { Geometry } from '../core/geometry/geometry';
import { times } from '../core/geometry/matrix';
import { operationOf, type AnyPixelOperation } from '../core/operations/index';
import type { Step } from '../core/operations/operation';
import { timesDrawn } from './testing/draws';
import { nodeVips } from './testing/node-vips';
import { expectNear, offsetsAfter } from './testing/offsets';
import { anyWarpChain, warping } from './testing/painted-shapes';
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

  it('after drawn chains of up to five steps', async () => {
    const found = await offsetsAfter(vips, anyWarpChain, { many: timesDrawn(20), seed: 2 });
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
});

describe('or the test would see it', () => {
  it.each(Object.keys(warping) as (keyof typeof warping)[])('%s, told one pixel off, is told', async (id) => {
    const operation = operationOf(id) as AnyPixelOperation; // Each of them has pixels.
    const told = operation.geometry;
    operation.geometry = (plan) => shifted(told(plan));
    try {
      const found = await offsetsAfter(
        vips,
        warping[id].map((step) => [step]),
        { many: 3, seed: 4 },
      );
      expect(() => expectNear(found)).toThrow();
    } finally {
      operation.geometry = told;
    }
  });
});

/** The same, but for one pixel to the right. */
function shifted(geometry: Geometry): Geometry {
  const { map } = geometry;
  switch (map.kind) {
    case 'identity':
      return { ...geometry, map: { kind: 'affine', matrix: [1, 0, 1, 0, 1, 0] } };
    case 'affine':
      return { ...geometry, map: { kind: 'affine', matrix: times([1, 0, 1, 0, 1, 0], map.matrix) } };
    case 'projective': {
      const [a, b, c, d, e, f, g, h, i] = map.matrix;
      return { ...geometry, map: { kind: 'projective', matrix: [a + g, b + h, c + i, d, e, f, g, h, i] } };
    }
    case 'dense': {
      const { forward, backward } = map;
      return {
        ...geometry,
        map: {
          kind: 'dense',
          forward: (x, y) => [forward(x, y)[0] + 1, forward(x, y)[1]],
          backward: (x, y) => backward(x - 1, y),
        },
      };
    }
  }
}
