import { classOf, type LabelClass, type LabelSet } from '../core/dataset/label-set';
import type { SetMaskFill } from '../core/dataset/mask-fill';

/** Formats in which each pixel of each image has a class, or none. */
const ofPixels: ReadonlySet<string> = new Set(['masks', 'coco-panoptic']);

/**
 * The class of this name that pixels get which no source pixel fills.
 * @returns it, and the set's classes with it: one of number 255, where that is free, stands at their end where there was none.
 */
export function maskFillOf(
  { classes, format }: LabelSet,
  name: string,
): { readonly fill: SetMaskFill; readonly classes: readonly LabelClass[] } {
  const known = classes.findIndex((one) => one.name === name);
  const fill = {
    class: known >= 0 ? known : classes.length,
    isIgnored: name === 'ignore',
    isForAll: ofPixels.has(format),
  };
  return { fill, classes: known >= 0 ? classes : [...classes, classOf(freeId(classes), name)] };
}

function freeId(classes: readonly LabelClass[]): number {
  const taken = new Set(classes.map(({ id }) => id));
  let id = 255;
  while (taken.has(id)) id--;
  return id;
}
