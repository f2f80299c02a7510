import type { Header } from '../core/header/header';
import { decodeFrame, hasBrowserDecoder, type Eighths } from './browser-decoder';
import type { Kernels } from './kernels';

/** A multiple of the largest MCU, so that no side is padded. */
const side = 32;
/** Of a level: both libraries round on their own, and quality 100 leaves a level or two. */
const tolerance = 4;

/**
 * Whether the browser's decoder hands over what the fast way takes for granted, tried on one small JPEG that the kernels
 * write: planes as they are in the file, and pixels scaled as libjpeg scales. Chromium does; Firefox gives packed pixels
 * and decodes files that were cut, so what it decodes is not trusted.
 */
export async function provesBrowser(kernels: Kernels): Promise<boolean> {
  if (!hasBrowserDecoder()) return false;
  try {
    return (await handsOver(sample(kernels), 8, '4:2:0', 0)) && (await handsOver(sample(kernels), 2, 'bgrx', 2));
  } catch {
    return false;
  }
}

/** Dark on the left, light on the right, grey. */
function sample(kernels: Kernels): Uint8Array<ArrayBuffer> {
  const mark = kernels.mark();
  try {
    const at = kernels.alloc(side * side * 3);
    const bytes = kernels.bytes(at, side * side * 3);
    for (let i = 0; i < bytes.length; i++) bytes[i] = levelAt(Math.floor(i / 3) % side, side);
    const pixels = { kind: 'packed', layout: 'rgb', at, stride: side * 3, width: side, height: side } as const;
    return kernels.encodeJpeg(pixels, { quality: 100, sampling: '4:2:0', segments: {} });
  } finally {
    kernels.release(mark);
  }
}

const levelAt = (x: number, width: number) => (x < width / 2 ? 40 : 200);

async function handsOver(
  bytes: Uint8Array<ArrayBuffer>,
  eighths: Eighths,
  layout: string,
  channel: number,
): Promise<boolean> {
  const frame = await decodeFrame(bytes, header, eighths);
  try {
    if (frame.layout !== layout) return false;
    const pixels = new Uint8Array(frame.bytes);
    await frame.copyTo(pixels);
    const step = layout === 'bgrx' ? 4 : 1;
    for (let i = 0; i < frame.width * frame.height; i++) {
      const expected = levelAt(i % frame.width, frame.width);
      if (Math.abs(pixels[i * step + channel]! - expected) > tolerance) return false;
    }
    return true;
  } finally {
    frame.close();
  }
}

const header: Header = {
  format: 'jpeg',
  width: side,
  height: side,
  orientation: 1,
  bands: 3,
  alpha: false,
  space: 'rgb',
  depth: 8,
  float: false,
  pages: 1,
  profile: false,
  sampling: '4:2:0',
  interlaced: false,
  complete: true,
};
