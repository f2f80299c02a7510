import type { Fill, Kernel } from '../operations/operation';
import type { Geometry, Rect, Size } from './geometry';

/** A step that is its geometry and nothing else, as its operation's `moves` says. */
export interface Move {
  readonly geometry: Geometry;
  readonly kernel: Kernel;
  readonly fill: Fill;
}

/** One of the eight ways to lay a rectangle along the axes: transposed first (x and y swapped), then mirrored. */
export interface Turn {
  readonly transposed: boolean;
  readonly flipX: boolean;
  readonly flipY: boolean;
}

/** A rectangle of one colour; whole pixels. */
export interface Paint {
  readonly rect: Rect;
  readonly fill: Fill;
}

/** One pass of the kernels: a rectangle of the source, resampled, turned and laid on a canvas. Plain data. */
export interface Pass {
  readonly source: Size;
  /** Whole pixels of the source; the kernel sees nothing outside them. */
  readonly bounds: Rect;
  /** Of the source, in fractions: what becomes `at`, edge on edge. */
  readonly box: Rect;
  readonly turn: Turn;
  /** Whole pixels of the result. */
  readonly at: Rect;
  /** Of the result. */
  readonly size: Size;
  /** Laid on the canvas in this order, before the picture: together with it they leave no pixel bare. */
  readonly paints: readonly Paint[];
  readonly kernel: Kernel;
}
