import { inPixels } from '../../core/dataset/label-units';
import type { LabelSet } from '../../core/dataset/label-set';
import { shapeOf, type Label, type ShapeKind } from '../../core/dataset/labels';
import { maskArea } from '../../core/geometry/mask';
import { areaOf } from '../../core/geometry/rings';
import { findLabels } from '../find';
import { usualOptions, type LabelFormat } from '../format';
import { writtenAs } from './memory';
import { samples, size, type Sample } from './samples';

/** The one image that samples are labels of. */
export const matrixImage = 'd/images/a.jpg';

/** A set written in a format and read again. */
export async function throughFormat(format: LabelFormat, set: LabelSet, sources: Parameters<typeof writtenAs>[2] = []) {
  const written = await writtenAs(format, set, sources, () => size);
  const images = [matrixImage, ...written.sources.map(({ path }) => path).filter((path) => path.endsWith('.png'))];
  const found = await findLabels({ files: written.sources, images, read: format.id, options: usualOptions });
  return { set: found.kind === 'found' ? found.set : null, losses: written.losses, sources: written.sources };
}

/** What came of it: `=` as it was, else the kind of shape that stands for it; nothing where none does. */
export function keptOf(sample: Sample, set: LabelSet): string {
  const there = set.store.get(matrixImage);
  const back = there && inPixels(there, size);
  if (sample === 'class') return back && back.classes.length > 0 ? '=' : '';
  if (sample === 'split') return there?.split === 'val' ? '=' : '';
  const before = samples[sample];
  const [label] = back?.labels ?? [];
  if (!label || label.shapes.length === 0) return '';
  if (sample === 'flags') return label.flags.length === before.flags.length ? '=' : label.flags.join(' ');
  if (sample === 'score') return label.score === 0.5 ? '=' : '';
  if (sample === 'group') return label.group === before.group ? '=' : '';
  if (sample === 'id') return label.id === before.id ? '=' : '';
  if (sample === 'keypoints') return shapeOf(label, 'keypoints') ? '=' : 'box';
  const kind: ShapeKind = sample === 'hole' ? 'polygon' : sample;
  const same = shapeOf(label, kind);
  if (!same)
    return label.shapes
      .map((shape) => shape.kind)
      .toSorted()
      .join(' + ');
  return measure(label) === measure(before) && (sample !== 'hole' || holesOf(label) === 1) ? '=' : kind;
}

function holesOf(label: Label): number {
  return shapeOf(label, 'polygon')?.rings.holes.reduce((sum, hole) => sum + hole, 0) ?? 0;
}

/** To a millionth: bounds or areas of its most exact shape. */
function measure(label: Label): string {
  const [mask, polygon] = [shapeOf(label, 'mask'), shapeOf(label, 'polygon')];
  const numbers = mask
    ? [maskArea(mask.mask)]
    : polygon
      ? [areaOf(polygon.rings)]
      : Array.from(shapeOf(label, 'oriented')?.corners ?? shapeOf(label, 'box')?.at ?? []);
  return numbers.map((value) => value.toFixed(6)).join();
}
