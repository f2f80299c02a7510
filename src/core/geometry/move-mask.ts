import type { AffineMatrix, Geometry, GeometryMap, ProjectiveMatrix, Rect, Size } from './geometry';
import { wholeOf } from './geometry';
import { mapPoints } from './map-points';
import { bitmapOf, maskOf, type Bitmap, type Mask } from './mask';
import { boundsOf, cornersOf } from './rings';

/** A mask after some steps, and how much of it their clips and borders left: 1 for all. */
export interface MovedMask {
  readonly mask: Mask;
  readonly visible: number;
}

/**
 * Each pixel of the result is what lies under its centre in the source, by the steps' own maps: nothing is blended, and
 * over any number of steps a pixel is taken once, so that borders do not fray from step to step.
 * @param way At least one step.
 */
export function moveMask(mask: Mask, way: readonly Geometry[]): MovedMask {
  const { size } = way.at(-1) ?? mask;
  const source = bitmapOf(mask);
  if (!source) return { mask: maskOf(size, null), visible: 1 };
  const at = way.reduce<Rect | null>((from, step) => from && target(step.map, step.size, from), source.at);
  const known = knownOf(mask.size, way);
  if (!at || !known.back) return { mask: maskOf(size, null), visible: 0 };
  const width = at.x1 - at.x0;
  const pixels = new Uint8Array(width * (at.y1 - at.y0));
  for (let y = at.y0; y < at.y1; y++)
    for (let x = at.x0; x < at.x1; x++) {
      const from = sourceOf(known, known.back, x, y);
      if (from >= 0 && has(source, from % mask.size.width, Math.floor(from / mask.size.width)))
        pixels[(y - at.y0) * width + x - at.x0] = 1;
    }
  return { mask: maskOf(size, { at, pixels }), visible: visibleOf(source, known) };
}

/**
 * What is known of a way, which all masks of an image go: from the second of them on, each pixel's place is looked up that was
 * asked for before. Kept as long as the way's last step is.
 */
interface Known {
  readonly way: readonly Geometry[];
  readonly size: Size;
  readonly back: Places | null;
  /** By pixel of the result: that of the source plus 1; 0 unknown, −1 none. */
  sources: Int32Array | null;
  /** By pixel of the source: whether it stays; 0 unknown, 1 yes, 2 no. */
  stays: Uint8Array | null;
}

const ways = new WeakMap<Geometry, Known>();

function knownOf(size: Size, way: readonly Geometry[]): Known {
  const last = way.at(-1);
  const known = last && ways.get(last);
  const isSame =
    known?.way.length === way.length &&
    known.size.width === size.width &&
    known.size.height === size.height &&
    known.way.every((step, at) => step === way[at]);
  if (known && isSame) {
    known.sources ??= new Int32Array((last?.size.width ?? 0) * (last?.size.height ?? 0));
    known.stays ??= new Uint8Array(size.width * size.height);
    return known;
  }
  const fresh: Known = { way, size, back: backThrough(way), sources: null, stays: null };
  if (last) ways.set(last, fresh);
  return fresh;
}

/** The pixel of the source, row by row, that lies under the centre of one of the result; −1 for none. */
function sourceOf({ way, size, sources }: Known, back: Places, x: number, y: number): number {
  const at = y * (way.at(-1)?.size.width ?? 0) + x;
  const known = sources?.[at] ?? 0;
  if (known !== 0) return known > 0 ? known - 1 : -1;
  const [u, v] = back(x + 0.5, y + 0.5);
  const isThere = u >= 0 && v >= 0 && u < size.width && v < size.height;
  const from = isThere ? Math.floor(v) * size.width + Math.floor(u) : -1;
  if (sources) sources[at] = isThere ? from + 1 : -1;
  return from;
}

/** From places of the last step's result to places of the first one's source; NaN for what a clip or a border cut. */
function backThrough(way: readonly Geometry[]): Places | null {
  const steps: { readonly back: Places; readonly clip: Rect; readonly size: Size }[] = [];
  for (const { map, clip, size } of way) {
    const back = backwards(map);
    if (!back) return null;
    steps.unshift({ back, clip, size });
  }
  return (x, y) => {
    let [u, v] = [x, y];
    for (const { back, clip, size } of steps) {
      if (!isIn(wholeOf(size), u, v)) return [NaN, NaN];
      [u, v] = back(u, v);
      if (!isIn(clip, u, v)) return [NaN, NaN];
    }
    return [u, v];
  };
}

type Places = (x: number, y: number) => readonly [number, number];

function isIn({ x0, y0, x1, y1 }: Rect, x: number, y: number): boolean {
  return x >= x0 && x < x1 && y >= y0 && y < y1;
}

function has({ at, pixels }: Bitmap, x: number, y: number): boolean {
  if (x < at.x0 || x >= at.x1 || y < at.y0 || y >= at.y1) return false;
  return pixels[(y - at.y0) * (at.x1 - at.x0) + x - at.x0] === 1;
}

/** In which whole pixels of the result the source's could land; null for none. */
function target(map: GeometryMap, { width, height }: Size, from: Rect): Rect | null {
  const bounds = boundsOf(mapPoints(map, cornersOf(from), 'ring'));
  // The inside of a bent rectangle may reach beyond its border by as much as the map bends: a margin is taken.
  const margin = map.kind === 'dense' ? 0.25 * Math.max(bounds.x1 - bounds.x0, bounds.y1 - bounds.y0) + 2 : 1;
  const x0 = Math.max(0, Math.floor(bounds.x0 - margin));
  const y0 = Math.max(0, Math.floor(bounds.y0 - margin));
  const x1 = Math.min(width, Math.ceil(bounds.x1 + margin));
  const y1 = Math.min(height, Math.ceil(bounds.y1 + margin));
  return x0 < x1 && y0 < y1 ? { x0, y0, x1, y1 } : null;
}

/** How much of the source's pixels has its centre inside each step's clip and, after its map, inside its result. */
function visibleOf({ at, pixels }: Bitmap, { way, size, stays }: Known): number {
  const width = at.x1 - at.x0;
  const asked = new Int32Array(width);
  let [all, left] = [0, 0];
  for (let y = at.y0; y < at.y1; y++) {
    const row = y * size.width;
    let many = 0;
    for (let x = at.x0; x < at.x1; x++) {
      if (pixels[(y - at.y0) * width + x - at.x0] !== 1) continue;
      all++;
      const known = stays?.[row + x] ?? 0;
      if (known === 0) {
        asked[many++] = x;
        if (stays) stays[row + x] = 2;
      } else if (known === 1) left++;
    }
    const kept = survivors(asked.subarray(0, many), y, way);
    left += kept.length;
    if (stays) for (const x of kept) stays[row + x] = 1;
  }
  return all === 0 ? 1 : left / all;
}

/** Of pixels in a row, those whose centres all steps keep. Columns are moved to the front of what is given. */
function survivors(columns: Int32Array, row: number, way: readonly Geometry[]): Int32Array {
  let many = columns.length;
  let places: Float64Array = new Float64Array(2 * many);
  for (let at = 0; at < many; at++) {
    places[2 * at] = (columns[at] ?? 0) + 0.5;
    places[2 * at + 1] = row + 0.5;
  }
  const only = (rect: Rect) => {
    let kept = 0;
    for (let at = 0; at < many; at++) {
      const [u, v] = [places[2 * at] ?? NaN, places[2 * at + 1] ?? NaN];
      if (!isIn(rect, u, v)) continue;
      places[2 * kept] = u;
      places[2 * kept + 1] = v;
      columns[kept++] = columns[at] ?? 0;
    }
    many = kept;
  };
  for (const { map, clip, size } of way) {
    only(clip);
    places = mapPoints(map, places.subarray(0, 2 * many), 'points');
    only(wholeOf(size));
  }
  return columns.subarray(0, many);
}

/** From places of the result to places of the source; null for a map that flattens the image. */
function backwards(map: GeometryMap): Places | null {
  switch (map.kind) {
    case 'identity':
      return (x, y) => [x, y];
    case 'dense':
      return map.backward;
    case 'affine':
      return affineBack(map.matrix);
    case 'projective':
      return projectiveBack(map.matrix);
  }
}

function affineBack([a, b, c, d, e, f]: AffineMatrix) {
  const det = a * e - b * d;
  if (det === 0) return null;
  // Divided at the end, so that whole pixels stay whole.
  return (x: number, y: number): readonly [number, number] => [
    (e * (x - c) - b * (y - f)) / det,
    (a * (y - f) - d * (x - c)) / det,
  ];
}

function projectiveBack([a, b, c, d, e, f, g, h, i]: ProjectiveMatrix) {
  const det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  if (det === 0) return null;
  return (x: number, y: number): readonly [number, number] => {
    const w = ((d * h - e * g) * x + (b * g - a * h) * y + (a * e - b * d)) / det;
    const u = ((e * i - f * h) * x + (c * h - b * i) * y + (b * f - c * e)) / det;
    const v = ((f * g - d * i) * x + (a * i - c * g) * y + (c * d - a * f)) / det;
    return w > 0 ? [u / w, v / w] : [NaN, NaN];
  };
}
