import { decodeFrame, hasBrowserDecoder, type Eighths, type FrameColours, type FrameLayout } from './browser-decoder';
import { turnedProfile } from './codecs/turned-profile';
import type { Kernels } from './kernels';

/** A multiple of the largest MCU, so that no side is padded. */
const side = 32;
/** Of a level: libraries round on their own, and quality 100 leaves a level or two. */
const tolerance = 4;

/** What is tried: a channel of what comes, and which of the sample's colours it must be. */
interface Trial {
  readonly eighths: Eighths;
  readonly colours: FrameColours;
  readonly layout: FrameLayout;
  /** Of four bytes a pixel; a plane of luma has one. */
  readonly channel: number;
  readonly expected: readonly [left: number, right: number];
}

/** Left and right half: red, green, blue. */
const left = [40, 90, 200] as const;
const right = [210, 60, 100] as const;

const luma = ([r, g, b]: typeof left | typeof right) => 0.299 * r + 0.587 * g + 0.114 * b;

const trials: readonly Trial[] = [
  { eighths: 8, colours: 'stored', layout: '4:2:0', channel: 0, expected: [luma(left), luma(right)] },
  { eighths: 2, colours: 'stored', layout: 'bgrx', channel: 2, expected: [left[0], right[0]] },
  // The sample's profile calls blue what is red.
  { eighths: 8, colours: 'srgb', layout: 'rgbx', channel: 0, expected: [left[2], right[2]] },
];

/**
 * Whether the browser's decoder hands over what the fast way takes for granted, tried on one small JPEG that the kernels
 * write: planes as they are in the file, pixels scaled as libjpeg scales, and colours converted by the file's profile.
 * Chromium does; Firefox gives packed pixels and decodes files that were cut, so what it decodes is not trusted.
 */
export async function provesBrowser(kernels: Kernels): Promise<boolean> {
  if (!hasBrowserDecoder()) return false;
  try {
    for (const trial of trials) if (!(await succeeds(sample(kernels), trial))) return false;
    return true;
  } catch {
    return false;
  }
}

function sample(kernels: Kernels): Uint8Array<ArrayBuffer> {
  const mark = kernels.mark();
  try {
    const at = kernels.alloc(side * side * 3);
    const bytes = kernels.bytes(at, side * side * 3);
    for (let i = 0; i < side * side; i++) bytes.set(i % side < side / 2 ? left : right, 3 * i);
    const pixels = { kind: 'packed', layout: 'rgb', at, stride: side * 3, width: side, height: side } as const;
    return kernels.encodeJpeg(pixels, { quality: 100, sampling: '4:2:0', segments: { icc: turnedProfile() } });
  } finally {
    kernels.release(mark);
  }
}

async function succeeds(
  bytes: Uint8Array<ArrayBuffer>,
  { eighths, colours, layout, channel, expected }: Trial,
): Promise<boolean> {
  const frame = await decodeFrame(bytes, { width: side, height: side }, eighths, colours);
  try {
    if (frame.layout !== layout) return false;
    const pixels = new Uint8Array(frame.bytes);
    await frame.copyTo(pixels);
    const step = frame.bytes >= 4 * frame.width * frame.height ? 4 : 1;
    const { width, height } = frame;
    for (let i = 0; i < width * height; i++) {
      const isLeft = i % width < width / 2;
      if (Math.abs(pixels[i * step + channel]! - expected[isLeft ? 0 : 1]) > tolerance) return false;
    }
    return true;
  } finally {
    frame.close();
  }
}
