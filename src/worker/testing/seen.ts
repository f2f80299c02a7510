import { eachRing, type Rings } from '../../core/geometry/rings';
import { at, type Raster } from './raster';

/** What painted objects are told by; far enough from black and white that no kernel's overshoot is cut. */
export const [dark, bright] = [60, 200];

/** How much of a pixel is the object's that is painted in a band. */
export function shareAt(raster: Raster, x: number, y: number, band: number): number {
  return (at(raster, x, y, band) - dark) / (bright - dark);
}

/** Places in a pixel along each side, none of them in its middle, where an edge on half a pixel runs. */
const fine = 4;

/**
 * Intersection over union of an outline and an object that is seen. Both are looked at between pixels: of whole ones, a
 * row that an edge halves exactly would be counted by one side or the other as the last bit falls. What is thinner than a
 * square of 20 × 20 pixels has more border for its area: what is apart there counts as it would along a square's, since
 * a warp that samples single pixels makes a sharp edge jagged by a tenth of a pixel.
 */
export function outlineOverlap(raster: Raster, band: number, rings: Rings | null): number {
  const { width, height } = raster;
  const isSeen = (x: number, y: number) => shareAt(raster, x, y, band) > 0.5;
  const isIn = (x: number, y: number) => rings !== null && inRings(rings, x, y);
  const states = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) states[y * width + x] = (isSeen(x, y) ? 1 : 0) + (isIn(x + 0.5, y + 0.5) ? 2 : 0);
  let [both, either] = [0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const state = states[y * width + x];
      // Where all around are alike, so is all of the pixel.
      const isPlain = (state === 0 || state === 3) && alikeAround(states, raster, x, y);
      if (isPlain && state === 3) [both, either] = [both + 1, either + 1];
      if (isPlain) continue;
      for (let place = 0; place < fine * fine; place++) {
        const u = x + ((place % fine) + 0.5) / fine;
        const v = y + (Math.floor(place / fine) + 0.5) / fine;
        const [one, other] = [shareBetween(raster, u, v, band) > 0.5, isIn(u, v)];
        if (one && other) both += 1 / fine ** 2;
        if (one || other) either += 1 / fine ** 2;
      }
    }
  return rings === null ? 0 : 1 - (1 - both / either) * Math.min(1, either / borderOf(rings) / leastThick);
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
const undecided = 0.1;

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

function inRings(rings: Rings, x: number, y: number): boolean {
  return eachRing(rings).some(({ points }) => inRing(points, x, y));
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
