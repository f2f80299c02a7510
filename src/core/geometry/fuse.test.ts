import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { turnedSize, turnMatrix, type QuarterTurns } from '../operations/auto-orient';
import { fuse, isStill, unfused } from './fuse';
import { unmoved, wholeOf, type Geometry, type Size } from './geometry';
import type { Move, Pass } from './pass';

/** A picture of numbers; 0 is never a pixel of the source. */
interface Grid extends Size {
  readonly at: (x: number, y: number) => number;
}

const opaque = (level: number) => [level, level, level, 1] as const;

type Step =
  | { readonly kind: 'flip'; readonly mirror: boolean; readonly angle: QuarterTurns }
  | { readonly kind: 'crop'; readonly from: readonly [number, number]; readonly part: readonly [number, number] }
  | { readonly kind: 'pad'; readonly by: readonly [number, number, number, number]; readonly level: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('flip' as const),
    mirror: fc.boolean(),
    angle: fc.constantFrom(0, 90, 180, 270) as fc.Arbitrary<QuarterTurns>,
  }),
  fc.record({
    kind: fc.constant('crop' as const),
    from: fc.tuple(fc.double({ min: 0, max: 0.7, noNaN: true }), fc.double({ min: 0, max: 0.7, noNaN: true })),
    part: fc.tuple(fc.double({ min: 0.2, max: 1, noNaN: true }), fc.double({ min: 0.2, max: 1, noNaN: true })),
  }),
  fc.record({
    kind: fc.constant('pad' as const),
    by: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.nat(3)),
    level: fc.integer({ min: -9, max: -1 }),
  }),
);

function moveOf(size: Size, one: Step): Move {
  const nearest = { kernel: 'nearest', fill: opaque(0) } as const;
  switch (one.kind) {
    case 'flip':
      return {
        ...nearest,
        geometry: {
          size: turnedSize(size, one.angle),
          map: { kind: 'affine', matrix: turnMatrix(size, one.angle, one.mirror) },
          clip: wholeOf(size),
          edge: 'constant',
        },
      };
    case 'crop': {
      const x = Math.floor(one.from[0] * size.width);
      const y = Math.floor(one.from[1] * size.height);
      const width = Math.max(1, Math.floor((size.width - x) * one.part[0]));
      const height = Math.max(1, Math.floor((size.height - y) * one.part[1]));
      return { ...nearest, geometry: moved(size, { width, height }, -x, -y) };
    }
    case 'pad': {
      const [left, top, right, bottom] = one.by;
      const padded = { width: size.width + left + right, height: size.height + top + bottom };
      return { kernel: 'nearest', fill: opaque(one.level), geometry: moved(size, padded, left, top) };
    }
  }
}

function moved(source: Size, size: Size, left: number, top: number): Geometry {
  return { size, map: { kind: 'affine', matrix: [1, 0, left, 0, 1, top] }, clip: wholeOf(source), edge: 'constant' };
}

function scaled(source: Size, size: Size): Geometry {
  const matrix = [size.width / source.width, 0, 0, 0, size.height / source.height, 0] as const;
  return { size, map: { kind: 'affine', matrix }, clip: wholeOf(source), edge: 'constant' };
}

/** One step by itself: where a result's pixel centre comes from, by the inverse of the geometry's matrix. */
function stepped(grid: Grid, { geometry: { size, map }, fill }: Move): Grid {
  if (map.kind !== 'affine') return grid;
  const [a, b, c, d, e, f] = map.matrix;
  const determinant = a * e - b * d;
  return {
    ...size,
    at: (x, y) => {
      const u = x + 0.5 - c;
      const v = y + 0.5 - f;
      const from = { x: (e * u - b * v) / determinant, y: (a * v - d * u) / determinant };
      const inside = from.x >= 0 && from.y >= 0 && from.x < grid.width && from.y < grid.height;
      return inside ? grid.at(Math.floor(from.x), Math.floor(from.y)) : fill[0];
    },
  };
}

/** A pass, pixel by pixel, as its docstrings say. */
function passed(grid: Grid, { box, bounds, turn, at, size, paints }: Pass): Grid {
  return {
    ...size,
    at: (x, y) => {
      if (x < at.x0 || y < at.y0 || x >= at.x1 || y >= at.y1)
        return (
          paints.findLast(({ rect }) => x >= rect.x0 && y >= rect.y0 && x < rect.x1 && y < rect.y1)?.fill[0] ?? NaN
        );
      let u = (x + 0.5 - at.x0) / (at.x1 - at.x0);
      let v = (y + 0.5 - at.y0) / (at.y1 - at.y0);
      if (turn.flipX) u = 1 - u;
      if (turn.flipY) v = 1 - v;
      if (turn.transposed) [u, v] = [v, u];
      const from = { x: Math.floor(box.x0 + u * (box.x1 - box.x0)), y: Math.floor(box.y0 + v * (box.y1 - box.y0)) };
      expect(from.x >= bounds.x0 && from.x < bounds.x1 && from.y >= bounds.y0 && from.y < bounds.y1).toBe(true);
      return grid.at(from.x, from.y);
    },
  };
}

function shown({ width, height, at }: Grid): number[][] {
  return Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => at(x, y)));
}

function source(width: number, height: number): Grid {
  return { width, height, at: (x, y) => 1 + x + y * width };
}

/** All moves, in as few passes as they need; null where one is no move. */
function passesOf(size: Size, moves: readonly Move[]): Pass[] | null {
  const passes: Pass[] = [];
  let fusion = unfused(size);
  for (const move of moves) {
    const fused = fuse(fusion, move);
    if (!fused) return null;
    if (fused.before) passes.push(fused.before);
    fusion = fused.fusion;
  }
  return isStill(fusion) ? passes : [...passes, fusion.pass];
}

describe('fuse', () => {
  it('makes one pass of flips, turns, crops and borders that shows what they show one after another', () => {
    let inOnePass = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.array(step, { maxLength: 6 }),
        (width, height, steps) => {
          let expected = source(width, height);
          const moves = steps.map((one) => {
            const move = moveOf(expected, one);
            expected = stepped(expected, move);
            return move;
          });
          const passes = passesOf({ width, height }, moves);
          if (!passes) throw new Error('Expected every one to be a move.');
          // A crop may leave a border alone: then the pass before it has no picture to lay.
          if (passes.length < 2) inOnePass++;
          expect(shown(passes.reduce<Grid>(passed, source(width, height)))).toEqual(shown(expected));
        },
      ),
      { numRuns: 1000 },
    );
    expect(inOnePass).toBeGreaterThan(600);
  });

  it('takes crop, turn, resize, flip and border into one pass', () => {
    const size = { width: 100, height: 60 };
    const cropped = { width: 40, height: 30 };
    const turned = { width: 30, height: 40 };
    const small = { width: 15, height: 10 };
    const passes = passesOf(size, [
      { geometry: moved(size, cropped, -20, -10), kernel: 'nearest', fill: opaque(0) },
      {
        geometry: {
          size: turned,
          map: { kind: 'affine', matrix: turnMatrix(cropped, 90, false) },
          clip: wholeOf(cropped),
          edge: 'constant',
        },
        kernel: 'nearest',
        fill: opaque(0),
      },
      { geometry: scaled(turned, small), kernel: 'lanczos3', fill: opaque(0) },
      { geometry: moved(small, { width: 17, height: 12 }, 1, 1), kernel: 'nearest', fill: opaque(0.5) },
    ]);
    expect(passes).toEqual([
      {
        source: size,
        bounds: { x0: 20, y0: 10, x1: 60, y1: 40 },
        box: { x0: 20, y0: 10, x1: 60, y1: 40 },
        turn: { transposed: true, flipX: true, flipY: false },
        at: { x0: 1, y0: 1, x1: 16, y1: 11 },
        size: { width: 17, height: 12 },
        paints: [{ rect: { x0: 0, y0: 0, x1: 17, y1: 12 }, fill: opaque(0.5) }],
        kernel: 'lanczos3',
      },
    ]);
  });

  it('lets the kernel see what a crop after the resize leaves away, and not what one before it does', () => {
    const size = { width: 100, height: 100 };
    const small = { width: 50, height: 50 };
    const after = passesOf(size, [
      { geometry: scaled(size, small), kernel: 'cubic', fill: opaque(0) },
      { geometry: moved(small, { width: 10, height: 10 }, -5, -7), kernel: 'nearest', fill: opaque(0) },
    ]);
    expect(after).toMatchObject([{ bounds: wholeOf(size), box: { x0: 10, y0: 14, x1: 30, y1: 34 }, kernel: 'cubic' }]);
    const before = passesOf(size, [
      { geometry: moved(size, small, -10, -14), kernel: 'nearest', fill: opaque(0) },
      { geometry: scaled(small, { width: 25, height: 25 }), kernel: 'cubic', fill: opaque(0) },
    ]);
    const window = { x0: 10, y0: 14, x1: 60, y1: 64 };
    expect(before).toMatchObject([{ bounds: window, box: window }]);
  });

  it('starts a second pass at a second resampling, in the order written', () => {
    const sizes = [640, 64, 640].map((side) => ({ width: side, height: side }));
    const [large, small, again] = sizes as [Size, Size, Size];
    const passes = passesOf(large, [
      { geometry: scaled(large, small), kernel: 'lanczos3', fill: opaque(0) },
      { geometry: scaled(small, again), kernel: 'lanczos3', fill: opaque(0) },
    ]);
    expect(passes?.map(({ source: from, size: to }) => [from.width, to.width])).toEqual([
      [640, 64],
      [64, 640],
    ]);
  });

  it('starts a second pass where a border would be resampled', () => {
    const size = { width: 20, height: 10 };
    const box = { width: 20, height: 20 };
    const passes = passesOf(size, [
      { geometry: moved(size, box, 0, 5), kernel: 'nearest', fill: opaque(0) },
      { geometry: scaled(box, { width: 10, height: 10 }), kernel: 'linear', fill: opaque(0) },
    ]);
    expect(passes).toHaveLength(2);
  });

  it('starts a second pass where nearest would take pixels of a mirrored image', () => {
    const size = { width: 8, height: 8 };
    const mirror = moveOf(size, { kind: 'flip', mirror: true, angle: 0 });
    const half = { geometry: scaled(size, { width: 4, height: 4 }), kernel: 'nearest', fill: opaque(0) } as const;
    expect(passesOf(size, [mirror, half])).toHaveLength(2);
    expect(passesOf(size, [mirror, { ...half, kernel: 'linear' }])).toHaveLength(1);
  });

  it('refuses what is no move in whole pixels', () => {
    const size = { width: 8, height: 8 };
    const still = unfused(size);
    const by = (geometry: Partial<Geometry>): Move => ({
      geometry: { ...unmoved(size), ...geometry },
      kernel: 'linear',
      fill: opaque(0),
    });
    const turned = [0.6, -0.8, 0, 0.8, 0.6, 0] as const;
    expect(fuse(still, by({ map: { kind: 'affine', matrix: turned } }))).toBeNull();
    expect(fuse(still, by({ map: { kind: 'affine', matrix: [1, 0, 0.5, 0, 1, 0] } }))).toBeNull();
    expect(fuse(still, by({ size: { width: 9, height: 8 }, edge: 'reflect' }))).toBeNull();
    expect(fuse(still, by({ map: { kind: 'affine', matrix: [1, 0, 20, 0, 1, 0] } }))).toBeNull();
  });

  it('leaves an image still that steps put back as it was', () => {
    const size = { width: 7, height: 5 };
    const turn = moveOf(size, { kind: 'flip', mirror: false, angle: 180 });
    const first = fuse(unfused(size), turn);
    const second = first && fuse(first.fusion, turn);
    expect(first && isStill(first.fusion)).toBe(false);
    expect(second && isStill(second.fusion)).toBe(true);
  });
});
