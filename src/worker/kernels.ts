import type { Rect, Size } from '../core/geometry/geometry';
import type { Kernel } from '../core/operations/operation';
import { jpegHead, type JpegSegments } from './codecs/jpeg-segments';
import { KernelMemory } from './kernel-memory';
import { chromaOf, type Packed, type Pixels, type Plane, type Planes, type Sampling } from './pixels';

/** Interleaved bytes per pixel. */
export type Bands = 1 | 3 | 4;

/** Numbers of `src/kernels/filters.ts`. `box` and `hamming` have no name in recipes yet. */
const kernelNumbers: Readonly<Record<Kernel | 'box' | 'hamming', number>> = {
  nearest: 0,
  box: 1,
  linear: 2,
  hamming: 3,
  cubic: 4,
  mitchell: 5,
  lanczos2: 6,
  lanczos3: 7,
};

export interface Resampling {
  readonly source: Plane;
  readonly bands: Bands;
  /**
   * Of the source, in fractions of its pixels: what becomes the target, edge on edge. It may stick out (by a pixel at most
   * for `nearest`): a centre outside counts as on the edge.
   */
  readonly box: Rect;
  /** Does not overlap the source. */
  readonly target: Plane;
  readonly kernel: Kernel | 'box' | 'hamming';
  /** Mirrors the result, exactly as if it were mirrored afterwards. */
  readonly flipX: boolean;
  readonly flipY: boolean;
}

/**
 * What our own kernels do. Planes are rectangles of bytes in their memory, from `alloc`; a kernel may read and
 * write up to 128 bytes past a block's end, which belong to nobody, and changes nothing else outside its target.
 */
export class Kernels extends KernelMemory {
  /** Sets every pixel to the same bytes, one for each band. */
  fill({ at, stride, width, height }: Plane, bands: Bands, pixel: readonly number[]): void {
    const value = pixel.reduce((sum, byte, band) => sum | (byte << (8 * band)), 0);
    this.exports.fill(at, stride, width, height, bands, value);
  }

  /** Copies pixels; the target is as large as the source, and does not overlap it. */
  copy(source: Plane, target: Plane, bands: Bands): void {
    const box = { x0: 0, y0: 0, x1: source.width, y1: source.height };
    this.resample({ source, bands, box, target, kernel: 'nearest', flipX: false, flipY: false });
  }

  /** Swaps x and y: the target is as wide as the source is high, and does not overlap it. */
  transpose(source: Plane, bands: Bands, target: Plane): void {
    const { at, stride, width, height } = source;
    this.exports.transpose(at, stride, width, height, bands, target.at, target.stride);
  }

  /** Straight RGBA to premultiplied, in place, rounded as Pillow's `RGBa`. */
  premultiply({ at, stride, width, height }: Plane): void {
    this.exports.premultiply(at, stride, width, height);
  }

  /** Premultiplied RGBA to straight, in place, rounded down as by Pillow. */
  unpremultiply({ at, stride, width, height }: Plane): void {
    this.exports.unpremultiply(at, stride, width, height);
  }

  /**
   * Resamples the source's box onto the target, horizontally, then vertically, to 8 bits each time; equal to Pillow's
   * `resize(size, kernel, box)` in every byte, for the kernels that both have. Where it shrinks, the kernel grows with
   * the scale. A side that keeps its scale and lies on whole pixels is copied, whatever the kernel. Pixels of the source
   * outside the box are seen, none outside the source: weights that would fall there are shared among the others.
   * `nearest` takes the pixel under the half-pixel centre, of two the right or lower one. RGBA has to be premultiplied.
   * @throws RangeError ("Out of memory …") where there is none for weights and rows; the target's content is undefined.
   */
  resample({ source, bands, box, target, kernel, flipX, flipY }: Resampling): void {
    const { x0, y0, x1, y1 } = box;
    const { at, stride, width, height } = source;
    const number = kernelNumbers[kernel];
    this.releasing(() =>
      this.exports.resample(
        at,
        stride,
        width,
        height,
        bands,
        x0,
        y0,
        x1,
        y1,
        flipX,
        flipY,
        target.at,
        target.stride,
        target.width,
        target.height,
        number,
      ),
    );
  }

  /**
   * Packed colours to YCbCr planes in new memory, as libjpeg converts and halves them; chroma is padded to whole blocks
   * (its planes are wider than the image asks for), as libjpeg pads before it halves.
   */
  toPlanes(source: Packed, sampling: Sampling): Planes {
    const { at, stride, width, height, layout } = source;
    if (layout === 'grey' || layout === 'rgba') throw new Error(`Expected opaque colours, received ${layout}.`);
    const by = chromaOf(sampling);
    const chroma = { width: 8 * Math.ceil(width / (8 * by.x)), height: Math.ceil(height / by.y) };
    const plane = (size: Size): Plane => ({ at: this.alloc(size.width * size.height), stride: size.width, ...size });
    const [y, cb, cr] = [plane({ width, height }), plane(chroma), plane(chroma)] as const;
    const halves = by.x - 1 + (by.y - 1);
    this.releasing(() =>
      this.exports.toPlanes(
        at,
        stride,
        orders[layout],
        width,
        height,
        halves,
        y.at,
        y.stride,
        cb.at,
        cr.at,
        cb.stride,
        cb.width,
      ),
    );
    return { kind: 'planes', sampling, width, height, y, cb, cr };
  }

  /** Any colours to packed RGB; planes as libjpeg does it, with its "fancy" interpolation of chroma of half the size. */
  toRgb(source: Pixels, target: Plane): void {
    const { width, height } = source;
    if (source.kind === 'packed') {
      const { at, stride, layout } = source;
      if (layout !== 'rgbx' && layout !== 'bgrx') throw new Error(`Expected four bytes a pixel, received ${layout}.`);
      return this.exports.dropFourth(at, stride, width, height, layout === 'bgrx', target.at, target.stride);
    }
    const mark = this.mark();
    try {
      const { y } = source;
      const cb = this.#whole(source, source.cb);
      const cr = this.#whole(source, source.cr);
      this.exports.toRgb(y.at, y.stride, cb.at, cr.at, cb.stride, width, height, target.at, target.stride);
    } finally {
      this.release(mark);
    }
  }

  /** Chroma at the image's own size. */
  #whole({ sampling, width, height }: Planes, source: Plane): Plane {
    if (sampling === '4:4:4') return source;
    const by = chromaOf(sampling);
    // Padding, which an encoder wants, is none of the image.
    const size = { width: Math.ceil(width / by.x), height: Math.ceil(height / by.y) };
    const stride = 2 * size.width;
    const at = this.alloc(stride * height);
    this.exports.upsample(source.at, source.stride, size.width, size.height, by.y === 2, at, stride, height);
    return { at, stride, width, height };
  }

  /**
   * Writes a baseline JPEG with Huffman tables made for the image; from packed pixels, byte for byte what libjpeg's
   * `cjpeg -optimize -baseline` writes.
   * @param pixels Grey, opaque colours, or planes of the sampling asked for.
   * @returns exactly sized bytes of their own
   * @throws RangeError ("Out of memory …") where there is none for planes, tokens and file: what it takes is then free
   *   again. Tokens take up to 4 bytes a coefficient, 256 a block of 8 × 8 samples, mostly far less; the file is given
   *   twice its size, for every byte of it may have to be stuffed.
   */
  encodeJpeg(pixels: Pixels, { quality, sampling, segments, restartRows = 0 }: JpegOptions): Uint8Array<ArrayBuffer> {
    const { width, height } = pixels;
    if (!(width >= 1 && height >= 1 && width <= 65500 && height <= 65500))
      throw new RangeError(`Expected sides from 1 to 65500 px, received ${width} × ${height}.`);
    const mark = this.mark();
    try {
      const { layout, y, cb, cr } = this.#components(pixels, sampling);
      const length = this.exports.encode(
        width,
        height,
        layout,
        y.at,
        y.stride,
        cb.at,
        cr.at,
        cb.stride,
        cb.width,
        quality,
        restartRows,
      );
      const head = jpegHead(segments);
      const file = new Uint8Array(head.length + length);
      file.set(head);
      file.set(this.bytes(this.exports.encoded() >>> 0, length), head.length);
      return file;
    } finally {
      this.release(mark);
    }
  }

  #components(pixels: Pixels, sampling: Sampling) {
    if (pixels.kind === 'packed' && pixels.layout === 'grey') return { layout: 0, y: pixels, cb: pixels, cr: pixels };
    const planes = pixels.kind === 'packed' ? this.toPlanes(pixels, sampling) : pixels;
    if (planes.sampling !== sampling) throw new Error(`Expected planes of ${sampling}, received ${planes.sampling}.`);
    return { layout: jpegLayouts[sampling], ...planes };
  }
}

export interface JpegOptions {
  /** libjpeg's, 1 to 100. */
  readonly quality: number;
  /** Of colours; grey has none. */
  readonly sampling: Sampling;
  readonly segments: JpegSegments;
  /** MCU rows between two restart markers; 0, the default, for none. */
  readonly restartRows?: number;
}

/** Numbers of `src/kernels/jpeg-tokens.ts`. */
const jpegLayouts: Readonly<Record<Sampling, number>> = { '4:4:4': 1, '4:2:2': 2, '4:2:0': 3 };

/** Numbers of `src/kernels/planes.ts`. */
const orders = { rgb: 0, rgbx: 1, bgrx: 2 } as const;
