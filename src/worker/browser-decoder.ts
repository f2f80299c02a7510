import type { Size } from '../core/geometry/geometry';
import type { ImageFormat } from '../core/header/header';

/** An image that the browser has decoded, as stored: 8 bits, not turned. */
export interface Frame extends Size {
  readonly layout: FrameLayout;
  /** Of `copyTo`'s target. */
  readonly bytes: number;
  /** Plane after plane, or row after row, without gaps. */
  copyTo(target: Uint8Array): Promise<void>;
  /** Gives the frame's memory back to the browser, which holds few of them. */
  close(): void;
}

/** Planes of full-range YCbCr (BT.601), or four bytes a pixel; of `rgbx` and `bgrx` the last means nothing. */
export type FrameLayout = '4:2:0' | '4:2:2' | '4:4:4' | 'rgbx' | 'bgrx' | 'rgba' | 'bgra';

/** As they are in the file, whatever its profile says; or converted to sRGB by its profile, four bytes a pixel. */
export type FrameColours = 'stored' | 'srgb';

const layouts: Partial<Record<VideoPixelFormat, FrameLayout>> = {
  I420: '4:2:0',
  I422: '4:2:2',
  I444: '4:4:4',
  RGBX: 'rgbx',
  RGBA: 'rgba',
  BGRX: 'bgrx',
  BGRA: 'bgra',
};

/** How this browser decodes, as far as it was tried. */
export interface BrowserReader {
  /** WebCodecs' ImageDecoder, or, where there is none, a canvas that is drawn on and read back. */
  readonly by: 'frames' | 'canvas';
  /** Whether a canvas gives back what was drawn; some browsers add noise to guard against being recognised. */
  readonly readsBack: boolean;
  /** Whether it shrinks JPEG while decoding as libjpeg does: Chromium's does, Firefox's shrinks in a way of its own. */
  readonly shrinks: boolean;
  /** Whether transparent colours come as they are in the file: Firefox's, and every canvas', were premultiplied. */
  readonly keepsAlpha: boolean;
  /** Whether it hands over stored colours or those converted by the file's profile, whichever are asked for. */
  readonly converts: boolean;
}

/** What is asked of a decoder. */
export interface Asked extends Size {
  readonly format: ImageFormat;
  readonly eighths: Eighths;
  readonly colours: FrameColours;
}

/** What a decoder may make of an image's sides: `ceil(side · eighths / 8)`, as libjpeg scales. */
export type Eighths = 1 | 2 | 4 | 8;

export function shrunkSize({ width, height }: Size, eighths: Eighths): Size {
  return { width: Math.ceil((width * eighths) / 8), height: Math.ceil((height * eighths) / 8) };
}

/** Whether this engine has WebCodecs' ImageDecoder: Chromium and Firefox do, on secure pages. */
export function hasImageDecoder(): boolean {
  return typeof ImageDecoder === 'function' && typeof VideoFrame === 'function';
}

/**
 * Decodes a JPEG, PNG or WebP by the browser, on a thread of its own.
 * @param bytes Handed over with their whole buffer: empty afterwards. A copy would stay in memory, uncounted, until garbage
 *   is collected: a hundred photographs a second come. The Orientation tag in them must be 1: Firefox turns by it.
 * @throws what the browser throws for a file that it refuses, or an `Error` for a frame that is not as expected.
 */
export async function decodeFrame(
  bytes: Uint8Array<ArrayBuffer>,
  { width: wide, height: high, format, eighths, colours }: Asked,
): Promise<Frame> {
  const size = shrunkSize({ width: wide, height: high }, eighths);
  const decoder = new ImageDecoder({
    data: bytes,
    transfer: [bytes.buffer],
    type: `image/${format}`,
    // Asked for the whole size, Chromium hands over four bytes a pixel instead of planes.
    ...(eighths < 8 ? { desiredWidth: size.width, desiredHeight: size.height } : {}),
  });
  try {
    const { image } = await decoder.decode();
    const layout = image.format && layouts[image.format];
    const { width, height } = image.visibleRect ?? { width: 0, height: 0 };
    if (!layout || width !== size.width || height !== size.height) {
      image.close();
      throw unexpected(size, { width, height }, image.format);
    }
    const as: VideoFrameCopyToOptions = colours === 'srgb' ? { format: 'RGBA', colorSpace: 'srgb' } : {};
    return {
      ...size,
      layout: colours === 'srgb' ? 'rgbx' : layout,
      bytes: image.allocationSize(as),
      copyTo: async (target) => void (await image.copyTo(target as Uint8Array<ArrayBuffer>, as)), // Never shared: the kernels' memory is this worker's own.
      close: () => image.close(),
    };
  } finally {
    decoder.close();
  }
}

/**
 * The same by a canvas, which gives the whole image, its colours premultiplied and parted again: right for opaque ones.
 * The bytes are copied, and stay.
 */
export async function readFromCanvas(
  bytes: Uint8Array<ArrayBuffer>,
  { format, ...size }: Pick<Asked, 'format' | 'width' | 'height'>,
): Promise<Frame> {
  const file = new Blob([bytes], { type: `image/${format}` });
  const bitmap = await createImageBitmap(file, { premultiplyAlpha: 'none', colorSpaceConversion: 'none' });
  try {
    const { width, height } = bitmap;
    if (width !== size.width || height !== size.height) throw unexpected(size, bitmap, null);
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('Expected a canvas that can be drawn on, received none.');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const copyTo = (target: Uint8Array) => Promise.resolve(target.set(data));
    return { width, height, layout: 'rgbx', bytes: data.length, copyTo, close: () => {} };
  } finally {
    bitmap.close();
  }
}

function unexpected(expected: Size, came: Size, format: string | null): Error {
  const received = `${came.width} × ${came.height} px of ${format ?? 'no format'}`;
  return new Error(
    `Expected ${expected.width} × ${expected.height} px of a layout that we know, received ${received}.`,
  );
}
