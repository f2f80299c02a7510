import type Vips from 'wasm-vips';
import type { Geometry, Rect, Size } from '../geometry/geometry';

/** A window in whole pixels of an image, as planned; one of a fan-out is named by its suffix. */
export interface Cut {
  readonly source: Size;
  readonly rect: Rect;
  /** Labels of which less is left are dropped. */
  readonly minVisibility: number;
  readonly suffix?: string;
}

export function cutGeometry({ rect, minVisibility }: Cut): Geometry {
  return {
    size: { width: rect.x1 - rect.x0, height: rect.y1 - rect.y0 },
    map: { kind: 'affine', matrix: [1, 0, -rect.x0, 0, 1, -rect.y0] },
    clip: rect,
    edge: 'constant',
    minVisibility,
  };
}

/** @returns a new handle. */
export function applyCut(_vips: typeof Vips, image: Vips.Image, { rect: { x0, y0, x1, y1 } }: Cut): Vips.Image {
  return image.extractArea(x0, y0, x1 - x0, y1 - y0);
}
