// RGBA to premultiplied and back, in place, by Pillow's formulas (src/libImaging/Convert.c: rgba2rgbA, rgbA2rgba).
import { inside } from './arena';

/** Each colour becomes colour · alpha ÷ 255, rounded; alpha stays. */
export function premultiply(at: usize, stride: i32, width: i32, height: i32): void {
  for (let y = 0; y < height; y++) {
    const row = at + <usize>stride * y;
    const end = row + ((<usize>width) << 2);
    assert(inside(row, (<usize>width) << 2));
    let p = row;
    for (; p + 16 <= end; p += 16) v128.store(p, multiplied(v128.load(p)));
    for (; p < end; p += 4) v128.store32_lane(p, multiplied(v128.load32_zero(p)), 0);
  }
}

/** Each colour becomes 255 · colour ÷ alpha, rounded down, 255 at most; where alpha is 0 it stays. */
export function unpremultiply(at: usize, stride: i32, width: i32, height: i32): void {
  for (let y = 0; y < height; y++) {
    const row = at + <usize>stride * y;
    const end = row + ((<usize>width) << 2);
    assert(inside(row, (<usize>width) << 2));
    for (let p = row; p < end; p += 4) {
      const alpha = <u32>load<u8>(p, 3);
      if (alpha !== 0 && alpha !== 255) v128.store32_lane(p, divided(v128.load32_zero(p), alpha), 0);
    }
  }
}

function multiplied(pixels: v128): v128 {
  // Alpha to each colour's lane, 255 to its own, which that leaves as it is.
  const by = v128.or(
    i8x16.shuffle(pixels, pixels, 3, 3, 3, 3, 7, 7, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15),
    i32x4.splat(0xff000000),
  );
  return i8x16.narrow_i16x8_u(
    rounded(i16x8.extmul_low_i8x16_u(pixels, by)),
    rounded(i16x8.extmul_high_i8x16_u(pixels, by)),
  );
}

/** A product of two bytes divided by 255, as Pillow's MULDIV255. */
function rounded(product: v128): v128 {
  const t = i16x8.add(product, i16x8.splat(128));
  return i16x8.shr_u(i16x8.add(t, i16x8.shr_u(t, 8)), 8);
}

/** Of one pixel. A quotient that is no whole number is further from one than a single's rounding reaches. */
function divided(pixel: v128, alpha: u32): v128 {
  const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(pixel));
  const quotient = f32x4.div(f32x4.mul(f32x4.convert_i32x4_u(wide), f32x4.splat(255)), f32x4.splat(<f32>alpha));
  const whole = i32x4.replace_lane(i32x4.trunc_sat_f32x4_u(quotient), 3, alpha);
  const narrow = i16x8.narrow_i32x4_s(i32x4.min_u(whole, i32x4.splat(255)), whole);
  return i8x16.narrow_i16x8_u(narrow, narrow);
}
