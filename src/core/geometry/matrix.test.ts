import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ProjectiveMatrix } from './geometry';
import { mapPoints } from './map-points';
import { inverse, projectiveOf, times, toQuad } from './matrix';

const send = (matrix: ProjectiveMatrix, ...points: number[]) =>
  Array.from(mapPoints({ kind: 'projective', matrix }, Float64Array.from(points), 'points'));

const inwards = fc.double({ min: 0, max: 0.3, noNaN: true });
const inset = fc.tuple(inwards, inwards);

it('a quadrilateral’s corners are where the rectangle’s corners go, and come back', () => {
  fc.assert(
    fc.property(inset, inset, inset, inset, ([a, b], [c, d], [e, f], [g, h]) => {
      const [w, t] = [640, 480];
      const quad = [[a * w, b * t], [w - c * w, d * t], [w - e * w, t - f * t], [g * w, t - h * t]] as const; // prettier-ignore
      const matrix = toQuad(w, t, quad);
      const corners = [0, 0, w, 0, w, t, 0, t];
      send(matrix, ...corners).forEach((value, at) => expect(value).toBeCloseTo(quad.flat()[at]!, 8));
      send(inverse(matrix), ...quad.flat()).forEach((value, at) => expect(value).toBeCloseTo(corners[at]!, 6));
    }),
    { numRuns: 200, seed: 5 },
  );
});

it('of two maps the second written is done first', () => {
  const doubled = [2, 0, 0, 0, 2, 0] as const;
  const shifted = [1, 0, 3, 0, 1, 4] as const;
  expect(send(projectiveOf(times(doubled, shifted)), 1, 1)).toEqual([8, 10]);
  expect(send(projectiveOf(times(shifted, doubled)), 1, 1)).toEqual([5, 6]);
});
