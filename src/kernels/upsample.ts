// Chroma of half the size to the image's, by libjpeg's "fancy" triangle filter (jdsample.c, h2v1_fancy_upsample and
// h2v2_fancy_upsample): 3/4 of the nearer sample and 1/4 of the farther one along each halved side, the rounding
// alternating. Beyond an edge lies the edge's sample.
import { alloc, inside, mark, release } from './arena';

/** Doubles what two samples or fewer hold side by side, as libjpeg does. */
function repeat(src: usize, srcWidth: i32, dst: usize): void {
  for (let x = 0; x < srcWidth; x++) {
    store<u16>(dst + ((<usize>x) << 1), <u16>load<u8>(src + <usize>x) * 257);
  }
}

/** Sums of a row's samples and, thrice as heavy, of those nearer: 16 bits each, with one more on either side. */
function sums(near: usize, far: usize, width: i32, isTall: bool, to: usize): void {
  const three = i16x8.splat(3);
  for (let x: usize = 0; x < <usize>width; x += 8) {
    assert(inside(near + x, 8) && inside(far + x, 8) && inside(to + x * 2, 16));
    const n = i16x8.extend_low_i8x16_u(v128.load64_zero(near + x));
    const f = i16x8.extend_low_i8x16_u(v128.load64_zero(far + x));
    v128.store(to + x * 2, isTall ? i16x8.add(i16x8.mul(n, three), f) : n);
  }
  store<u16>(to - 2, load<u16>(to));
  const end = to + ((<usize>width) << 1);
  store<u16>(end, load<u16>(end - 2));
}

/** A row of twice the width; writes up to 15 bytes past it. */
function across(sum: usize, width: i32, isTall: bool, dst: usize): void {
  const three = i16x8.splat(3);
  const even = i16x8.splat(isTall ? 8 : 1);
  const odd = i16x8.splat(isTall ? 7 : 2);
  const shift = isTall ? 4 : 2;
  for (let x: usize = 0; x < <usize>width; x += 8) {
    const p = sum + x * 2;
    assert(inside(p - 2, 16) && inside(p + 2, 16) && inside(dst + x * 2, 16));
    const here = i16x8.mul(v128.load(p), three);
    const left = i16x8.shr_u(i16x8.add(i16x8.add(here, v128.load(p - 2)), even), shift);
    const right = i16x8.shr_u(i16x8.add(i16x8.add(here, v128.load(p + 2)), odd), shift);
    v128.store(dst + x * 2, v128.or(left, i16x8.shl(right, 8)));
  }
}

/**
 * Interpolates a plane of chroma.
 * @param isTall Whether the height was halved too.
 * @param dst A whole plane of `height` rows that hold twice `srcWidth` samples, of which an odd image's last is nobody's;
 *   a row spills up to 15 bytes into the next one, which is written after it, the last into the slack behind.
 */
export function upsample(
  src: usize,
  srcStride: i32,
  srcWidth: i32,
  srcHeight: i32,
  isTall: bool,
  dst: usize,
  dstStride: i32,
  height: i32,
): void {
  const before = mark();
  const sum = alloc(<usize>srcWidth * 2 + 64) + 16;
  for (let j = 0; j < height; j++) {
    const row = isTall ? j >> 1 : j;
    const beside = isTall ? max(0, min(srcHeight - 1, row + (j & 1 ? 1 : -1))) : row;
    const near = src + <usize>srcStride * row;
    const to = dst + <usize>dstStride * j;
    if (srcWidth <= 2) {
      repeat(near, srcWidth, to);
      continue;
    }
    sums(near, src + <usize>srcStride * beside, srcWidth, isTall, sum);
    across(sum, srcWidth, isTall, to);
  }
  release(before);
}
