import type { Size } from '../core/geometry/geometry';

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

/** Planes of full-range YCbCr (BT.601), or four bytes a pixel of which the last means nothing. */
export type FrameLayout = '4:2:0' | '4:2:2' | '4:4:4' | 'rgbx' | 'bgrx';

/** As they are in the file, whatever its profile says; or converted to sRGB by its profile, four bytes a pixel. */
export type FrameColours = 'stored' | 'srgb';

const layouts: Partial<Record<VideoPixelFormat, FrameLayout>> = {
  I420: '4:2:0',
  I422: '4:2:2',
  I444: '4:4:4',
  RGBX: 'rgbx',
  RGBA: 'rgbx',
  BGRX: 'bgrx',
  BGRA: 'bgrx',
};

/** What a decoder may make of an image's sides: `ceil(side · eighths / 8)`, as libjpeg scales. */
export type Eighths = 1 | 2 | 4 | 8;

export function shrunkSize({ width, height }: Size, eighths: Eighths): Size {
  return { width: Math.ceil((width * eighths) / 8), height: Math.ceil((height * eighths) / 8) };
}

/** Whether this engine has WebCodecs' ImageDecoder: Chromium and Firefox do. */
export function hasBrowserDecoder(): boolean {
  return typeof ImageDecoder === 'function' && typeof VideoFrame === 'function';
}

/**
 * Decodes a JPEG by the browser, on a thread of its own.
 * @param bytes Handed over with their whole buffer: empty afterwards. A copy would stay in memory, uncounted, until garbage
 *   is collected: a hundred photographs a second come. The Orientation tag in them must be 1: Firefox turns by it.
 * @throws what the browser throws for a file that it refuses, or an `Error` for a frame that is not as expected.
 */
export async function decodeFrame(
  bytes: Uint8Array<ArrayBuffer>,
  header: Size,
  eighths: Eighths,
  colours: FrameColours,
): Promise<Frame> {
  const size = shrunkSize(header, eighths);
  const decoder = new ImageDecoder({
    data: bytes,
    transfer: [bytes.buffer],
    type: 'image/jpeg',
    // Asked for the whole size, Chromium hands over four bytes a pixel instead of planes.
    ...(eighths < 8 ? { desiredWidth: size.width, desiredHeight: size.height } : {}),
  });
  try {
    const { image } = await decoder.decode();
    const layout = image.format && layouts[image.format];
    const { width, height } = image.visibleRect ?? { width: 0, height: 0 };
    if (!layout || width !== size.width || height !== size.height) {
      image.close();
      const came = `${width} × ${height} px of ${image.format ?? 'no format'}`;
      throw new Error(`Expected ${size.width} × ${size.height} px of a layout that we know, received ${came}.`);
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
