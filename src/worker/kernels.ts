import type { Rect } from '../core/geometry/geometry';
import type { Kernel } from '../core/operations/operation';
import type { Plane } from './pixels';

/** What the module of `src/kernels/index.ts` exports; addresses are unsigned, and come as signed numbers. */
interface KernelExports {
  mark(): number;
  release(to: number): void;
  alloc(size: number): number;
  fill(dst: number, stride: number, width: number, height: number, bands: number, value: number): void;
  transpose(
    src: number,
    srcStride: number,
    width: number,
    height: number,
    bands: number,
    dst: number,
    dstStride: number,
  ): void;
  premultiply(at: number, stride: number, width: number, height: number): void;
  unpremultiply(at: number, stride: number, width: number, height: number): void;
  resample(
    src: number,
    srcStride: number,
    srcWidth: number,
    srcHeight: number,
    bands: number,
    x0: number,
    y0: number,
    x1: number,
    y1: number,
    flipX: boolean,
    flipY: boolean,
    dst: number,
    dstStride: number,
    dstWidth: number,
    dstHeight: number,
    kernel: number,
  ): void;
}

/** Interleaved bytes per pixel. */
export type Bands = 1 | 3 | 4;

/** Numbers of `src/kernels/weights.ts`. `box` and `hamming` have no name in recipes yet. */
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
  /** Of the source, in fractions of its pixels: what becomes the target, edge on edge. At most a pixel outside it. */
  readonly box: Rect;
  /** Does not overlap the source. */
  readonly target: Plane;
  readonly kernel: Kernel | 'box' | 'hamming';
  /** Mirrors the result, exactly as if it were mirrored afterwards. */
  readonly flipX: boolean;
  readonly flipY: boolean;
}

/**
 * Our own kernels (`src/kernels`), in a memory of their own. Planes are rectangles of bytes in it, from `alloc`; a kernel
 * may read up to 128 bytes past a block's end and writes nothing outside its target.
 */
export class Kernels {
  readonly #memory: WebAssembly.Memory;
  readonly #exports: KernelExports;

  /**
   * @param module Compiled from `virtual:kernels`. Instantiated at once, which a page may refuse and a worker does not.
   * @param maxBytes That the memory may grow to, in steps of 64 KiB; at most 4 GiB.
   */
  constructor(module: WebAssembly.Module, maxBytes: number) {
    const maximum = Math.min(65536, Math.floor(maxBytes / 65536));
    this.#memory = new WebAssembly.Memory({ initial: Math.min(initialPages, maximum), maximum });
    const instance = new WebAssembly.Instance(module, {
      env: {
        memory: this.#memory,
        // Of a checked build alone.
        abort: (_message: number, _file: number, line: number, column: number) => {
          throw new Error(`An assertion of the kernels failed at ${line}:${column}; the stack has its function.`);
        },
      },
      arena: {
        exhausted: (bytes: number) => {
          throw new RangeError(
            `Out of memory: the kernels need ${bytes >>> 0} bytes more, and may have ${maximum * 65536} in all.`,
          );
        },
      },
    });
    // The module is ours: its exports are those of `src/kernels/index.ts`.
    this.#exports = instance.exports as unknown as KernelExports;
  }

  /** Where the next block will lie: `release` frees what is allocated from now on. */
  mark(): number {
    return this.#exports.mark() >>> 0;
  }

  /** Frees every block allocated since `mark` gave this. */
  release(mark: number): void {
    this.#exports.release(mark);
  }

  /**
   * Uninitialised bytes, aligned to 16. Where memory grows for it, every view of `bytes` is detached.
   * @returns their address
   * @throws RangeError ("Out of memory …") above the bound; what is allocated stays valid, and so do the kernels.
   */
  alloc(bytes: number): number {
    if (!(bytes >= 0 && bytes < 2 ** 32)) throw new RangeError(`Out of memory: ${bytes} bytes are not addressable.`);
    return this.#exports.alloc(bytes) >>> 0;
  }

  /** A view of memory: detached by whatever allocates next, so take it anew. */
  bytes(at: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#memory.buffer, at, length);
  }

  /** Bytes that the memory has grown to; it never shrinks. */
  memoryBytes(): number {
    return this.#memory.buffer.byteLength;
  }

  /** Sets every pixel to the same bytes, one for each band. */
  fill({ at, stride, width, height }: Plane, bands: Bands, pixel: readonly number[]): void {
    const value = pixel.reduce((sum, byte, band) => sum | (byte << (8 * band)), 0);
    this.#exports.fill(at, stride, width, height, bands, value);
  }

  /** Copies pixels; the target is as large as the source, and does not overlap it. */
  copy(source: Plane, target: Plane, bands: Bands): void {
    const box = { x0: 0, y0: 0, x1: source.width, y1: source.height };
    this.resample({ source, bands, box, target, kernel: 'nearest', flipX: false, flipY: false });
  }

  /** Swaps x and y: the target is as wide as the source is high, and does not overlap it. */
  transpose(source: Plane, bands: Bands, target: Plane): void {
    const { at, stride, width, height } = source;
    this.#exports.transpose(at, stride, width, height, bands, target.at, target.stride);
  }

  /** Straight RGBA to premultiplied, in place, rounded as Pillow's `RGBa`. */
  premultiply({ at, stride, width, height }: Plane): void {
    this.#exports.premultiply(at, stride, width, height);
  }

  /** Premultiplied RGBA to straight, in place, rounded down as by Pillow. */
  unpremultiply({ at, stride, width, height }: Plane): void {
    this.#exports.unpremultiply(at, stride, width, height);
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
    this.#releasing(() =>
      this.#exports.resample(
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

  /** Runs a kernel that allocates; where it throws, what it has allocated is freed. */
  #releasing<T>(run: () => T): T {
    const mark = this.mark();
    try {
      return run();
    } catch (error) {
      this.release(mark);
      throw error;
    }
  }
}

/** As many as the module asks for, and some for small images. */
const initialPages = 16;
