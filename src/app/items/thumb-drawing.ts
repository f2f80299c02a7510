import type { ImageLabels, Label } from '../../core/dataset/labels';
import type { LabelFrame } from '../../core/dataset/label-frame';
import { inPixels } from '../../core/dataset/label-units';
import { shapeOf } from '../../core/dataset/labels';
import type { Size } from '../../core/geometry/geometry';
import { maskStrips } from '../../core/geometry/mask';
import type { Header } from '../../core/header/header';
import { uprightGeometry } from '../../core/operations/auto-orient';
import { drawingOf, type Bones } from '../detail/label-drawing';

/** What is drawn over one thumbnail: a path of each class, in pixels of the image as its labels live in it. */
export interface ThumbDrawing {
  /** Of the upright image. */
  readonly size: Size;
  /** SVG's, from the labels' frame to the upright one; null where they are the same. */
  readonly transform: string | null;
  readonly classes: readonly ThumbClass[];
}

export interface ThumbClass {
  readonly class: number;
  /** Outlines, lines and bones; keypoints are lines of no length, which round ends make dots. */
  readonly lines: string;
  /** What is filled: masks. */
  readonly areas: string;
}

/** More cannot be told apart on a thumbnail. */
const mostLabels = 100;
/** Letters of a class's path, which a polygon of thousands of points would go far past. */
const mostLetters = 20_000;
/** Strips that a mask is drawn in, at most: two or so to a pixel of the screen. */
const strips = 64;

/** @param stored What the file's header says. @param frame Which the labels live in. @param bones Of their classes. */
export function thumbDrawing(
  image: ImageLabels,
  stored: Pick<Header, 'width' | 'height' | 'orientation'>,
  frame: LabelFrame,
  bones: Bones = new Map(),
): ThumbDrawing {
  const { size, map } = uprightGeometry(stored, stored.orientation);
  const isTurned = frame === 'stored' && stored.orientation !== 1 && map.kind === 'affine';
  const [a, b, c, d, e, f] = map.kind === 'affine' ? map.matrix : [];
  const { labels } = inPixels(image, frame === 'stored' ? stored : size);
  const paths = new Map<number, { lines: string; areas: string }>();
  for (const label of labels.slice(0, mostLabels)) {
    const own = paths.get(label.class) ?? { lines: '', areas: '' };
    const [lines, areas] = [linesOf(label, bones), areasOf(label)];
    if (own.lines.length + lines.length <= mostLetters) own.lines += lines;
    if (own.areas.length + areas.length <= mostLetters) own.areas += areas;
    paths.set(label.class, own);
  }
  return {
    size,
    transform: isTurned ? `matrix(${[a, d, b, e, c, f].join(' ')})` : null,
    classes: Array.from(paths, ([index, path]) => ({ class: index, ...path })),
  };
}

function linesOf(label: Label, bones: Bones): string {
  const { path, points, bones: joined } = drawingOf(label, bones.get(label.class));
  return path + joined.map((bone) => bone.path).join('') + points.map(({ x, y }) => `M${x} ${y}h0`).join('');
}

function areasOf(label: Label): string {
  const mask = shapeOf(label, 'mask')?.mask;
  if (!mask) return '';
  return maskStrips(mask, strips)
    .map(({ x0, y0, x1, y1 }) => `M${x0} ${y0}H${x1}V${y1}H${x0}Z`)
    .join('');
}
