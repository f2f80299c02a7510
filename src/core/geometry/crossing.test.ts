import { expect, it } from 'vitest';
import { random } from '../random';
import { crossingOf } from './crossing';

const ring = (...points: number[]) => Float64Array.from(points);

it.each([
  ['a bow tie', ring(0, 0, 10, 10, 10, 0, 0, 10), [0, 2]],
  ['a square', ring(0, 0, 10, 0, 10, 10, 0, 10), null],
  ['a square with a point that is there twice', ring(0, 0, 10, 0, 10, 0, 10, 10, 0, 10), null],
  ['a U', ring(0, 0, 9, 0, 9, 9, 6, 9, 6, 3, 3, 3, 3, 9, 0, 9), null],
  // A hole joined to its outline: there and back on one line.
  ['a bridge', ring(0, 0, 9, 0, 9, 9, 0, 9, 0, 0, 3, 3, 3, 6, 6, 6, 6, 3, 3, 3), null],
  ['two squares that share a corner', ring(0, 0, 5, 0, 5, 5, 9, 5, 9, 9, 5, 9, 5, 5, 0, 5), null],
  ['a bow tie with a point in its middle', ring(0, 0, 5, 5, 10, 10, 10, 0, 0, 10), [0, 3]],
  ['a bow tie with its middle twice', ring(0, 0, 5, 5, 10, 10, 10, 0, 5, 5, 0, 10), [0, 3]],
  ['the same, turned and begun elsewhere', ring(10, 0, 5, 5, 0, 10, 0, 0, 5, 5, 10, 10), [0, 3]],
  ['an hourglass that touches itself', ring(0, 0, 5, 5, 0, 10, 10, 10, 5, 5, 10, 0), null],
  ['a tip that touches a side', ring(0, 0, 5, 5, 10, 0, 10, 10, 5, 5, 0, 10), null],
  ['a tip on the middle of a side', ring(0, 0, 10, 0, 10, 10, 5, 0, 0, 10), null],
  ['a tip that goes through a side', ring(0, 0, 10, 0, 10, 10, 5, 0, 4, -5, 0, 10), [0, 2]],
  ['a spike', ring(0, 0, 10, 0, 5, 0, 5, 5), null],
  ['a star drawn in one go', ring(0, -10, 6, 8, -10, -3, 10, -3, -6, 8), [2, 4]],
  ['a ring around its middle, twice', ring(9, 0, 0, 9, -9, 0, 0, -9, 5, 1, 0, 5, -5, 0, 0, -5), [3, 7]],
  ['a ring around its middle that steps back once', ring(9, 0, 1, 9, 3, 9, -9, 1, -9, -9), [0, 2]],
  ['a point', ring(1, 1), null],
  ['nothing', ring(), null],
])('%s: which sides cross', (_, points, sides) => {
  expect(crossingOf(points)).toEqual(sides);
});

/** Parameters of the point where two lines meet, each from 0 to 1 on its side: another way than signs of turns. */
function doCross(points: Float64Array, one: number, other: number): boolean {
  const many = points.length / 2;
  const at = (index: number) => [points[2 * (index % many)]!, points[2 * (index % many) + 1]!] as const;
  const [[ax, ay], [bx, by], [cx, cy], [dx, dy]] = [at(one), at(one + 1), at(other), at(other + 1)];
  const by0 = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / by0;
  const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / by0;
  return t > 0 && t < 1 && u > 0 && u < 1;
}

it('finds a crossing where every pair of sides was looked at, and only there: 300 rings', () => {
  const draw = random(1, 'rings');
  let crossing = 0;
  for (let number = 0; number < 300; number++) {
    const many = draw.integer(3, 9);
    const points = Float64Array.from({ length: 2 * many }, () => draw.integer(0, 1_000_000) / 997);
    let some = false;
    for (let one = 0; one < many; one++)
      for (let other = one + 2; other < many; other++)
        if (!(one === 0 && other === many - 1)) some ||= doCross(points, one, other);
    const found = crossingOf(points);
    expect(found !== null).toBe(some);
    if (found) expect(doCross(points, ...found)).toBe(true);
    if (some) crossing++;
  }
  expect(crossing).toBeGreaterThan(50);
  expect(crossing).toBeLessThan(250);
});

it('finds it in rings of many sides: 300 rings, half of them with two points that have changed places', () => {
  const draw = random(2, 'rings');
  for (let number = 0; number < 300; number++) {
    const many = draw.integer(50, 90);
    const order = Array.from({ length: many }, (_, at) => at);
    const at = draw.integer(0, many - 3);
    if (number % 2 === 1) [order[at], order[at + 2]] = [order[at + 2]!, order[at]!];
    const points = Float64Array.from(
      order.flatMap((place) => {
        const turn = (2 * Math.PI * place) / many;
        return [100 * Math.cos(turn), (number % 3) * 40 * Math.sin(turn) + 40 * Math.sin(turn)];
      }),
    );
    const found = crossingOf(points);
    expect(found !== null).toBe(number % 2 === 1);
    if (found) expect(doCross(points, ...found)).toBe(true);
  }
});

it.each([
  ['lie', (x: number, y: number) => [x, y]],
  ['stand', (x: number, y: number) => [y, x]],
  ['slant', (x: number, y: number) => [x + y, x - y]],
] as const)('a comb whose 50,000 teeth %s is done with in time', (_, place) => {
  const teeth = Array.from({ length: 50_000 }, (_, at) => [place(0, 2 * at), place(1e5, 2 * at + 1)]);
  const points = Float64Array.from([...teeth.flat(2), ...place(-1, 1e5), ...place(-1, 0)]);
  expect(crossingOf(points)).toBeNull();
});

it('sides that slant are looked at in pairs, as many as a ring of 4,000 has', () => {
  const many = 1990;
  const teeth = Array.from({ length: many }, (_, at) => [4 * at, -4 * at, 1e5 + 4 * at + 2, 1e5 - 4 * at - 2]);
  // Back over all of them.
  const points = Float64Array.from([...teeth.flat(), 4 * many, 4 * many, 1e4, 1e4]);
  expect(crossingOf(points)).not.toBeNull();
});
