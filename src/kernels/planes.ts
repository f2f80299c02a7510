// Packed colours to full-range YCbCr planes (ITU-T T.871, section 7), in libjpeg's 16-bit fixed point and with libjpeg's
// halving of chroma: coefficients .299 .587 .114 / -.168736 -.331264 .5 / .5 -.418688 -.081312, times 65536.
import { alloc, inside, mark, release } from './arena';

/** Orders of a packed pixel's bytes. */
export const RGB = 0;
export const RGBX = 1;
export const BGRX = 2;

// 38470 (= .587) does not fit i16: 22086 goes with red, 16384 with blue, both times green.
// .5 is 32768: -32768 is subtracted instead.
function luma(rg: v128, bg: v128): v128 {
  const s = i32x4.add(
    i32x4.dot_i16x8_s(rg, i16x8(19595, 22086, 19595, 22086, 19595, 22086, 19595, 22086)),
    i32x4.dot_i16x8_s(bg, i16x8(7471, 16384, 7471, 16384, 7471, 16384, 7471, 16384)),
  );
  return i32x4.shr_u(i32x4.add(s, i32x4.splat(32768)), 16);
}

const CENTRE: i32 = (128 << 16) + 32767;

function blue(rg: v128, bg: v128): v128 {
  const s = i32x4.sub(
    i32x4.dot_i16x8_s(rg, i16x8(-11059, -21709, -11059, -21709, -11059, -21709, -11059, -21709)),
    i32x4.dot_i16x8_s(bg, i16x8(-32768, 0, -32768, 0, -32768, 0, -32768, 0)),
  );
  return i32x4.shr_u(i32x4.add(s, i32x4.splat(CENTRE)), 16);
}

function red(rg: v128, bg: v128): v128 {
  const s = i32x4.sub(
    i32x4.dot_i16x8_s(bg, i16x8(-5329, -27439, -5329, -27439, -5329, -27439, -5329, -27439)),
    i32x4.dot_i16x8_s(rg, i16x8(-32768, 0, -32768, 0, -32768, 0, -32768, 0)),
  );
  return i32x4.shr_u(i32x4.add(s, i32x4.splat(CENTRE)), 16);
}

function bytes16(a: v128, b: v128, c: v128, d: v128): v128 {
  return i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d));
}

/** One row; writes up to 15 bytes past `width` in each of the three rows. */
function row(src: usize, width: i32, order: i32, y: usize, cb: usize, cr: usize): void {
  const step: usize = order === RGB ? 12 : 16;
  // Masks that widen (red, green) and (blue, green) of four pixels to i16 pairs; -1 selects zero.
  let rgMask = i8x16(0, -1, 1, -1, 4, -1, 5, -1, 8, -1, 9, -1, 12, -1, 13, -1);
  let bgMask = i8x16(2, -1, 1, -1, 6, -1, 5, -1, 10, -1, 9, -1, 14, -1, 13, -1);
  if (order === BGRX) {
    const t = rgMask;
    rgMask = bgMask;
    bgMask = t;
  } else if (order === RGB) {
    rgMask = i8x16(0, -1, 1, -1, 3, -1, 4, -1, 6, -1, 7, -1, 9, -1, 10, -1);
    bgMask = i8x16(2, -1, 1, -1, 5, -1, 4, -1, 8, -1, 7, -1, 11, -1, 10, -1);
  }
  let p = src;
  for (let x: usize = 0; x < <usize>width; x += 16) {
    assert(inside(p, step * 3 + 16) && inside(y + x, 16) && inside(cb + x, 16) && inside(cr + x, 16));
    const a = v128.load(p),
      b = v128.load(p + step),
      c = v128.load(p + step * 2),
      d = v128.load(p + step * 3);
    const rg0 = i8x16.swizzle(a, rgMask),
      bg0 = i8x16.swizzle(a, bgMask);
    const rg1 = i8x16.swizzle(b, rgMask),
      bg1 = i8x16.swizzle(b, bgMask);
    const rg2 = i8x16.swizzle(c, rgMask),
      bg2 = i8x16.swizzle(c, bgMask);
    const rg3 = i8x16.swizzle(d, rgMask),
      bg3 = i8x16.swizzle(d, bgMask);
    v128.store(y + x, bytes16(luma(rg0, bg0), luma(rg1, bg1), luma(rg2, bg2), luma(rg3, bg3)));
    v128.store(cb + x, bytes16(blue(rg0, bg0), blue(rg1, bg1), blue(rg2, bg2), blue(rg3, bg3)));
    v128.store(cr + x, bytes16(red(rg0, bg0), red(rg1, bg1), red(rg2, bg2), red(rg3, bg3)));
    p += step * 4;
  }
}

/** Repeats a row's last sample up to `to`: libjpeg's expand_right_edge, which comes before chroma is halved. */
function widen(at: usize, width: i32, to: i32): void {
  assert(inside(at, max(width, to)));
  if (to > width) memory.fill(at + width, load<u8>(at + width - 1), to - width);
}

/** Means of 2 × 2, the bias alternating between 1 and 2 so that it does not drift (jcsample.c, h2v2_downsample). */
function halve(a: usize, b: usize, count: i32, to: usize): void {
  for (let x: usize = 0; x < <usize>count; x += 8) {
    assert(inside(a + x * 2, 16) && inside(b + x * 2, 16) && inside(to + x, 8));
    const sum = i16x8.add(
      i16x8.extadd_pairwise_i8x16_u(v128.load(a + x * 2)),
      i16x8.extadd_pairwise_i8x16_u(v128.load(b + x * 2)),
    );
    const mean = i16x8.shr_u(i16x8.add(sum, i16x8(1, 2, 1, 2, 1, 2, 1, 2)), 2);
    v128.store64_lane(to + x, i8x16.narrow_i16x8_u(mean, mean), 0);
  }
}

/** Means of 2 × 1, the bias alternating between 0 and 1 (jcsample.c, h2v1_downsample). */
function halveAcross(a: usize, count: i32, to: usize): void {
  for (let x: usize = 0; x < <usize>count; x += 8) {
    assert(inside(a + x * 2, 16) && inside(to + x, 8));
    const sum = i16x8.extadd_pairwise_i8x16_u(v128.load(a + x * 2));
    const mean = i16x8.shr_u(i16x8.add(sum, i16x8(0, 1, 0, 1, 0, 1, 0, 1)), 1);
    v128.store64_lane(to + x, i8x16.narrow_i16x8_u(mean, mean), 0);
  }
}

/**
 * Converts packed pixels. Chroma is halved along x for `halves` 1, along both sides for 2, not for 0. Its planes get
 * `chromaWidth` samples a row, a multiple of 8 that is at least the image's width (halved): what lies beyond repeats the
 * edge as libjpeg pads it. A row spills up to 15 bytes into the next one, which is written after it, the last into the
 * slack behind the plane: these are whole planes, never rectangles of larger ones.
 */
export function toPlanes(
  src: usize,
  srcStride: i32,
  order: i32,
  width: i32,
  height: i32,
  halves: i32,
  y: usize,
  yStride: i32,
  cb: usize,
  cr: usize,
  chromaStride: i32,
  chromaWidth: i32,
): void {
  const before = mark();
  const padded = halves === 0 ? chromaWidth : chromaWidth * 2;
  const b0 = alloc(padded + 16),
    b1 = alloc(padded + 16),
    r0 = alloc(padded + 16),
    r1 = alloc(padded + 16);
  const rows = halves === 2 ? 2 : 1;
  for (let j = 0; j < height; j += rows) {
    const s = src + <usize>srcStride * j;
    const t = y + <usize>yStride * j;
    const c = <usize>chromaStride * (j / rows);
    if (halves === 0) {
      row(s, width, order, t, cb + c, cr + c);
      widen(cb + c, width, padded);
      widen(cr + c, width, padded);
      continue;
    }
    row(s, width, order, t, b0, r0);
    widen(b0, width, padded);
    widen(r0, width, padded);
    if (halves === 1) {
      halveAcross(b0, chromaWidth, cb + c);
      halveAcross(r0, chromaWidth, cr + c);
      continue;
    }
    const hasNext = j + 1 < height;
    if (hasNext) {
      row(s + srcStride, width, order, t + yStride, b1, r1);
      widen(b1, width, padded);
      widen(r1, width, padded);
    }
    halve(b0, hasNext ? b1 : b0, chromaWidth, cb + c);
    halve(r0, hasNext ? r1 : r0, chromaWidth, cr + c);
  }
  release(before);
}
