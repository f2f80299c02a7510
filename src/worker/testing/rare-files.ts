import type { Raster } from './raster';

/** Files of formats that libvips does not write, each as its specification has it, of RGB or RGBA pixels of 8 bits. */
export interface RareOptions {
  /** Rows from the bottom up, as the format has them by default. */
  readonly bottomUp: boolean;
}

/** Windows bitmap, BITMAPINFOHEADER, 24 bits or 32 (BITMAPV4HEADER with an alpha mask). */
export function bmpOf({ width, height, bands, data }: Raster, { bottomUp }: RareOptions): Uint8Array {
  const headerBytes = bands === 4 ? 108 : 40;
  const stride = Math.ceil((width * bands) / 4) * 4;
  const bytes = new Uint8Array(14 + headerBytes + stride * height);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, 14 + headerBytes, true);
  view.setUint32(14, headerBytes, true);
  view.setInt32(18, width, true);
  view.setInt32(22, bottomUp ? height : -height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, bands * 8, true);
  if (bands === 4) {
    // BI_BITFIELDS, with the masks of red, green, blue and alpha.
    view.setUint32(30, 3, true);
    [0x00ff0000, 0x0000ff00, 0x000000ff, 0xff000000].forEach((mask, i) => view.setUint32(54 + 4 * i, mask, true));
    // LCS_sRGB
    view.setUint32(70, 0x73524742, true);
  }
  for (let y = 0; y < height; y++) {
    const row = 14 + headerBytes + stride * (bottomUp ? height - 1 - y : y);
    for (let x = 0; x < width; x++) bytes.set(bgr(data, (y * width + x) * bands, bands), row + x * bands);
  }
  return bytes;
}

/** Truevision TGA 2.0, true colour, not packed. */
export function tgaOf({ width, height, bands, data }: Raster, { bottomUp }: RareOptions): Uint8Array {
  const bytes = new Uint8Array(18 + width * height * bands);
  const view = new DataView(bytes.buffer);
  bytes[2] = 2;
  view.setUint16(12, width, true);
  view.setUint16(14, height, true);
  bytes[16] = bands * 8;
  bytes[17] = (bottomUp ? 0 : 0x20) | (bands === 4 ? 8 : 0);
  for (let y = 0; y < height; y++) {
    const row = 18 + width * bands * (bottomUp ? height - 1 - y : y);
    for (let x = 0; x < width; x++) bytes.set(bgr(data, (y * width + x) * bands, bands), row + x * bands);
  }
  return bytes;
}

function bgr(data: Raster['data'], at: number, bands: number): number[] {
  const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + bands);
  return bands === 4 ? [blue, green, red, alpha] : [blue, green, red];
}

/** The Quite OK Image Format 1.0, every pixel by QOI_OP_RGB or QOI_OP_RGBA. */
export function qoiOf({ width, height, bands, data }: Raster): Uint8Array {
  const bytes = new Uint8Array(14 + width * height * (bands + 1) + 8);
  const view = new DataView(bytes.buffer);
  bytes.set([0x71, 0x6f, 0x69, 0x66]);
  view.setUint32(4, width);
  view.setUint32(8, height);
  bytes[12] = bands;
  for (let i = 0; i < width * height; i++)
    bytes.set([bands === 4 ? 0xff : 0xfe, ...data.subarray(i * bands, (i + 1) * bands)], 14 + i * (bands + 1));
  bytes[bytes.length - 1] = 1;
  return bytes;
}

/** Image resource blocks of a Photoshop file, by their numbers. */
export type Resources = readonly (readonly [id: number, data: Uint8Array])[];

/** Photoshop, one flattened picture and no layers, raw planes of 8 or 16 bits. */
export function psdOf({ width, height, bands, depth, data }: Raster, resources: Resources = []): Uint8Array {
  const sample = depth / 8;
  const blocks = resources.flatMap(([id, content]) => [
    ...[0x38, 0x42, 0x49, 0x4d, id >> 8, id & 255, 0, 0],
    ...[24, 16, 8, 0].map((bits) => (content.length >>> bits) & 255),
    ...content,
    ...(content.length % 2 === 0 ? [] : [0]),
  ]);
  const bytes = new Uint8Array(26 + 12 + blocks.length + 2 + width * height * bands * sample);
  const view = new DataView(bytes.buffer);
  bytes.set([0x38, 0x42, 0x50, 0x53, 0, 1]);
  view.setUint16(12, bands);
  view.setUint32(14, height);
  view.setUint32(18, width);
  view.setUint16(22, depth);
  view.setUint16(24, bands < 3 ? 1 : 3);
  view.setUint32(30, blocks.length);
  bytes.set(blocks, 34);
  const pixels = width * height;
  for (let i = 0; i < pixels * bands; i++) {
    const at = 40 + blocks.length + ((i % bands) * pixels + Math.floor(i / bands)) * sample;
    if (depth === 8) bytes[at] = data[i]!;
    else view.setUint16(at, data[i]!);
  }
  return bytes;
}

/** An icon of several pictures, each a PNG file. */
export function icoOf(pictures: readonly { readonly side: number; readonly png: Uint8Array }[]): Uint8Array {
  const directory = 6 + 16 * pictures.length;
  const bytes = new Uint8Array(pictures.reduce((sum, { png }) => sum + png.length, directory));
  const view = new DataView(bytes.buffer);
  view.setUint16(2, 1, true);
  view.setUint16(4, pictures.length, true);
  let at = directory;
  for (const [i, { side, png }] of pictures.entries()) {
    const entry = 6 + 16 * i;
    bytes.set([side % 256, side % 256, 0, 0], entry);
    view.setUint16(entry + 4, 1, true);
    view.setUint16(entry + 6, 32, true);
    view.setUint32(entry + 8, png.length, true);
    view.setUint32(entry + 12, at, true);
    bytes.set(png, at);
    at += png.length;
  }
  return bytes;
}
