import type { Size } from '../../core/geometry/geometry';

/** Pixels row after row, straight alpha last; 8 bits, or for PPM 16 in little-endian bytes. */
export interface PlainPixels extends Size {
  /** 1 grey (not QOI), 3 RGB, 4 RGBA (not PPM). */
  readonly bands: number;
  readonly data: Uint8Array;
}

/**
 * A Windows bitmap: a grey palette of 8 bits, 24 bits, or 32 with the masks of BITMAPV4HEADER, which say that the fourth
 * byte is alpha. Rows from the bottom up, as every reader knows them.
 */
export function bmpFile({ width, height, bands, data }: PlainPixels): Uint8Array {
  const head = bands === 4 ? 108 : 40;
  const colours = bands === 1 ? 256 : 0;
  const offset = 14 + head + 4 * colours;
  const stride = Math.ceil((width * bands) / 4) * 4;
  const file = new Uint8Array(offset + stride * height);
  const view = new DataView(file.buffer);
  file.set([0x42, 0x4d]);
  view.setUint32(2, file.length, true);
  view.setUint32(10, offset, true);
  view.setUint32(14, head, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 8 * bands, true);
  view.setUint32(34, stride * height, true);
  view.setUint32(46, colours, true);
  if (bands === 4) {
    view.setUint32(30, 3, true); // BI_BITFIELDS
    [0x00ff0000, 0x0000ff00, 0x000000ff, 0xff000000].forEach((mask, i) => view.setUint32(54 + 4 * i, mask, true));
    view.setUint32(70, 0x73524742, true); // LCS_sRGB
  }
  for (let level = 0; level < colours; level++) file.set([level, level, level, 0], 14 + head + 4 * level);
  for (let y = 0; y < height; y++) {
    const row = offset + stride * (height - 1 - y);
    const from = y * width * bands;
    if (bands === 1) {
      file.set(data.subarray(from, from + width), row);
      continue;
    }
    for (let i = 0; i < width * bands; i += bands) {
      file[row + i] = data[from + i + 2]!;
      file[row + i + 1] = data[from + i + 1]!;
      file[row + i + 2] = data[from + i]!;
      if (bands === 4) file[row + i + 3] = data[from + i + 3]!;
    }
  }
  return file;
}

/** Netpbm's PPM, or PGM for grey: 8 bits a sample, or 16, the higher byte first. libvips' own has the time of day in it. */
export function ppmFile({ width, height, bands, data }: PlainPixels, depth: 8 | 16): Uint8Array {
  const head = new TextEncoder().encode(`${bands === 1 ? 'P5' : 'P6'}\n${width} ${height}\n${2 ** depth - 1}\n`);
  const file = new Uint8Array(head.length + data.length);
  file.set(head);
  file.set(data, head.length);
  if (depth === 16)
    for (let at = head.length; at < file.length; at += 2) [file[at], file[at + 1]] = [file[at + 1]!, file[at]!];
  return file;
}

/** The Quite OK Image Format 1.0 (qoiformat.org/qoi-specification.pdf): runs, a table of 64, differences, whole pixels. */
export function qoiFile({ width, height, bands, data }: PlainPixels): Uint8Array {
  const file = new Uint8Array(14 + width * height * (bands + 1) + 8);
  const view = new DataView(file.buffer);
  file.set([0x71, 0x6f, 0x69, 0x66]);
  view.setUint32(4, width);
  view.setUint32(8, height);
  file[12] = bands;
  const seen = new Uint32Array(64);
  let at = 14;
  let run = 0;
  let before = 0x000000ff;
  for (let i = 0, end = width * height * bands; i < end; i += bands) {
    const [r, g, b] = [data[i]!, data[i + 1]!, data[i + 2]!];
    const a = bands === 4 ? data[i + 3]! : 255;
    const pixel = ((r << 24) | (g << 16) | (b << 8) | a) >>> 0;
    if (pixel === before) {
      if (++run === 62) {
        file[at++] = 0xc0 | (run - 1);
        run = 0;
      }
      continue;
    }
    if (run > 0) file[at++] = 0xc0 | (run - 1);
    run = 0;
    const slot = (r * 3 + g * 5 + b * 7 + a * 11) % 64;
    // A table that starts as zeros holds the transparent black pixel in every slot.
    if (seen[slot] === pixel) file[at++] = slot;
    else {
      seen[slot] = pixel;
      const isSameAlpha = a === (before & 255);
      const dr = wrapped(r - (before >>> 24));
      const dg = wrapped(g - ((before >>> 16) & 255));
      const db = wrapped(b - ((before >>> 8) & 255));
      if (isSameAlpha && within(dr, 2) && within(dg, 2) && within(db, 2))
        file[at++] = 0x40 | ((dr + 2) << 4) | ((dg + 2) << 2) | (db + 2);
      else if (isSameAlpha && within(dg, 32) && within(dr - dg, 8) && within(db - dg, 8)) {
        file[at++] = 0x80 | (dg + 32);
        file[at++] = ((dr - dg + 8) << 4) | (db - dg + 8);
      } else if (isSameAlpha) {
        file.set([0xfe, r, g, b], at);
        at += 4;
      } else {
        file.set([0xff, r, g, b, a], at);
        at += 5;
      }
    }
    before = pixel;
  }
  if (run > 0) file[at++] = 0xc0 | (run - 1);
  file[at + 7] = 1;
  return file.slice(0, at + 8);
}

/** A difference of bytes, as it wraps: -128 to 127. */
function wrapped(difference: number): number {
  return (difference << 24) >> 24;
}

/** From -bound to bound - 1. */
function within(value: number, bound: number): boolean {
  return value >= -bound && value < bound;
}
