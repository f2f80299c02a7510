import type { Size } from '../geometry/geometry';
import type { Mask } from '../geometry/mask';
import type { Rings } from '../geometry/rings';
import type { Json } from './json';

/**
 * The neutral model of labels, between all formats. Coordinates are pixel edges, origin top-left, x to the right, y down,
 * boxes half-open, continuous; nothing is rounded before it is written.
 */
export interface ImageLabels {
  /** Of the coordinates: pixels, or fractions of the image's sides until its size is known (`inPixels`). */
  readonly unit: 'px' | 'fraction';
  /** What the label file says of the image's size; null where it says nothing. Never used to scale. */
  readonly stated: Size | null;
  readonly labels: readonly Label[];
  /** Of the image as a whole: indexes into the set's classes. */
  readonly classes: readonly number[];
  /** Names a split (`train`); null where there is none. */
  readonly split: string | null;
  /** What the format says of the image besides, for the way back. */
  readonly kept: Kept | null;
  /** Whether a step has moved them since they were read: what was derived from places is to be derived anew. */
  readonly moved: boolean;
}

/** One object. */
export interface Label {
  /** Index into the set's classes. */
  readonly class: number;
  /** As the file numbers or names it; null where it does not. */
  readonly id: number | string | null;
  /** Labels of one group belong to one object; null alone. */
  readonly group: number | null;
  readonly flags: Flags;
  /** How sure whoever made it was, from 0 to 1. */
  readonly score: number | null;
  /** Free attributes: other formats may hold them too. */
  readonly attributes: Attributes | null;
  /** At most one of each kind; none where the label says that there is something, not where. */
  readonly shapes: readonly Shape[];
  /** What the format says of it besides, for the way back. */
  readonly kept: Kept | null;
}

/** A map, so that no name reaches into JavaScript's own objects; in the file's order. */
export type Attributes = ReadonlyMap<string, Json>;

/** `crowd`: many objects under one label; `ignore`: not to be counted; the others as Pascal VOC has them. */
export const flagNames = ['crowd', 'ignore', 'difficult', 'occluded', 'truncated'] as const;
export type Flag = (typeof flagNames)[number];
/** Those that are set. */
export type Flags = readonly Flag[];

/** What a format needs for its way back: a value, or the bytes of a label file to be read again. */
export type Kept =
  | { readonly format: string; readonly value: Json }
  /** `[from, to)` in bytes of the set's file number `file`. */
  | { readonly format: string; readonly file: number; readonly from: number; readonly to: number };

export type Shape = BoxShape | OrientedShape | PolygonShape | MaskShape | KeypointsShape | PolylineShape;
export type ShapeKind = Shape['kind'];

export interface BoxShape {
  readonly kind: 'box';
  /** `[x0, y0, x1, y1]`. */
  readonly at: Float64Array;
}

/** A box turned freely. */
export interface OrientedShape {
  readonly kind: 'oriented';
  /** Its four corners in order, x and y each: 8 numbers. */
  readonly corners: Float64Array;
}

export interface PolygonShape {
  readonly kind: 'polygon';
  readonly rings: Rings;
}

export interface MaskShape {
  readonly kind: 'mask';
  readonly mask: Mask;
}

export interface KeypointsShape {
  readonly kind: 'keypoints';
  /** x, y and visibility of each: 0 not labelled, 1 labelled but hidden, 2 seen (COCO's). A 0's place means nothing. */
  readonly points: Float64Array;
}

/** Open lines: one as drawn, several where a clip has cut it. */
export interface PolylineShape {
  readonly kind: 'polyline';
  readonly lines: Rings;
}

/** The shape of a kind; null where the label has none. */
export function shapeOf<K extends ShapeKind>(label: Label, kind: K): Extract<Shape, { kind: K }> | null {
  const found = label.shapes.find((shape) => shape.kind === kind);
  return (found as Extract<Shape, { kind: K }> | undefined) ?? null; // Told apart by its kind.
}

/** A label of a class with shapes, all else left open. */
export function labelOf(classIndex: number, shapes: readonly Shape[], rest: Partial<Label> = {}): Label {
  const bare = { id: null, group: null, flags: [], score: null, attributes: null, kept: null };
  return { class: classIndex, shapes, ...bare, ...rest };
}

export const noLabels: ImageLabels = {
  unit: 'px',
  stated: null,
  labels: [],
  classes: [],
  split: null,
  kept: null,
  moved: false,
};
