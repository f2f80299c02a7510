import { eachRing, type Rings } from '../../core/geometry/rings';
import { at, type Raster } from './raster';

/** What painted objects are told by; far enough from black and white that no kernel's overshoot is cut. */
export const [dark, bright] = [60, 200];

/** How much of a pixel is the object's that is painted in a band. */
export function shareAt(raster: Raster, x: number, y: number, band: number): number {
  return (at(raster, x, y, band) - dark) / (bright - dark);
}

/** Places that are looked at in a pixel. */
const fine = 64;
/**
 * Where: a lattice (Sloan and Joe 1994) that has each place across, and each place down, once. An edge along a side that is
 * a little off has so few of them between itself and where it should be; in a grid of as many, a whole row.
 */
const places = Array.from({ length: fine }, (_, index) => ({
  u: (index + 0.5) / fine,
  v: (((index * 19) % fine) + 0.5) / fine,
}));

/**
 * How far, in pixels, an edge along a side is seen at most from where it is. Of a pixel it leaves the share c < ½ to the
 * object, and all of the next: the edge lies ½ − c behind the pixel's middle, and half is seen (½ − c) / (1 − c) behind it.
 * With d = 1 − c these are 1.5 − d − 0.5 / d apart, which is most where d² is ½.
 */
export const seenOffPx = 1.5 - Math.SQRT2;

/**
 * Intersection over union of an outline and an object that is seen. Both are looked at between pixels: of whole ones, a
 * row that an edge halves exactly would be counted by one side or the other as the last bit falls. A square of 20 × 20
 * pixels may lose a fiftieth: a tenth of a pixel along its border, for what a raster cannot tell (`seenOffPx`) and for
 * corners, which kernels round. What is thinner has more border for its area: what is apart there counts as it would along
 * a square's, so that the border may be off by no more than the same tenth.
 */
export function outlineOverlap(raster: Raster, band: number, rings: Rings | null): number {
  if (rings === null) return 0;
  const { width, height } = raster;
  const outlines = eachRing(rings).map(({ points }) => points);
  const states = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const isIn = insideOfRow(outlines, y);
    for (let x = 0; x < width; x++)
      states[y * width + x] = (shareAt(raster, x, y, band) > 0.5 ? 1 : 0) + (isIn(x + 0.5, y + 0.5) ? 2 : 0);
  }
  let [both, either] = [0, 0];
  for (let y = 0; y < height; y++) {
    const isIn = insideOfRow(outlines, y);
    for (let x = 0; x < width; x++) {
      const state = states[y * width + x];
      // Where all around are alike, so is all of the pixel.
      const isPlain = (state === 0 || state === 3) && alikeAround(states, raster, x, y);
      if (isPlain && state === 3) [both, either] = [both + 1, either + 1];
      if (isPlain) continue;
      for (const { u, v } of places) {
        const [one, other] = [shareBetween(raster, x + u, y + v, band) > 0.5, isIn(x + u, y + v)];
        if (one && other) both += 1 / fine;
        if (one || other) either += 1 / fine;
      }
    }
  }
  return 1 - (1 - both / either) * Math.min(1, either / borderOf(rings) / leastThick);
}

/** Area by border of a square of 20 × 20 pixels. */
const leastThick = 5;

function borderOf(rings: Rings): number {
  let length = 0;
  for (const { points } of eachRing(rings))
    for (let a = 0, b = points.length - 2; a < points.length; b = a, a += 2)
      length += Math.hypot(points[a]! - points[b]!, points[a + 1]! - points[b + 1]!);
  return length;
}

function alikeAround(states: Uint8Array, { width, height }: Raster, x: number, y: number): boolean {
  const state = states[y * width + x];
  for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
    for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++)
      if (states[v * width + u] !== state) return false;
  return true;
}

/** Linear between the middles of pixels; up to the border as the last of them. */
function shareBetween(raster: Raster, x: number, y: number, band: number): number {
  const [u, v] = [within(x - 0.5, raster.width), within(y - 0.5, raster.height)];
  const [column, row] = [Math.floor(u), Math.floor(v)];
  const [right, below] = [Math.min(column + 1, raster.width - 1), Math.min(row + 1, raster.height - 1)];
  const [a, b] = [u - column, v - row];
  const upper = (1 - a) * shareAt(raster, column, row, band) + a * shareAt(raster, right, row, band);
  const lower = (1 - a) * shareAt(raster, column, below, band) + a * shareAt(raster, right, below, band);
  return (1 - b) * upper + b * lower;
}

const within = (place: number, length: number) => Math.max(0, Math.min(length - 1, place));

/** A pixel within this of half is the object's or not by its colour's rounding and the kernels' blur. */
const undecided = 0.05;

/** Intersection over union of a mask and an object that is seen, in whole pixels; those that are undecided agree. */
export function maskOverlap(raster: Raster, band: number, isIn: (x: number, y: number) => boolean): number {
  let [both, either] = [0, 0];
  for (let y = 0; y < raster.height; y++)
    for (let x = 0; x < raster.width; x++) {
      const [share, other] = [shareAt(raster, x, y, band), isIn(x, y)];
      const one = Math.abs(share - 0.5) < undecided ? other : share > 0.5;
      if (one && other) both++;
      if (one || other) either++;
    }
  return both / either;
}

/** How much of an object is not there when it is turned around its middle by half a turn: of a whole dot hardly any. */
export function asymmetryOf(raster: Raster, band: number, [x, y]: readonly [number, number]): number {
  let [sum, apart] = [0, 0];
  for (let row = 0; row < raster.height; row++)
    for (let column = 0; column < raster.width; column++) {
      const share = shareAt(raster, column, row, band);
      if (share < 0.1) continue;
      const [u, v] = [2 * x - column - 0.5, 2 * y - row - 0.5];
      const other = u < 0 || v < 0 || u > raster.width || v > raster.height ? 0 : shareBetween(raster, u, v, band);
      sum += share;
      apart += Math.abs(share - other);
    }
  return apart / sum;
}

/** Whether a place in one row of pixels lies in any of the rings: their sides that reach into the row tell. */
function insideOfRow(rings: readonly Float64Array[], row: number): (x: number, y: number) => boolean {
  const near = rings.map((ring) => {
    const sides: number[] = [];
    for (let a = 0, b = ring.length - 2; a < ring.length; b = a, a += 2)
      if (Math.min(ring[a + 1]!, ring[b + 1]!) <= row + 1 && Math.max(ring[a + 1]!, ring[b + 1]!) >= row)
        sides.push(ring[a]!, ring[a + 1]!, ring[b]!, ring[b + 1]!);
    return sides;
  });
  return (x, y) => near.some((sides) => isWithin(sides, x, y));
}

/** Even-odd rule. @param sides Four numbers each. */
function isWithin(sides: ArrayLike<number>, x: number, y: number): boolean {
  let isIn = false;
  for (let at = 0; at < sides.length; at += 4) {
    const [ax, ay, bx, by] = [sides[at]!, sides[at + 1]!, sides[at + 2]!, sides[at + 3]!];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isIn = !isIn;
  }
  return isIn;
}

/** Even-odd rule. */
export function inRing(ring: Float64Array, x: number, y: number): boolean {
  let isIn = false;
  for (let a = 0, b = ring.length - 2; a < ring.length; b = a, a += 2) {
    const [ax, ay, bx, by] = [ring[a]!, ring[a + 1]!, ring[b]!, ring[b + 1]!];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isIn = !isIn;
  }
  return isIn;
}
