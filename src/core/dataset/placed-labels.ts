import type { Size } from '../geometry/geometry';
import type { Orientation } from '../header/header';
import { turnedSize, uprightGeometry } from '../operations/auto-orient';
import { keepAll } from './label-rules';
import { inPixels } from './label-units';
import type { ImageLabels, Label } from './labels';
import { arrive, depart, travel } from './travel';

/** Labels in pixels of a picture as it is shown: upright. */
export interface PlacedLabels {
  /** Of the upright picture. */
  readonly size: Size;
  readonly labels: readonly Label[];
  /** Of the image as a whole: indexes into the set's classes. */
  readonly classes: readonly number[];
}

/**
 * Labels over a picture that a browser shows, which turns it as its tag says. Nothing is cut.
 * @param stored The file's own size. @param orientation Of its tag. @param frame Which the labels live in.
 */
export function placedLabels(
  image: ImageLabels,
  stored: Size,
  orientation: Orientation,
  frame: 'upright' | 'stored',
): PlacedLabels {
  const size = turnedSize(stored, orientation >= 5 ? 90 : 0);
  const { classes } = image;
  if (frame === 'upright' || orientation === 1) return { size, labels: inPixels(image, size).labels, classes };
  const rules = { ...keepAll, clip: false };
  const turned = travel(depart(image, stored), uprightGeometry(stored, orientation), rules);
  return { size, labels: arrive(turned, rules).labels.labels, classes };
}
