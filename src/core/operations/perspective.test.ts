import { describe, expect, it } from 'vitest';
import { goldens } from '../../worker/testing/goldens';
import { scenery } from '../../worker/testing/pictures';
import { planned } from '../../worker/testing/run';
import { mapPoints } from '../geometry/map-points';

goldens([
  {
    name: 'Without distortion the image stays as it is',
    picture: scenery(40, 30),
    step: { op: 'perspective', distortion: 0 },
    expected: scenery(40, 30),
  },
]);

describe('the corners of an image seen from aside', () => {
  it('lie within half the distortion of each side, and are drawn anew for each copy', async () => {
    const steps = [{ op: 'repeat', copies: 200, steps: [{ op: 'perspective', distortion: 0.6 }] }];
    const branches = await planned({ width: 200, height: 100 }, steps);
    const corners = branches.map(({ geometry: { map } }) =>
      Array.from(mapPoints(map, Float64Array.of(0, 0, 200, 0, 200, 100, 0, 100), 'points')),
    );
    const furthest = [0, 0, 0, 0, 0, 0, 0, 0];
    for (const found of corners) {
      const inwards = found.map((value, at) => Math.abs(value - [0, 0, 200, 0, 200, 100, 0, 100][at]!));
      inwards.forEach((value, at) => {
        expect(value).toBeLessThanOrEqual(at % 2 === 0 ? 60 : 30);
        furthest[at] = Math.max(furthest[at]!, value);
      });
      // A view of a rectangle is convex: every corner turns the same way.
      const turns = [0, 2, 4, 6].map((at) => {
        const [ax, ay, bx, by, cx, cy] = [0, 1, 2, 3, 4, 5].map((i) => found[(at + i) % 8]!) as [
          number,
          number,
          number,
          number,
          number,
          number,
        ]; // Six of six.
        return (bx - ax) * (cy - by) - (by - ay) * (cx - bx);
      });
      expect(Math.min(...turns)).toBeGreaterThan(0);
    }
    furthest.forEach((value, at) => expect(value).toBeGreaterThan(at % 2 === 0 ? 50 : 25));
  });
});
