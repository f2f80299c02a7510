import type { Kernels } from '../kernels';
import type { Packed, PackedLayout, Plane, Sampling } from '../pixels';
import { withFourth } from './encoded-by-kernels';
import type { RgbPicture } from './jpeg-pictures';

type Coloured = Exclude<PackedLayout, 'grey' | 'rgba'>;

/** Bytes after each row that are nobody's. */
const gap = 5;
/** Before and behind what a kernel is given. */
const fence = 200;

/**
 * Runs a kernel on a picture with gaps between its rows and strange bytes around it.
 * @param around What lies there, and on what is allocated next.
 * @returns what `run` gives, and whether the source and what lies around it stayed as they were.
 */
function withSource<T>(
  kernels: Kernels,
  { width, height, bytes }: RgbPicture,
  layout: Coloured,
  around: number,
  run: (source: Packed) => T,
): { result: T; isUntouched: boolean } {
  const mark = kernels.mark();
  try {
    const packed = layout === 'rgb' ? bytes : withFourth(bytes, layout === 'bgrx');
    const rowBytes = packed.length / height;
    const stride = rowBytes + gap;
    const size = stride * height + 2 * fence;
    const block = kernels.alloc(size);
    const next = kernels.mark();
    // What is allocated behind it holds what was there before.
    const later = kernels.alloc(8 * packed.length + 4096);
    kernels.bytes(later, 8 * packed.length + 4096).fill(around);
    kernels.release(next);
    const all = kernels.bytes(block, size).fill(around);
    for (let row = 0; row < height; row++)
      all.set(packed.subarray(row * rowBytes, (row + 1) * rowBytes), fence + row * stride);
    const before = all.slice();
    const result = run({ kind: 'packed', layout, at: block + fence, stride, width, height });
    return { result, isUntouched: Buffer.compare(kernels.bytes(block, size), before) === 0 };
  } finally {
    kernels.release(mark);
  }
}

/** Each plane without gaps. */
export function planesByKernels(
  kernels: Kernels,
  picture: RgbPicture,
  { layout, sampling, around }: { layout: Coloured; sampling: Sampling; around: number },
) {
  return withSource(kernels, picture, layout, around, (source) => {
    const { y, cb, cr } = kernels.toPlanes(source, sampling);
    const taken = ({ at, stride, height }: Plane) => kernels.bytes(at, stride * height).slice();
    return { y: taken(y), cb: taken(cb), cr: taken(cr), chromaWidth: cb.width };
  });
}

/** RGB of four bytes a pixel, into a rectangle with a gap behind each row; `strays` counts what was written there. */
export function threeBytesByKernels(kernels: Kernels, picture: RgbPicture, layout: 'rgbx' | 'bgrx', around: number) {
  return withSource(kernels, picture, layout, around, (source) => {
    const { width, height } = source;
    const stride = 3 * width + gap;
    const at = kernels.alloc(stride * height);
    kernels.bytes(at, stride * height).fill(99);
    kernels.toRgb(source, { at, stride, width, height });
    const bytes = new Uint8Array(3 * width * height);
    let strays = 0;
    for (let row = 0; row < height; row++) {
      const line = kernels.bytes(at + row * stride, stride);
      bytes.set(line.subarray(0, 3 * width), row * 3 * width);
      strays += line.subarray(3 * width).filter((byte) => byte !== 99).length;
    }
    return { bytes, strays };
  });
}
