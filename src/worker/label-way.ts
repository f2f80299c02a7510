import { keepAll } from '../core/dataset/label-rules';
import { inPixels } from '../core/dataset/label-units';
import type { ImageLabels } from '../core/dataset/labels';
import type { Geometry, Size } from '../core/geometry/geometry';
import type { Plan } from '../core/operations/operation';
import { arrive, depart, travel, type Travel } from '../core/dataset/travel';
import type { Header, Orientation } from '../core/header/header';
import { storedGeometry, turnedSize, uprightGeometry } from '../core/operations/auto-orient';
import type { ItemLabels } from './api';

/** `isUpright`: the labels are still in the upright frame, while the pixels are as stored. */
export interface LabelWay {
  readonly travel: Travel;
  readonly isUpright: boolean;
}

/** Before the first step. */
export function start({ width, height, orientation }: Header, { image, frame }: ItemLabels): LabelWay {
  const isUpright = frame === 'upright';
  const isTurned = isUpright && orientation >= 5;
  return { travel: depart(image, turnedSize({ width, height }, isTurned ? 90 : 0)), isUpright };
}

interface Planned {
  readonly plan: Plan;
  readonly geometry: Geometry;
}

/** One step on. @param orientation Before the step. */
export function step(
  { plan, geometry }: Planned,
  way: LabelWay,
  orientation: Orientation,
  { rules }: ItemLabels,
): LabelWay {
  const isTurning = plan.orientation === 1 && orientation !== 1;
  // What was drawn on the upright image meets it here: not a number changes.
  if (way.isUpright && isTurning) return { ...way, isUpright: false };
  if (way.isUpright && orientation !== 1) {
    if (moves(geometry)) {
      const stored = travel(way.travel, storedGeometry(storedSize(way.travel, orientation), orientation), rules);
      return { travel: travel(stored, geometry, rules), isUpright: false };
    }
    return way;
  }
  return { ...way, travel: travel(way.travel, geometry, rules) };
}

function moves({ size, map, clip }: Geometry): boolean {
  const isWhole = clip.x0 <= 0 && clip.y0 <= 0 && clip.x1 >= size.width && clip.y1 >= size.height;
  return map.kind !== 'identity' || !isWhole;
}

function storedSize({ size }: Travel, orientation: Orientation) {
  return turnedSize(size, orientation >= 5 ? 90 : 0);
}

/** In the frame of an output with this tag. */
export function shown(
  { travel: way, isUpright }: LabelWay,
  orientation: Orientation,
  { frame, rules }: ItemLabels,
): Travel {
  if (frame === 'stored' || isUpright || orientation === 1) return way;
  return travel(way, uprightGeometry(way.size, orientation), rules);
}

/** The labels in the pixels of the image as it stands, for steps that look at them. */
export function seen(way: LabelWay, orientation: Orientation, { rules }: ItemLabels): ImageLabels {
  const { travel: upright, isUpright } = way;
  const here =
    isUpright && orientation !== 1
      ? travel(upright, storedGeometry(storedSize(upright, orientation), orientation), rules)
      : upright;
  return inPixels(arrive(here, rules).labels, here.size);
}

/** What a step of this geometry would leave of labels in the pixels of an image of this size. */
export function after(labels: ImageLabels, size: Size, geometry: Geometry): ImageLabels {
  return arrive(travel(depart(labels, size), geometry, keepAll), keepAll).labels;
}
