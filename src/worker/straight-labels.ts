import { wholeOf, type AffineMatrix, type Geometry, type GeometryMap, type Size } from '../core/geometry/geometry';
import { mirrorsAt } from '../core/geometry/map-points';
import type { PackedLabels } from '../core/dataset/packed-labels';
import { isWithin, movedRect, movePlaces, type PlainLabels } from '../core/dataset/plain-labels';
import { stays } from '../core/dataset/travel';
import type { Branch } from './plan-steps';
import { toldBy, type Told } from './program';

/**
 * Moves plain labels through steps of which each maps along the axes and keeps all of them inside: number by number what
 * `travel` makes of them, in their own memory.
 * @param size Of the image as stored, which no tag turns.
 * @returns null where a step does otherwise: nothing has been moved then.
 */
export function straight(
  plain: PlainLabels,
  branches: readonly Branch[],
  size: Size,
): { readonly labels: PackedLabels; readonly told: Told } | null {
  const matrices: AffineMatrix[] = [];
  let { extent } = plain;
  let told: Told = { suffix: '', orientation: 1 };
  let now = size;
  for (let left = branches; left.length > 0;) {
    const [branch] = left;
    if (!branch || left.length > 1) return null;
    const { geometry, next } = branch;
    told = toldBy(branch, told);
    if (told.orientation !== 1) return null;
    left = next;
    if (stays(geometry, now)) continue;
    const matrix = alongAxes(geometry.map);
    if (!matrix || !isWithin(extent, geometry.clip) || (plain.hasKeypoints && isMirror(geometry))) return null;
    extent = movedRect(extent, matrix);
    now = geometry.size;
    if (!isWithin(extent, wholeOf(now))) return null;
    matrices.push(matrix);
  }
  if (matrices.length === 0) return { labels: plain.given, told };
  for (const matrix of matrices) movePlaces(plain.packed, matrix, 'step');
  return { labels: { ...plain.packed, stated: now, moved: true }, told };
}

const identity: AffineMatrix = [1, 0, 0, 0, 1, 0];

/** Null for a map that sends places of one column, or of one row, to several of both. */
function alongAxes(map: GeometryMap): AffineMatrix | null {
  if (map.kind === 'identity') return identity;
  if (map.kind !== 'affine') return null;
  const [a, b, , d, e] = map.matrix;
  return (b === 0 && d === 0) || (a === 0 && e === 0) ? map.matrix : null;
}

function isMirror({ map, clip }: Geometry): boolean {
  return mirrorsAt(map, (clip.x0 + clip.x1) / 2, (clip.y0 + clip.y1) / 2);
}
