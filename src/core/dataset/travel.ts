import { wholeOf, type Geometry, type Size } from '../geometry/geometry';
import { mirrorsAt } from '../geometry/map-points';
import { inPixels } from './label-units';
import type { ImageLabels, Label } from './labels';
import type { Drop, LabelRules } from './label-rules';
import { arrivedShape, departed, movedShape, stateOf, type Carried } from './travel-shape';

/** The labels of one image on their way through its steps. Plain data; a fan-out goes on from the same one many times. */
export interface Travel {
  readonly image: ImageLabels;
  /** Of the image as the steps so far left it. */
  readonly size: Size;
  /** Whether any step so far has moved anything. */
  readonly isMoved: boolean;
  /** By steps on the way. */
  readonly drops: readonly Drop[];
  /** `at`: the label's place among those of the image. */
  readonly carried: readonly { readonly at: number; readonly label: Label; readonly shapes: readonly Carried[] }[];
}

/** @param size Of the image before its first step, in the frame that the labels live in. */
export function depart(image: ImageLabels, size: Size): Travel {
  const { labels } = inPixels(image, size);
  return {
    image,
    size,
    isMoved: false,
    drops: [],
    carried: labels.map((label, at) => ({ at, label, shapes: label.shapes.map(departed) })),
  };
}

/** One step on. A step that moves nothing leaves every number as it is. */
export function travel(before: Travel, geometry: Geometry, rules: LabelRules): Travel {
  const { size, map, clip } = geometry;
  if (stays(geometry, before.size)) return before;
  const isMirror = mirrorsAt(map, (clip.x0 + clip.x1) / 2, (clip.y0 + clip.y1) / 2);
  const moved: Travel = {
    ...before,
    size,
    isMoved: true,
    carried: before.carried.map(({ at, label, shapes }) => {
      const flip = isMirror ? (rules.flips.get(label.class) ?? null) : null;
      return {
        at,
        label,
        shapes: shapes.map((shape) => movedShape(shape, geometry, { flip, keypoints: rules.keypoints })),
      };
    }),
  };
  return geometry.minVisibility ? sifted(moved, { ...rules, minVisibility: geometry.minVisibility }) : moved;
}

/** Without labels that the step itself drops. */
function sifted(way: Travel, rules: LabelRules): Travel {
  const drops = [...way.drops];
  const carried = way.carried.filter(({ at, label, shapes }) => {
    const reason = dropReason(shapes, true, { ...rules, minAreaPx: 0 });
    if (reason) drops.push({ at, class: label.class, reason });
    return reason === null;
  });
  return { ...way, drops, carried };
}

/** Whether a step leaves an image of this size, and all places in it, as they are. */
export function stays({ size, map, clip }: Geometry, before: Size): boolean {
  const whole = wholeOf(before);
  return (
    map.kind === 'identity' &&
    size.width === before.width &&
    size.height === before.height &&
    clip.x0 <= whole.x0 &&
    clip.y0 <= whole.y0 &&
    clip.x1 >= whole.x1 &&
    clip.y1 >= whole.y1
  );
}

export interface Arrived {
  readonly labels: ImageLabels;
  readonly drops: readonly Drop[];
}

/** Products of ratios lose this much at most. */
const tolerance = 1e-6;

/** The labels of the result, in its pixels; those that no step moved as they were read, unit included. */
export function arrive({ image, size, isMoved, carried, drops: dropped }: Travel, rules: LabelRules): Arrived {
  const drops: Drop[] = [...dropped];
  const labels: Label[] = [];
  for (const { at, label, shapes } of carried) {
    const reason = dropReason(shapes, isMoved, rules);
    if (reason) drops.push({ at, class: label.class, reason });
    else if (!isMoved) labels.push(image.labels[at] ?? label);
    else labels.push({ ...label, shapes: shapes.flatMap((shape) => arrivedShape(shape, rules.clip) ?? []) });
  }
  if (!isMoved) return { labels: { ...image, labels }, drops };
  return { labels: { ...image, unit: 'px', stated: size, labels, moved: true }, drops };
}

/** The most exact shape that has an area decides: mask, polygon, oriented box, box; else line and keypoints. */
const ranked = ['mask', 'polygon', 'oriented', 'box', 'polyline', 'keypoints'] as const;

function dropReason(shapes: readonly Carried[], isMoved: boolean, rules: LabelRules): Drop['reason'] | null {
  const rank = (shape: Carried) => ranked.indexOf(shape.kind);
  const [decisive] = shapes.length > 1 ? shapes.toSorted((one, other) => rank(one) - rank(other)) : shapes;
  if (!decisive) return null;
  const { isGone, visible, area } = stateOf(decisive);
  if (isMoved && isGone) return 'outside';
  if (isMoved && visible !== null && visible < rules.minVisibility - tolerance) return 'min-visibility';
  if (area !== null && area < rules.minAreaPx - tolerance) return 'min-area';
  return null;
}
