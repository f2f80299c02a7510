import { expect, it } from 'vitest';
import { random } from '../random';
import { clipConvex, clipRings } from './clip-rings';
import { areaOf, boundsOf, ringsOf, signedArea } from './rings';

it('cuts drawn star-shaped polygons as Sutherland and Hodgman do, whose area is exact', () => {
  const draw = random(1, 'stars');
  for (let star = 0; star < 500; star++) {
    const many = draw.integer(3, 60);
    const ring = Float64Array.from(
      Array.from({ length: many }, (_, corner) => {
        const angle = (2 * Math.PI * corner) / many;
        const far = draw.between(20, 250);
        return [200 + far * Math.cos(angle), 200 + far * Math.sin(angle)];
      }).flat(),
    );
    const x0 = draw.between(0, 250);
    const y0 = draw.between(0, 250);
    const rect = { x0, y0, x1: x0 + draw.between(1, 200), y1: y0 + draw.between(1, 200) };
    const cut = clipRings(ringsOf([ring]), rect);
    expect(areaOf(cut)).toBeCloseTo(Math.abs(signedArea(clipConvex(ring, rect))), 2);
    if (cut.ends.length === 0) continue;
    const bounds = boundsOf(cut.points);
    // Not by a millionth beyond: readers refuse what sticks out.
    expect(bounds.x0 >= rect.x0 && bounds.y0 >= rect.y0 && bounds.x1 <= rect.x1 && bounds.y1 <= rect.y1).toBe(true);
  }
});

it('gives back rings that lie inside as the very same object', () => {
  const rings = ringsOf([[1, 1, 5, 1, 2, 2, 5, 5]]);
  expect(clipRings(rings, { x0: 0, y0: 0, x1: 9, y1: 9 })).toBe(rings);
  expect(clipRings(rings, { x0: 6, y0: 0, x1: 9, y1: 9 }).ends).toHaveLength(0);
});

/** An outline of 80 × 60 and a hole of 60 × 40 that turns the same way round, joined by a line there and back. */
const bridgedRing = [...[10, 10, 90, 10, 90, 70, 10, 70, 10, 10], ...[20, 20, 80, 20, 80, 60, 20, 60, 20, 20]];

it('keeps a hole that is joined to its outline, whichever way round it goes', () => {
  const cut = clipRings(ringsOf([bridgedRing]), { x0: 0, y0: 0, x1: 85, y1: 100 });
  expect(areaOf(cut)).toBeCloseTo(75 * 60 - 60 * 40, 6);
});

it('cuts outlines that lie over each other one by one, each with its holes', () => {
  const square = (x: number, side: number) => [x, x, x + side, x, x + side, x + side, x, x + side];
  const rings = ringsOf([[...square(0, 20), -5, 3], square(2, 4), square(10, 20)], [false, true, false]);
  const cut = clipRings(rings, { x0: 0, y0: 0, x1: 25, y1: 25 });
  expect(Array.from(cut.holes)).toEqual([0, 1, 0]);
  expect(areaOf(cut)).toBeCloseTo(20 * 20 - 16 + 15 * 15, 6);
});

it('leaves out rings of no point, which some files have beside others', () => {
  const rings = ringsOf([[0, 0, 8, 0, 8, 8, 4, 2, 0, 8], []]);
  expect(areaOf(clipRings(rings, { x0: 0, y0: 0, x1: 4, y1: 9 }))).toBeCloseTo(20, 6);
});
