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

export interface PsdOptions {
  readonly resources?: Resources;
  /** What four bands are: with alpha, or inks. */
  readonly cmyk?: boolean;
  /** Whether the last band is transparency: by a layer without pixels, since it would be a selection otherwise. */
  readonly clear?: boolean;
  /** Rows by PackBits rather than as they are; of 8 bits alone. */
  readonly packed?: boolean;
}

/** Photoshop, one flattened picture and no layers, planes of 8 or 16 bits. */
export function psdOf(
  raster: Raster,
  { resources = [], cmyk = false, clear = false, packed = false }: PsdOptions = {},
): Uint8Array {
  const { width, height, bands, depth } = raster;
  const blocks = resources.flatMap(([id, content]) => [
    ...[0x38, 0x42, 0x49, 0x4d, id >> 8, id & 255, 0, 0],
    ...big(content.length, 4),
    ...content,
    ...(content.length % 2 === 0 ? [] : [0]),
  ]);
  const rows = Array.from({ length: bands * height }, (_, i) => {
    const [band, y] = [Math.floor(i / height), i % height];
    const samples = Array.from({ length: width }, (__, x) => raster.data[(y * width + x) * bands + band]!);
    // Photoshop has 0 for a full ink.
    const stored = cmyk ? samples.map((ink) => 255 - ink) : samples;
    return packed ? packBits(stored) : stored.flatMap((sample) => big(sample, depth / 8));
  });
  return Uint8Array.from([
    ...[0x38, 0x42, 0x50, 0x53, 0, 1, 0, 0, 0, 0, 0, 0],
    ...[
      ...big(bands, 2),
      ...big(height, 4),
      ...big(width, 4),
      ...big(depth, 2),
      ...big(cmyk ? 4 : bands < 3 ? 1 : 3, 2),
    ],
    ...[
      ...big(0, 4),
      ...big(blocks.length, 4),
      ...blocks,
      ...(clear ? emptyLayer() : big(0, 4)),
      ...big(packed ? 1 : 0, 2),
    ],
    ...(packed ? rows.flatMap((row) => big(row.length, 2)) : []),
    ...rows.flat(),
  ]);
}

/** Layer and mask information: a count below 0 says that the first alpha channel is transparency. */
function emptyLayer(): number[] {
  const name = [1, 0x4c, 0, 0];
  const extra = [...big(0, 4), ...big(0, 4), ...name];
  const record = [...big(0, 16), ...big(0, 2), ...[0x38, 0x42, 0x49, 0x4d, 0x6e, 0x6f, 0x72, 0x6d], 255, 0, 0, 0];
  const layers = [0xff, 0xff, ...record, ...big(extra.length, 4), ...extra];
  return [...big(layers.length + 4 + 4, 4), ...big(layers.length, 4), ...layers, ...big(0, 4)];
}

/** TIFF 6.0, section 9. */
function packBits(row: readonly number[]): number[] {
  const bytes: number[] = [];
  for (let at = 0; at < row.length;) {
    let end = at + 1;
    const isRun = row[end] === row[at];
    while (end < row.length && end - at < 128 && (isRun ? row[end] === row[at] : row[end] !== row[end + 1])) end++;
    bytes.push(...(isRun ? [257 - (end - at), row[at]!] : [end - at - 1, ...row.slice(at, end)]));
    at = end;
  }
  return bytes;
}

function big(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, i) => (value >>> (8 * (bytes - 1 - i))) & 255);
}

/** Radiance RGBE, rows as they are: floats of light from 0 to 1 (G. Ward, Real Pixels, Graphics Gems II). */
export function radianceOf(
  { width, height }: Raster,
  light: (x: number, y: number, band: number) => number,
): Uint8Array {
  const pixels = Array.from({ length: width * height }, (_, i) => {
    const rgb = [0, 1, 2].map((band) => light(i % width, Math.floor(i / width), band));
    const exponent = Math.ceil(Math.log2(Math.max(...rgb, 1e-9) + 1e-9));
    return [...rgb.map((one) => Math.min(255, Math.floor((one * 256) / 2 ** exponent))), exponent + 128];
  });
  const head = `#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y ${height} +X ${width}\n`;
  return Uint8Array.from([...Array.from(head, (letter) => letter.charCodeAt(0)), ...pixels.flat()]);
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
