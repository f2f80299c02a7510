import type { Header } from '../core/header/header';
import type { Frame } from './browser-decoder';
import type { Kernels } from './kernels';
import { chromaOf, type Pixels, type Plane, type Sampling } from './pixels';

/**
 * A frame's pixels, straight into the kernels' memory: grey as one band, transparent colours as RGBA, others as the frame
 * has them. Nothing else may grow that memory meanwhile. The frame is closed.
 */
export async function pixelsOfFrame(kernels: Kernels, frame: Frame, { space, alpha }: Header): Promise<Pixels> {
  const at = kernels.alloc(frame.bytes);
  await frame.copyTo(kernels.bytes(at, frame.bytes));
  frame.close();
  const { width, height, layout } = frame;
  const bytes = kernels.bytes(at, frame.bytes);
  if (isSampling(layout)) {
    return planes(at, { width, height, layout }, space === 'grey');
  }
  if (alpha) {
    toRgba(bytes, layout);
    return { kind: 'packed', layout: 'rgba', at, stride: width * 4, width, height };
  }
  if (space === 'grey') {
    // All three are the same.
    for (let i = 0; i < width * height; i++) bytes[i] = bytes[4 * i]!;
    return { kind: 'packed', layout: 'grey', at, stride: width, width, height };
  }
  const opaque = layout === 'bgra' || layout === 'bgrx' ? 'bgrx' : 'rgbx';
  return { kind: 'packed', layout: opaque, at, stride: width * 4, width, height };
}

type Layout = Frame['layout'];

function isSampling(layout: Layout): layout is Sampling {
  return layout === '4:2:0' || layout === '4:2:2' || layout === '4:4:4';
}

function planes(
  at: number,
  { width, height, layout }: { readonly width: number; readonly height: number; readonly layout: Sampling },
  isGrey: boolean,
): Pixels {
  const y: Plane = { at, stride: width, width, height };
  if (isGrey) return { kind: 'packed', layout: 'grey', ...y };
  const by = chromaOf(layout);
  const chroma = { width: Math.ceil(width / by.x), height: Math.ceil(height / by.y) };
  const plane = (after: number): Plane => ({ at: after, stride: chroma.width, ...chroma });
  const cb = plane(at + width * height);
  return { kind: 'planes', sampling: layout, width, height, y, cb, cr: plane(cb.at + chroma.width * chroma.height) };
}

function toRgba(bytes: Uint8Array, layout: Layout): void {
  const swaps = layout === 'bgra' || layout === 'bgrx';
  // An image of which every pixel turned out opaque comes without its alpha.
  const opaque = layout === 'rgbx' || layout === 'bgrx' ? 0xff000000 : 0;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  for (let i = 0; i < words.length; i++) {
    const word = words[i]! | opaque;
    words[i] = swaps ? (word & 0xff00ff00) | ((word & 0xff) << 16) | ((word >>> 16) & 0xff) : word;
  }
}
