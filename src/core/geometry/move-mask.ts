import type { AffineMatrix, Geometry, GeometryMap, ProjectiveMatrix, Rect, Size } from './geometry';
import { mapPoints } from './map-points';
import { bitmapOf, maskOf, type Bitmap, type Mask } from './mask';
import { boundsOf, cornersOf } from './rings';

/** A mask after a step, and how much of it the step's clip and border left: 1 for all. */
export interface MovedMask {
  readonly mask: Mask;
  readonly visible: number;
}

/** Each pixel of the result is what lies under its centre in the source, by the step's own map: nothing is blended. */
export function moveMask(mask: Mask, { size, map, clip }: Geometry): MovedMask {
  const source = bitmapOf(mask);
  if (!source) return { mask: maskOf(size, null), visible: 1 };
  const at = target(map, size, source.at);
  const back = backwards(map);
  if (!at || !back) return { mask: maskOf(size, null), visible: 0 };
  const width = at.x1 - at.x0;
  const pixels = new Uint8Array(width * (at.y1 - at.y0));
  for (let y = at.y0; y < at.y1; y++)
    for (let x = at.x0; x < at.x1; x++) {
      const [u, v] = back(x + 0.5, y + 0.5);
      if (u >= clip.x0 && u < clip.x1 && v >= clip.y0 && v < clip.y1 && has(source, Math.floor(u), Math.floor(v)))
        pixels[(y - at.y0) * width + x - at.x0] = 1;
    }
  return { mask: maskOf(size, { at, pixels }), visible: visibleOf(source, { size, map, clip }) };
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

/** How much of the source's pixels has its centre inside the clip and, after the map, inside the result. */
function visibleOf({ at, pixels }: Bitmap, { size, map, clip }: Pick<Geometry, 'size' | 'map' | 'clip'>): number {
  const width = at.x1 - at.x0;
  let all = 0;
  let left = 0;
  for (let y = at.y0; y < at.y1; y++) {
    const row: number[] = [];
    for (let x = at.x0; x < at.x1; x++) if (pixels[(y - at.y0) * width + x - at.x0] === 1) row.push(x + 0.5, y + 0.5);
    const places = mapPoints(map, Float64Array.from(row), 'points');
    all += row.length / 2;
    for (let i = 0; i < row.length; i += 2) {
      const [u = NaN, v = NaN] = places.subarray(i, i + 2);
      const x = row[i] ?? NaN;
      const isKept = x >= clip.x0 && x < clip.x1 && y + 0.5 >= clip.y0 && y + 0.5 < clip.y1;
      if (isKept && u >= 0 && u < size.width && v >= 0 && v < size.height) left++;
    }
  }
  return all === 0 ? 1 : left / all;
}

/** From places of the result to places of the source; null for a map that flattens the image. */
function backwards(map: GeometryMap): ((x: number, y: number) => readonly [number, number]) | null {
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
