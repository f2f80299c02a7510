import type { Size } from '../core/geometry/geometry';

/** One rectangle of bytes in the kernels' memory. `width` counts samples of one band, or pixels of several. */
export interface Plane extends Size {
  /** Address of the first byte. */
  readonly at: number;
  /** Bytes from row to row. */
  readonly stride: number;
}

/** Chroma's resolution: both sides, the width alone, or neither halved (rounded up). */
export type Sampling = '4:2:0' | '4:2:2' | '4:4:4';

/** Four bytes a pixel in `rgbx` and `bgrx`, the last of which means nothing; `rgba` is straight. */
export type PackedLayout = 'grey' | 'rgb' | 'rgba' | 'rgbx' | 'bgrx';

export interface Packed extends Plane {
  readonly kind: 'packed';
  readonly layout: PackedLayout;
}

/** Full-range YCbCr by BT.601, as in JFIF. */
export interface Planes extends Size {
  readonly kind: 'planes';
  readonly sampling: Sampling;
  readonly y: Plane;
  readonly cb: Plane;
  readonly cr: Plane;
}

/** An image of 8 bits in the kernels' memory, valid until what was allocated there is released. */
export type Pixels = Packed | Planes;

export function bandsOf(layout: PackedLayout): 1 | 3 | 4 {
  return layout === 'grey' ? 1 : layout === 'rgb' ? 3 : 4;
}

/** By how much a sampling divides the sides of chroma. */
export function chromaOf(sampling: Sampling): { readonly x: 1 | 2; readonly y: 1 | 2 } {
  return { x: sampling === '4:4:4' ? 1 : 2, y: sampling === '4:2:0' ? 2 : 1 };
}

/** Above these, libvips streams what would have to lie in the kernels' memory whole. */
export const mostKernelPixels = 2 ** 25;
