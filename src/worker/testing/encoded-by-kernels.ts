import { createHash } from 'node:crypto';
import type { Kernels } from '../kernels';
import type { PackedLayout, Sampling } from '../pixels';
import type { RgbPicture } from './jpeg-pictures';

export interface JpegCase {
  /** `grey` keeps the luma alone. */
  readonly sampling: Sampling | 'grey';
  readonly quality: number;
  readonly restartRows: number;
}

/** A JPEG file of a picture by our own kernels, without metadata. */
export function encodedByKernels(
  kernels: Kernels,
  { width, height, bytes }: RgbPicture,
  { sampling, quality, restartRows }: JpegCase,
  layout: Exclude<PackedLayout, 'grey' | 'rgba'> = 'rgb',
): Uint8Array {
  const mark = kernels.mark();
  try {
    const packed = layout === 'rgb' ? bytes : withFourth(bytes, layout === 'bgrx');
    const stride = packed.length / height;
    const at = kernels.alloc(packed.length);
    kernels.bytes(at, packed.length).set(packed);
    const source = { kind: 'packed', layout, at, stride, width, height } as const;
    const options = { quality, restartRows, segments: {} };
    if (sampling !== 'grey') return kernels.encodeJpeg(source, { ...options, sampling });
    const { y } = kernels.toPlanes(source, '4:4:4');
    return kernels.encodeJpeg({ kind: 'packed', layout: 'grey', ...y }, { ...options, sampling: '4:4:4' });
  } finally {
    kernels.release(mark);
  }
}

/** The fourth byte means nothing: it is another one in each pixel. */
export function withFourth(rgb: Uint8Array, swaps: boolean): Uint8Array {
  const out = new Uint8Array((rgb.length / 3) * 4);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4)
    out.set([rgb[from + (swaps ? 2 : 0)]!, rgb[from + 1]!, rgb[from + (swaps ? 0 : 2)]!, from & 255], to);
  return out;
}

export function shortHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}
