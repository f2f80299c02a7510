import type Vips from 'wasm-vips';
import { letGo } from '../pool/let-go';
import type { Kernels } from './kernels';
import { bandsOf, type Packed, type PackedLayout, type Pixels } from './pixels';
import type { VipsLibrary } from './vips';

const layoutOf: Readonly<Record<number, PackedLayout>> = { 1: 'grey', 3: 'rgb', 4: 'rgba' };

/**
 * Pulls a libvips image's pixels into the kernels' memory.
 * @param image 8 bits; 1, 3 or 4 bands; stays the caller's.
 */
export function pixelsOf(kernels: Kernels, image: Vips.Image): Packed {
  const { width, height, bands } = image;
  const layout = layoutOf[bands];
  if (!layout || image.format !== 'uchar')
    throw new Error(`Expected 1, 3 or 4 bands of 8 bits, received ${bands} of ${String(image.format)}.`);
  const bytes = image.writeToMemory();
  const at = kernels.alloc(bytes.length);
  kernels.bytes(at, bytes.length).set(bytes);
  letGo(bytes.buffer as ArrayBuffer); // Of the image's own size, and in no memory of wasm.
  return { kind: 'packed', layout, at, stride: width * bands, width, height };
}

/** A libvips image of the kernels' pixels: one copy, which the image owns. @returns a new handle. */
export function imageOf(vips: VipsLibrary, kernels: Kernels, pixels: Pixels): Vips.Image {
  const mark = kernels.mark();
  try {
    const { at, width, height, layout } = plain(kernels, pixels);
    const bands = bandsOf(layout);
    const bytes = kernels.bytes(at, width * height * bands);
    const raw = vips.Image.newFromMemory(bytes, width, height, bands, vips.BandFormat.uchar);
    try {
      return raw.copy({ interpretation: bands === 1 ? 'b-w' : 'srgb' });
    } finally {
      raw.delete();
    }
  } finally {
    kernels.release(mark);
  }
}

/** In a layout that libvips has, row after row without gaps. */
function plain(kernels: Kernels, pixels: Pixels): Packed {
  if (pixels.kind === 'packed' && (pixels.layout === 'grey' || pixels.layout === 'rgb' || pixels.layout === 'rgba'))
    return pixels;
  const { width, height } = pixels;
  const rgb: Packed = {
    kind: 'packed',
    layout: 'rgb',
    at: kernels.alloc(width * height * 3),
    stride: width * 3,
    width,
    height,
  };
  kernels.toRgb(pixels, rgb);
  return rgb;
}
