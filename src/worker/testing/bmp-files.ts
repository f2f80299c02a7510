import { drawn, type Raster } from './raster';

/** A picture by numbers of colours, row by row. */
export interface Indexed {
  readonly width: number;
  readonly height: number;
  readonly colours: readonly (readonly [red: number, green: number, blue: number])[];
  readonly indexes: readonly number[];
}

/** Runs and single pixels of so many colours. */
export function indexed(width: number, height: number, colours: number): Indexed {
  const step = 255 / Math.max(1, colours - 1);
  return {
    width,
    height,
    colours: Array.from({ length: colours }, (_, i) => [
      Math.round(i * step),
      Math.round(255 - i * step),
      (i * 37) % 256,
    ]),
    indexes: Array.from(
      { length: width * height },
      (_, i) => (i % width < 5 ? Math.floor(i / width) : i * 7) % colours,
    ),
  };
}

export function rasterOfIndexed({ width, height, colours, indexes }: Indexed): Raster {
  return drawn({ width, height, bands: 3, depth: 8 }, (x, y, band) => colours[indexes[y * width + x]!]![band]!);
}

export interface PaletteOptions {
  readonly bits: 1 | 4 | 8;
  /** 12 is OS/2's BITMAPCOREHEADER, with colours of three bytes; 40 is BITMAPINFOHEADER. */
  readonly header?: 12 | 40;
  /** By BI_RLE8 or BI_RLE4. */
  readonly packed?: boolean;
}

/** A bitmap by a palette, from the bottom up. */
export function paletteBmp(picture: Indexed, { bits, header = 40, packed = false }: PaletteOptions): Uint8Array {
  const { width, height, colours } = picture;
  const all = Array.from({ length: 2 ** bits }, (_, i) => colours[i] ?? ([0, 0, 0] as const));
  const palette = all.flatMap(([red, green, blue]) => (header === 12 ? [blue, green, red] : [blue, green, red, 0]));
  const rows = Array.from({ length: height }, (_, i) => {
    const from = (height - 1 - i) * width;
    const row = picture.indexes.slice(from, from + width);
    return packed ? [...runs(row, bits), 0, 0] : padded(joined(row, bits), 4);
  });
  const pixels = packed ? [...rows.flat(), 0, 1] : rows.flat();
  const kind = packed ? (bits === 8 ? 1 : 2) : 0;
  const described =
    header === 12
      ? [...u32(12), ...u16(width), ...u16(height), ...u16(1), ...u16(bits)]
      : [...infoHeader(40, { width, height, bits, kind }), ...u32(pixels.length), ...u32(0), ...u32(0), ...u32(all.length), ...u32(0)]; // prettier-ignore
  return bmp([...described, ...palette], pixels);
}

/** Of 16 bits a pixel: 5 of each colour, or 6 of green by masks. Samples of the raster are of so many bits. */
export function sixteenBitBmp({ width, height, data }: Raster, green: 5 | 6): Uint8Array {
  const pixels = Array.from({ length: height }, (_, i) => {
    const row = Array.from({ length: width }, (__, x) => {
      const at = ((height - 1 - i) * width + x) * 3;
      return u16((data[at]! << (5 + green)) | (data[at + 1]! << 5) | data[at + 2]!);
    });
    return padded(row.flat(), 4);
  }).flat();
  const masks = green === 6 ? [0xf800, 0x7e0, 0x1f].flatMap(u32) : [];
  const described = infoHeader(40, { width, height, bits: 16, kind: green === 6 ? 3 : 0 });
  return bmp([...described, ...u32(pixels.length), ...[0, 0, 0, 0].flatMap(u32), ...masks], pixels);
}

/** BITMAPV5HEADER of sRGB, 32 bits a pixel with a mask of alpha. */
export function fifthBmp({ width, height, data }: Raster): Uint8Array {
  const pixels = Array.from({ length: width * height }, (_, i) => {
    const at = ((height - 1 - Math.floor(i / width)) * width + (i % width)) * 4;
    return [data[at + 2]!, data[at + 1]!, data[at]!, data[at + 3]!];
  }).flat();
  const masks = [0xff0000, 0xff00, 0xff, 0xff000000].flatMap(u32);
  const rest = Array.from({ length: 124 - 40 - 16 - 4 }, () => 0);
  const described = infoHeader(124, { width, height, bits: 32, kind: 3 });
  return bmp([...described, ...u32(pixels.length), ...[0, 0, 0, 0].flatMap(u32), ...masks, ...u32(0x73524742), ...rest], pixels); // prettier-ignore
}

/** An icon's picture of 24 bits with a mask of one bit (1 is clear), which stands below it in a header of twice the height. */
export function dibIco({ width, height, data }: Raster): Uint8Array {
  const rows = Array.from({ length: height }, (_, i) => height - 1 - i);
  const pixels = rows.map((y) => Array.from({ length: width }, (_, x) => [2, 1, 0].map((band) => data[(y * width + x) * 4 + band]!)).flat()); // prettier-ignore
  const masks = rows.map((y) => joined(Array.from({ length: width }, (_, x) => (data[(y * width + x) * 4 + 3]! < 128 ? 1 : 0)), 1)); // prettier-ignore
  const picture = [
    ...infoHeader(40, { width, height: 2 * height, bits: 24, kind: 0 }),
    ...[0, 0, 0, 0, 0].flatMap(u32),
    ...[...pixels, ...masks].flatMap((row) => padded(row, 4)),
  ];
  const entry = [width, height, 0, 0, ...u16(1), ...u16(24), ...u32(picture.length), ...u32(22)];
  return Uint8Array.from([...u16(0), ...u16(1), ...u16(1), ...entry, ...picture]);
}

interface Info {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  /** biCompression. */
  readonly kind: number;
}

/** The first 20 bytes of BITMAPINFOHEADER and those that grew out of it. */
function infoHeader(bytes: number, { width, height, bits, kind }: Info): number[] {
  return [...u32(bytes), ...u32(width), ...u32(height), ...u16(1), ...u16(bits), ...u32(kind)];
}

function bmp(head: readonly number[], pixels: readonly number[]): Uint8Array {
  const begin = 14 + head.length;
  return Uint8Array.from([0x42, 0x4d, ...u32(begin + pixels.length), ...u32(0), ...u32(begin), ...head, ...pixels]);
}

/** Runs of one colour, and what lies between them as it is (absolute mode), padded to two bytes. */
function runs(row: readonly number[], bits: 1 | 4 | 8): number[] {
  const bytes: number[] = [];
  const pair = (index: number) => (bits === 8 ? index : (index << 4) | index);
  for (let at = 0; at < row.length;) {
    let end = at + 1;
    while (end < row.length && row[end] === row[at]) end++;
    if (end - at > 1) {
      bytes.push(end - at, pair(row[at]!));
      at = end;
      continue;
    }
    while (end < row.length && row[end] !== row[end + 1]) end++;
    const single = row.slice(at, end);
    if (single.length < 3) for (const index of single) bytes.push(1, pair(index));
    else bytes.push(0, single.length, ...padded(joined(single, bits), 2));
    at = end;
  }
  return bytes;
}

/** Numbers of so many bits one after another, the first in the highest. */
function joined(numbers: readonly number[], bits: number): number[] {
  const perByte = 8 / bits;
  return Array.from(
    { length: Math.ceil(numbers.length / perByte) },
    (_, i) =>
    Array.from({ length: perByte }, (__, j) => (numbers[i * perByte + j] ?? 0) << (8 - bits * (j + 1))).reduce((a, b) => a | b), // prettier-ignore
  );
}

function padded(bytes: readonly number[], to: number): number[] {
  return [...bytes, ...Array.from({ length: (to - (bytes.length % to)) % to }, () => 0)];
}

function u16(value: number): number[] {
  return [value & 255, (value >>> 8) & 255];
}

function u32(value: number): number[] {
  return [...u16(value & 0xffff), ...u16(value >>> 16)];
}
