import type { AffineMatrix, Geometry, Rect, Size } from './geometry';
import { wholeOf } from './geometry';
import type { Move, Paint, Pass, Turn } from './pass';

/**
 * Steps that only move pixels, on their way into one pass. It is ended where a later step would resample what is
 * already resampled or filled: then its pixels must exist first.
 */
export interface Fusion {
  readonly pass: Pass;
  /** Whether a step in it changed the scale of either side. */
  readonly scaled: boolean;
}

/** Nothing done yet to an image of this size. */
export function unfused(size: Size): Fusion {
  const whole = wholeOf(size);
  const turn = { transposed: false, flipX: false, flipY: false };
  return {
    pass: { source: size, bounds: whole, box: whole, turn, at: whole, size, paints: [], kernel: 'nearest' },
    scaled: false,
  };
}

/** Whether the fusion leaves every pixel as and where it is. */
export function isStill({ pass: { source, box, turn, size, paints }, scaled }: Fusion): boolean {
  const isTurned = turn.transposed || turn.flipX || turn.flipY;
  return !scaled && !isTurned && paints.length === 0 && isSame(box, wholeOf(source)) && isSame(box, wholeOf(size));
}

/** A fusion with one more step in it; `before` is a pass that has to run first, where the step could not join it. */
export interface Fused {
  readonly before: Pass | null;
  readonly fusion: Fusion;
}

/**
 * Adds a step. What a crop cuts away before the scale changes is unseen by the kernel, as if the crop had run alone; what
 * is cut afterwards is seen, as if the whole had been resampled.
 * @returns null where the step is more than a move in whole pixels: it is turned freely, draws its edge from the image,
 *   or shows nothing of the image any more.
 */
export function fuse(fusion: Fusion, move: Move): Fused | null {
  const joined = joins(fusion, move) ? add(fusion, move) : null;
  if (joined) return { before: null, fusion: joined };
  if (isStill(fusion)) return null;
  const fresh = add(unfused(fusion.pass.size), move);
  return fresh && { before: fusion.pass, fusion: fresh };
}

/** Whether a step finds pixels that it may take from the source itself. */
function joins({ pass, scaled }: Fusion, { geometry, kernel }: Move): boolean {
  const matrix = matrixOf(geometry);
  if (!matrix || !changesScale(matrix)) return true;
  if (scaled || pass.paints.length > 0) return false;
  // Where a centre falls on the edge of two pixels, the nearest is the right one: the left one in a mirror.
  return kernel !== 'nearest' || !(pass.turn.transposed || pass.turn.flipX || pass.turn.flipY);
}

function add({ pass, scaled }: Fusion, { geometry, kernel, fill }: Move): Fusion | null {
  const matrix = matrixOf(geometry);
  if (!matrix) return null;
  const { size, edge } = geometry;
  const whole = wholeOf(size);
  const placed = mapped(matrix, pass.at);
  const at = settled(met(placed, whole));
  if (!at) return null;
  const isBare = !isSame(met(mapped(matrix, wholeOf(pass.size)), whole), whole);
  if (isBare && edge !== 'constant') return null;

  const scales = changesScale(matrix);
  const turn = turnedBy(pass.turn, matrix);
  const box = boxOf(pass.box, turn, placed, at);
  const under: Paint[] = isBare ? [{ rect: whole, fill }] : [];
  const over = pass.paints.flatMap(({ rect, fill: paint }) => {
    const left = settled(met(mapped(matrix, rect), whole));
    return left ? [{ rect: left, fill: paint }] : [];
  });
  return {
    pass: {
      source: pass.source,
      // Until the scale changes, what was cut away is gone.
      bounds: scaled || scales ? pass.bounds : box,
      box,
      turn,
      at,
      size,
      paints: isSame(at, whole) ? [] : [...under, ...over],
      kernel: scales ? kernel : pass.kernel,
    },
    scaled: scaled || scales,
  };
}

/** Null for what is not along the axes. */
function matrixOf({ map }: Geometry): AffineMatrix | null {
  if (map.kind === 'identity') return [1, 0, 0, 0, 1, 0];
  if (map.kind !== 'affine') return null;
  const [a, b, , d, e] = map.matrix;
  return (b === 0 && d === 0 && a !== 0 && e !== 0) || (a === 0 && e === 0 && b !== 0 && d !== 0) ? map.matrix : null;
}

/** One of each pair is 0, so the sum is the scale of that side of the result. */
function changesScale([a, b, , d, e]: AffineMatrix): boolean {
  return Math.abs(a + b) !== 1 || Math.abs(d + e) !== 1;
}

function mapped([a, b, c, d, e, f]: AffineMatrix, { x0, y0, x1, y1 }: Rect): Rect {
  const x = [a * x0 + b * y0 + c, a * x1 + b * y1 + c] as const;
  const y = [d * x0 + e * y0 + f, d * x1 + e * y1 + f] as const;
  return { x0: Math.min(...x), y0: Math.min(...y), x1: Math.max(...x), y1: Math.max(...y) };
}

/** A millionth of a pixel: what products of ratios of whole numbers are off by, and far below what is seen. */
const tolerancePx = 1e-6;

/** Whole pixels; null where an edge lies between them, or no pixel is left. */
function settled({ x0, y0, x1, y1 }: Rect): Rect | null {
  const whole = { x0: Math.round(x0), y0: Math.round(y0), x1: Math.round(x1), y1: Math.round(y1) };
  const off = Math.max(
    Math.abs(whole.x0 - x0),
    Math.abs(whole.y0 - y0),
    Math.abs(whole.x1 - x1),
    Math.abs(whole.y1 - y1),
  );
  return off <= tolerancePx && whole.x0 < whole.x1 && whole.y0 < whole.y1 ? whole : null;
}

/** What two rectangles have in common, an edge that all but lies on one of the second's being that; inside out for nothing. */
function met(one: Rect, { x0, y0, x1, y1 }: Rect): Rect {
  const low = (a: number, b: number) => (a <= b + tolerancePx ? b : a);
  const high = (a: number, b: number) => (a >= b - tolerancePx ? b : a);
  return { x0: low(one.x0, x0), y0: low(one.y0, y0), x1: high(one.x1, x1), y1: high(one.y1, y1) };
}

function turnedBy({ transposed, flipX, flipY }: Turn, [a, b, , d, e]: AffineMatrix): Turn {
  const swaps = a === 0;
  return {
    transposed: transposed !== swaps,
    flipX: (swaps ? flipY : flipX) !== a + b < 0,
    flipY: (swaps ? flipX : flipY) !== d + e < 0,
  };
}

/** What of the source’s `box`, all of which would fill `placed`, fills `at`, which may reach beyond it. */
export function boxOf(box: Rect, { transposed, flipX, flipY }: Turn, placed: Rect, at: Rect): Rect {
  const across = part(placed.x0, placed.x1, at.x0, at.x1, flipX);
  const down = part(placed.y0, placed.y1, at.y0, at.y1, flipY);
  const [x, y] = transposed ? [down, across] : [across, down];
  return { ...along(box.x0, box.x1, x, 'x'), ...along(box.y0, box.y1, y, 'y') } as Rect; // Each gives two of the four.
}

/** From and to which pixel of how many. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly of: number;
}

function part(start: number, end: number, from: number, to: number, mirrored: boolean): Part {
  return mirrored
    ? { from: end - to, to: end - from, of: end - start }
    : { from: from - start, to: to - start, of: end - start };
}

/** Multiplied before it is divided, so that whole pixels stay whole. */
function along(start: number, end: number, { from, to, of }: Part, axis: 'x' | 'y') {
  const at = (where: number) => (where === of ? end : start + ((end - start) * where) / of);
  return axis === 'x' ? { x0: at(from), x1: at(to) } : { y0: at(from), y1: at(to) };
}

function isSame(one: Rect, other: Rect): boolean {
  return one.x0 === other.x0 && one.y0 === other.y0 && one.x1 === other.x1 && one.y1 === other.y1;
}
