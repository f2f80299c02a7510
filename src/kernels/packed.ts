// Full-range YCbCr planes of one size to packed RGB (ITU-T T.871, section 7), in libjpeg's 16-bit fixed point
// (jdcolor.c): R = Y + 1.402 Cr, G = Y − 0.344136 Cb − 0.714136 Cr, B = Y + 1.772 Cb; and four bytes a pixel to three.
import { inside } from './arena';

const HALF: i32 = 32768;

function settle(y: v128, sum: v128): v128 {
  return i32x4.add(y, i32x4.shr_s(sum, 16));
}

/** Four samples as i32. */
function four(at: usize): v128 {
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at)));
}

/** Writes nothing outside the rows; reads up to 3 bytes past them. */
export function toRgb(
  y: usize,
  yStride: i32,
  cb: usize,
  cr: usize,
  chromaStride: i32,
  width: i32,
  height: i32,
  dst: usize,
  dstStride: i32,
): void {
  const centre = i32x4.splat(128);
  const half = i32x4.splat(HALF);
  for (let j = 0; j < height; j++) {
    const py = y + <usize>yStride * j;
    const pb = cb + <usize>chromaStride * j;
    const pr = cr + <usize>chromaStride * j;
    let to = dst + <usize>dstStride * j;
    for (let x: usize = 0; x < <usize>width; x += 4) {
      assert(inside(py + x, 4) && inside(pb + x, 4) && inside(pr + x, 4));
      const l = four(py + x);
      const b = i32x4.sub(four(pb + x), centre);
      const r = i32x4.sub(four(pr + x), centre);
      const red = settle(l, i32x4.add(i32x4.mul(r, i32x4.splat(91881)), half));
      const blue = settle(l, i32x4.add(i32x4.mul(b, i32x4.splat(116130)), half));
      const green = settle(
        l,
        i32x4.add(i32x4.add(i32x4.mul(b, i32x4.splat(-22554)), i32x4.mul(r, i32x4.splat(-46802))), half),
      );
      const bytes = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(red, green), i16x8.narrow_i32x4_s(blue, blue));
      const rgb = i8x16.swizzle(bytes, i8x16(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11, -1, -1, -1, -1));
      const left = <usize>width - x;
      assert(inside(to, left < 4 ? left * 3 : left < 6 ? 12 : 16));
      if (left > 5) v128.store(to, rgb);
      else store12(to, rgb, left < 4 ? left * 3 : 12);
      to += 12;
    }
  }
}

/** The first `count` bytes alone: a row's end may lie beside what is not ours. */
function store12(to: usize, bytes: v128, count: usize): void {
  let rest = bytes;
  for (let i: usize = 0; i < count; i++) {
    store<u8>(to + i, i8x16.extract_lane_u(rest, 0));
    rest = i8x16.shuffle(rest, rest, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0);
  }
}

/** Drops each pixel's fourth byte; `swaps` the first with the third. */
export function dropFourth(
  src: usize,
  srcStride: i32,
  width: i32,
  height: i32,
  swaps: bool,
  dst: usize,
  dstStride: i32,
): void {
  const kept = swaps
    ? i8x16(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1)
    : i8x16(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1);
  for (let j = 0; j < height; j++) {
    let from = src + <usize>srcStride * j;
    let to = dst + <usize>dstStride * j;
    for (let x: usize = 0; x < <usize>width; x += 4) {
      assert(inside(from, 16));
      const rgb = i8x16.swizzle(v128.load(from), kept);
      const left = <usize>width - x;
      assert(inside(to, left < 4 ? left * 3 : left < 6 ? 12 : 16));
      if (left > 5) v128.store(to, rgb);
      else store12(to, rgb, left < 4 ? left * 3 : 12);
      from += 16;
      to += 12;
    }
  }
}
