import { expect, it } from 'vitest';
import type { Geometry } from './geometry';
import { maskOf } from './mask';
import { moveMask } from './move-mask';

const size = { width: 40, height: 30 };
const way: readonly Geometry[] = [
  { size, map: { kind: 'affine', matrix: [0.9, 0.3, -2, -0.2, 1.1, 3] }, clip: { x0: 2, y0: 0, x1: 38, y1: 29 }, edge: 'constant' }, // prettier-ignore
  {
    size: { width: 36, height: 33 },
    map: {
      kind: 'dense',
      forward: (x, y) => [x + y / 50, y - x / 40],
      backward: (x, y) => [(x - y / 50) / (1 + 1 / 2000), (y + x / 40) / (1 + 1 / 2000)],
    },
    clip: { x0: 0, y0: 1, x1: 40, y1: 30 },
    edge: 'constant',
  },
];
const masks = [0, 1, 2, 3].map((number) => {
  const at = { x0: 3 * number, y0: 2 * number, x1: 18 + 7 * number, y1: 20 + 3 * number };
  const many = (at.x1 - at.x0) * (at.y1 - at.y0);
  return maskOf(size, { at, pixels: Uint8Array.from({ length: many }, (_, pixel) => ((pixel * (number + 3)) % 7 < 4 ? 1 : 0)) }); // prettier-ignore
});

it('masks that go the same way after each other arrive as each does alone', () => {
  const together = masks.map((mask) => moveMask(mask, way));
  const alone = masks.map((mask) => moveMask(mask, way.map((step) => ({ ...step })))); // prettier-ignore
  expect(together).toEqual(alone);
  expect(together.every(({ visible }) => visible > 0)).toBe(true);
  expect(together.some(({ visible }) => visible < 1)).toBe(true);
  // Asked in another order, over what is known by then.
  expect(masks.toReversed().map((mask) => moveMask(mask, way))).toEqual(alone.toReversed());
});

it('a mask of another size that goes the same way is not taken for the others', () => {
  moveMask(masks[0]!, way);
  moveMask(masks[1]!, way);
  const wide = maskOf({ width: 50, height: 30 }, { at: { x0: 5, y0: 5, x1: 45, y1: 25 }, pixels: new Uint8Array(800).fill(1) }); // prettier-ignore
  expect(moveMask(wide, way)).toEqual(moveMask(wide, way.map((step) => ({ ...step })))); // prettier-ignore
});
