import { assertNever } from '../assert-never';
import { freshDoubles } from '../geometry/fresh-doubles';
import type { Size } from '../geometry/geometry';
import type { ImageLabels, Label, Shape } from './labels';

/** The same labels with their places in pixels of an image of this size; those in pixels are given back as they are. */
export function inPixels(image: ImageLabels, { width, height }: Size): ImageLabels {
  if (image.unit === 'px') return image;
  const before = known.get(image);
  if (before?.width === width && before.height === height) return before.image;
  const pixels = { ...image, unit: 'px' as const, labels: image.labels.map((label) => scaled(label, width, height)) };
  known.set(image, { width, height, image: pixels });
  return pixels;
}

/** The same labels are looked at, and then moved. */
const known = new WeakMap<ImageLabels, Size & { readonly image: ImageLabels }>();

/** The same labels as fractions of the sides; those that are fractions already are given back as they are. */
export function inFractions(image: ImageLabels, { width, height }: Size): ImageLabels {
  if (image.unit === 'fraction') return image;
  return { ...image, unit: 'fraction', labels: image.labels.map((label) => scaled(label, 1 / width, 1 / height)) };
}

function scaled(label: Label, byX: number, byY: number): Label {
  return { ...label, shapes: label.shapes.map((shape) => scaledShape(shape, byX, byY)) };
}

function scaledShape(shape: Shape, byX: number, byY: number): Shape {
  // Numbers per point: keypoints have their visibility between.
  const times = (places: Float64Array, each: 2 | 3 = 2) => {
    const scaled = freshDoubles(places.length);
    for (let at = 0; at + 1 < places.length; at += each) {
      scaled[at] = places[at]! * byX;
      scaled[at + 1] = places[at + 1]! * byY;
      if (each === 3) scaled[at + 2] = places[at + 2]!;
    }
    return scaled;
  };
  switch (shape.kind) {
    case 'box':
      return { ...shape, at: times(shape.at) };
    case 'oriented':
      return { ...shape, corners: times(shape.corners) };
    case 'polygon':
      return { ...shape, rings: { ...shape.rings, points: times(shape.rings.points) } };
    case 'polyline':
      return { ...shape, lines: { ...shape.lines, points: times(shape.lines.points) } };
    case 'keypoints':
      return { ...shape, points: times(shape.points, 3) };
    case 'mask':
      // Pixels have no other unit.
      return shape;
    default:
      return assertNever(shape);
  }
}
