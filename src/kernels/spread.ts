// Source rows as `dot_i16x8_s` wants them: 16-bit samples in pairs of neighbours, four pairs to a vector. What one vector
// holds depends on the bands:
//   1   a pair of pixels of four rows      four vectors, sixteen rows
//   3   a pair of one band of four rows    three vectors, four rows
//   4   a pair of pixels of one row        four vectors, four rows
// Spread once, a pixel serves all the outputs that see it.
import { inside } from './arena';

/** Rows that are spread together. */
export function rowsOf(bands: i32): i32 {
  return bands === 1 ? 16 : 4;
}

/** Bytes of a pair of columns of these rows. */
export function pairBytesOf(bands: i32): usize {
  return bands === 3 ? 48 : 64;
}

/**
 * @param src The first pixel of the first pair, in the source's first row; up to a pixel before it.
 * @param row The first one to spread. Rows outside the source are those at its edge; their weights are zero.
 * @param to Room for eight pairs more than `pairs`.
 */
export function spread(src: usize, stride: usize, row: i32, height: i32, bands: i32, pairs: i32, to: usize): void {
  for (let r = 0; r < rowsOf(bands); r += 4) {
    const r0 = rowAt(src, stride, row + r, height);
    const r1 = rowAt(src, stride, row + r + 1, height);
    const r2 = rowAt(src, stride, row + r + 2, height);
    const r3 = rowAt(src, stride, row + r + 3, height);
    if (bands === 1) spread1(r0, r1, r2, r3, pairs, to + ((<usize>r) << 2));
    else if (bands === 3) spread3(r0, r1, r2, r3, pairs, to);
    else {
      spread4(r0, pairs, to);
      spread4(r1, pairs, to + 16);
      spread4(r2, pairs, to + 32);
      spread4(r3, pairs, to + 48);
    }
  }
}

/** The address of a row, or of the one at the edge that is nearest to it. */
export function rowAt(src: usize, stride: usize, row: i32, height: i32): usize {
  return src + stride * max(0, min(row, height - 1));
}

function spread4(src: usize, pairs: i32, to: usize): void {
  let p = src;
  let q = to;
  for (let n = pairs; n > 0; n -= 2) {
    assert(inside(p, 16) && inside(q, 80));
    // Pixels 0 and 1 in the low bytes, 2 and 3 in the high ones.
    const v = v128.load(p);
    const s = i8x16.shuffle(v, v, 0, 8, 4, 12, 1, 9, 5, 13, 2, 10, 6, 14, 3, 11, 7, 15);
    v128.store(q, v128.and(s, i16x8.splat(255)));
    v128.store(q, i16x8.shr_u(s, 8), 64);
    p += 16;
    q += 128;
  }
}

function spread3(r0: usize, r1: usize, r2: usize, r3: usize, pairs: i32, to: usize): void {
  let x: usize = 0;
  let q = to;
  for (let n = pairs; n > 0; n -= 2) {
    assert(inside(r0 + x, 16) && inside(r1 + x, 16) && inside(r2 + x, 16) && inside(r3 + x, 16) && inside(q, 96));
    // Two red, two green, two blue; then those of the next pair.
    let v = v128.load(r0 + x);
    const a = i8x16.shuffle(v, v, 0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11, 2, 5, 8, 11);
    v = v128.load(r1 + x);
    const b = i8x16.shuffle(v, v, 0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11, 2, 5, 8, 11);
    v = v128.load(r2 + x);
    const c = i8x16.shuffle(v, v, 0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11, 2, 5, 8, 11);
    v = v128.load(r3 + x);
    const d = i8x16.shuffle(v, v, 0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11, 2, 5, 8, 11);
    const ab = i16x8.shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
    const cd = i16x8.shuffle(c, d, 0, 8, 1, 9, 2, 10, 3, 11);
    const red = i32x4.shuffle(ab, cd, 0, 4, 1, 5);
    const green = i32x4.shuffle(ab, cd, 2, 6, 3, 7);
    const blue = i32x4.shuffle(
      i16x8.shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15),
      i16x8.shuffle(c, d, 4, 12, 5, 13, 6, 14, 7, 15),
      0,
      4,
      1,
      5,
    );
    v128.store(q, i16x8.extend_low_i8x16_u(red));
    v128.store(q, i16x8.extend_low_i8x16_u(green), 16);
    v128.store(q, i16x8.extend_low_i8x16_u(blue), 32);
    v128.store(q, i16x8.extend_high_i8x16_u(red), 48);
    v128.store(q, i16x8.extend_high_i8x16_u(green), 64);
    v128.store(q, i16x8.extend_high_i8x16_u(blue), 80);
    x += 12;
    q += 96;
  }
}

function spread1(r0: usize, r1: usize, r2: usize, r3: usize, pairs: i32, to: usize): void {
  let x: usize = 0;
  let q = to;
  for (let n = pairs; n > 0; n -= 8) {
    assert(inside(r0 + x, 16) && inside(r1 + x, 16) && inside(r2 + x, 16) && inside(r3 + x, 16) && inside(q, 464));
    const a = v128.load(r0 + x);
    const b = v128.load(r1 + x);
    const c = v128.load(r2 + x);
    const d = v128.load(r3 + x);
    let ab = i16x8.shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
    let cd = i16x8.shuffle(c, d, 0, 8, 1, 9, 2, 10, 3, 11);
    let lower = i32x4.shuffle(ab, cd, 0, 4, 1, 5);
    let upper = i32x4.shuffle(ab, cd, 2, 6, 3, 7);
    v128.store(q, i16x8.extend_low_i8x16_u(lower));
    v128.store(q, i16x8.extend_high_i8x16_u(lower), 64);
    v128.store(q, i16x8.extend_low_i8x16_u(upper), 128);
    v128.store(q, i16x8.extend_high_i8x16_u(upper), 192);
    ab = i16x8.shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
    cd = i16x8.shuffle(c, d, 4, 12, 5, 13, 6, 14, 7, 15);
    lower = i32x4.shuffle(ab, cd, 0, 4, 1, 5);
    upper = i32x4.shuffle(ab, cd, 2, 6, 3, 7);
    v128.store(q, i16x8.extend_low_i8x16_u(lower), 256);
    v128.store(q, i16x8.extend_high_i8x16_u(lower), 320);
    v128.store(q, i16x8.extend_low_i8x16_u(upper), 384);
    v128.store(q, i16x8.extend_high_i8x16_u(upper), 448);
    x += 16;
    q += 512;
  }
}
