import { describe, expect, it } from 'vitest';
import { goldens } from '../../worker/testing/goldens';
import { scenery } from '../../worker/testing/pictures';
import { geometries } from '../../worker/testing/run';
import type { Geometry } from '../geometry/geometry';

goldens([
  {
    name: 'Without magnitude the image stays as it is',
    picture: scenery(40, 30),
    step: { op: 'elastic', magnitude: 0 },
    expected: scenery(40, 30),
  },
]);

const size = { width: 203, height: 111 };

async function dense(step: object) {
  const [geometry] = await geometries(size, [{ op: 'elastic', ...step }]);
  const { map } = geometry as Geometry; // One step, one geometry.
  if (map.kind !== 'dense') throw new Error(`Expected a dense map, received ${map.kind}.`);
  return map;
}

describe('the bumps of an elastic image', () => {
  it('shift by no more than their magnitude, and by some of it', async () => {
    const { backward } = await dense({ magnitude: 6, cell: 32 });
    let most = 0;
    for (let y = 0; y <= size.height; y += 3)
      for (let x = 0; x <= size.width; x += 3) {
        const [u, v] = backward(x, y);
        most = Math.max(most, Math.abs(u - x), Math.abs(v - y));
      }
    expect(most).toBeLessThanOrEqual(6);
    expect(most).toBeGreaterThan(2);
  });

  it('never fold over, and lead back to where they came from, at the steepest too', async () => {
    for (const cell of [8, 9, 40, 300]) {
      const { forward, backward } = await dense({ magnitude: cell / 5, cell });
      for (let y = 0; y <= size.height; y += 7.3)
        for (let x = 0; x <= size.width; x += 7.3) {
          const [u, v] = backward(x, y);
          const [backX, backY] = forward(u, v);
          expect(Math.abs(backX - x) + Math.abs(backY - y)).toBeLessThan(1e-6);
          expect(backward(x + 0.5, y)[0]).toBeGreaterThan(u);
          expect(backward(x, y + 0.5)[1]).toBeGreaterThan(v);
        }
    }
  });
});
