import type { Size } from '../../core/geometry/geometry';
import type { Orientation } from '../../core/header/header';
import { crc32 } from './crc32';
import { orientationExif } from './exif-block';

export interface PngPixels extends Size {
  readonly bands: 1 | 3 | 4;
  /** Row after row, straight alpha last. */
  readonly data: Uint8Array;
}

const colourTypes = { 1: 0, 3: 2, 4: 6 } as const;

/**
 * A PNG of these very pixels (PNG 3rd edition), packed by the browser's own zlib. A canvas would write four bands whatever
 * it was given, and lose colours under alpha. Every row is filtered by Sub or Up, whichever leaves the smaller numbers.
 * @returns exactly sized bytes of their own.
 */
export async function writePng(pixels: PngPixels, orientation: Orientation): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, bands } = pixels;
  const ihdr = new Uint8Array(13);
  const view = new DataView(ihdr.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  ihdr[8] = 8;
  ihdr[9] = colourTypes[bands];
  const stream = new Blob([filtered(pixels)]).stream().pipeThrough(new CompressionStream('deflate'));
  const packed = new Uint8Array(await new Response(stream).arrayBuffer());
  return file([
    ['IHDR', ihdr],
    ...(orientation === 1 ? [] : ([['eXIf', orientationExif(orientation)]] as const)),
    ['IDAT', packed],
    ['IEND', new Uint8Array(0)],
  ]);
}

/** PNG 3rd edition, 9.2: the filter's number before each row. */
function filtered({ width, height, bands, data }: PngPixels): Uint8Array<ArrayBuffer> {
  const stride = width * bands;
  const rows = new Uint8Array((stride + 1) * height);
  const sub = new Uint8Array(stride);
  const up = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const at = y * stride;
    let [across, down] = [0, 0];
    for (let i = 0; i < stride; i++) {
      const value = data[at + i]!;
      sub[i] = value - (i < bands ? 0 : data[at + i - bands]!);
      up[i] = value - (y === 0 ? 0 : data[at + i - stride]!);
      // As signed numbers.
      across += Math.abs((sub[i]! << 24) >> 24);
      down += Math.abs((up[i]! << 24) >> 24);
    }
    const isDown = down < across;
    rows[y * (stride + 1)] = isDown ? 2 : 1;
    rows.set(isDown ? up : sub, y * (stride + 1) + 1);
  }
  return rows;
}

function file(chunks: readonly (readonly [string, Uint8Array])[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, [, body]) => sum + 12 + body.length, 8));
  const view = new DataView(bytes.buffer);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  let at = 8;
  for (const [name, body] of chunks) {
    view.setUint32(at, body.length);
    for (let i = 0; i < 4; i++) bytes[at + 4 + i] = name.charCodeAt(i);
    bytes.set(body, at + 8);
    view.setUint32(at + 8 + body.length, crc32(bytes.subarray(at + 4, at + 8 + body.length)));
    at += 12 + body.length;
  }
  return bytes;
}
