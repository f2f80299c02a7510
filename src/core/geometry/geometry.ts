/** Pixels; both at least 1. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixel edges, origin top-left, half-open: `[x0, x1) × [y0, y1)`; continuous. */
export interface Rect {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** `x' = a·x + b·y + c`, `y' = d·x + e·y + f`, as `[a, b, c, d, e, f]`: OpenCV's 2 × 3 matrix, row by row. */
export type AffineMatrix = readonly [number, number, number, number, number, number];

/** OpenCV's 3 × 3 matrix, row by row. */
export type ProjectiveMatrix = readonly [number, number, number, number, number, number, number, number, number];

/** Where places go, source to result, in pixel edges. */
export type GeometryMap =
  | { readonly kind: 'identity' }
  | { readonly kind: 'affine'; readonly matrix: AffineMatrix }
  | { readonly kind: 'projective'; readonly matrix: ProjectiveMatrix }
  | {
      readonly kind: 'dense';
      /** Places `(x, y)` of the source to places of the result. */
      readonly forward: (x: number, y: number) => readonly [number, number];
      readonly backward: (x: number, y: number) => readonly [number, number];
    };

/** What stands where the result has no source: a colour, or the source's own border. */
export type Edge = 'constant' | 'reflect' | 'replicate';

/** What a plan does to places. */
export interface Geometry {
  /** Of the result. */
  readonly size: Size;
  readonly map: GeometryMap;
  /** The region of the source that stays visible. */
  readonly clip: Rect;
  readonly edge: Edge;
  /** Labels of which less than this part is left are dropped here; 0 unless given. */
  readonly minVisibility?: number;
}

/** The geometry of a step that moves nothing. */
export function unmoved(size: Size): Geometry {
  return { size, map: { kind: 'identity' }, clip: wholeOf(size), edge: 'constant' };
}

export function wholeOf(size: Size): Rect {
  return { x0: 0, y0: 0, x1: size.width, y1: size.height };
}
