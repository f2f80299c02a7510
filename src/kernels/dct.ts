// Forward 8x8 DCT (Loeffler, Ligtenberg, Moschytz: 12 multiplications), 13-bit constants, two bits kept between
// the passes; output is eight times the T.81 coefficient. Rows first, then columns.

function even(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}

function odd(a: v128, b: v128): v128 {
  return i16x8.shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}

function pair(a: i16, b: i16): v128 {
  return i16x8(a, b, a, b, a, b, a, b);
}

function drop(low: v128, high: v128, bits: i32): v128 {
  const half = i32x4.splat(1 << (bits - 1));
  return i16x8.narrow_i32x4_s(i32x4.shr_s(i32x4.add(low, half), bits), i32x4.shr_s(i32x4.add(high, half), bits));
}

// constants times 8192
const C0_298: i16 = 2446;
const C0_390: i16 = 3196;
const C0_541: i16 = 4433;
const C0_765: i16 = 6270;
const C0_899: i16 = 7373;
const C1_175: i16 = 9633;
const C1_501: i16 = 12299;
const C1_847: i16 = 15137;
const C1_961: i16 = 16069;
const C2_053: i16 = 16819;
const C2_562: i16 = 20995;
const C3_072: i16 = 25172;

/** One pass over the eight vectors at p, in place: lane by lane a 1-D transform across the vectors. */
function pass(p: usize, second: bool): void {
  const x0 = v128.load(p, 0),
    x1 = v128.load(p, 16),
    x2 = v128.load(p, 32),
    x3 = v128.load(p, 48);
  const x4 = v128.load(p, 64),
    x5 = v128.load(p, 80),
    x6 = v128.load(p, 96),
    x7 = v128.load(p, 112);
  const s0 = i16x8.add(x0, x7),
    d0 = i16x8.sub(x0, x7);
  const s1 = i16x8.add(x1, x6),
    d1 = i16x8.sub(x1, x6);
  const s2 = i16x8.add(x2, x5),
    d2 = i16x8.sub(x2, x5);
  const s3 = i16x8.add(x3, x4),
    d3 = i16x8.sub(x3, x4);
  const bits = second ? 15 : 11;

  const e0 = i16x8.add(s0, s3),
    e3 = i16x8.sub(s0, s3);
  const e1 = i16x8.add(s1, s2),
    e2 = i16x8.sub(s1, s2);
  const sum = i16x8.add(e0, e1),
    dif = i16x8.sub(e0, e1);
  if (second) {
    const two = i16x8.splat(2);
    v128.store(p, i16x8.shr_s(i16x8.add(sum, two), 2), 0);
    v128.store(p, i16x8.shr_s(i16x8.add(dif, two), 2), 64);
  } else {
    v128.store(p, i16x8.shl(sum, 2), 0);
    v128.store(p, i16x8.shl(dif, 2), 64);
  }
  const ev = even(e3, e2),
    od = odd(e3, e2);
  const k2 = pair(C0_541 + C0_765, C0_541),
    k6 = pair(C0_541, C0_541 - C1_847);
  v128.store(p, drop(i32x4.dot_i16x8_s(ev, k2), i32x4.dot_i16x8_s(od, k2), bits), 32);
  v128.store(p, drop(i32x4.dot_i16x8_s(ev, k6), i32x4.dot_i16x8_s(od, k6), bits), 96);

  // Odd half, d3 d2 d1 d0 being the differences from the inside out.
  const z3 = i16x8.add(d3, d1),
    z4 = i16x8.add(d2, d0);
  const zl = even(z3, z4),
    zh = odd(z3, z4);
  const k3 = pair(C1_175 - C1_961, C1_175),
    k4 = pair(C1_175, C1_175 - C0_390);
  const u3l = i32x4.dot_i16x8_s(zl, k3),
    u3h = i32x4.dot_i16x8_s(zh, k3);
  const u4l = i32x4.dot_i16x8_s(zl, k4),
    u4h = i32x4.dot_i16x8_s(zh, k4);
  const outerL = even(d3, d0),
    outerH = odd(d3, d0);
  const innerL = even(d2, d1),
    innerH = odd(d2, d1);
  const k7 = pair(C0_298 - C0_899, -C0_899),
    k1 = pair(-C0_899, C1_501 - C0_899);
  const k5 = pair(C2_053 - C2_562, -C2_562),
    k33 = pair(-C2_562, C3_072 - C2_562);
  v128.store(
    p,
    drop(i32x4.add(i32x4.dot_i16x8_s(outerL, k7), u3l), i32x4.add(i32x4.dot_i16x8_s(outerH, k7), u3h), bits),
    112,
  );
  v128.store(
    p,
    drop(i32x4.add(i32x4.dot_i16x8_s(outerL, k1), u4l), i32x4.add(i32x4.dot_i16x8_s(outerH, k1), u4h), bits),
    16,
  );
  v128.store(
    p,
    drop(i32x4.add(i32x4.dot_i16x8_s(innerL, k5), u4l), i32x4.add(i32x4.dot_i16x8_s(innerH, k5), u4h), bits),
    80,
  );
  v128.store(
    p,
    drop(i32x4.add(i32x4.dot_i16x8_s(innerL, k33), u3l), i32x4.add(i32x4.dot_i16x8_s(innerH, k33), u3h), bits),
    48,
  );
}

function zipLow(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

function zipHigh(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}

function widen(p: usize, v: v128, at: usize): void {
  const s = v128.xor(v, i8x16.splat(-128)); // byte - 128
  v128.store(p + at, i16x8.extend_low_i8x16_s(s));
  v128.store(p + at, i16x8.extend_high_i8x16_s(s), 16);
}

/** Loads 8x8 bytes, level shift, transposed: vector j = column j. */
function loadTransposed(src: usize, stride: usize, p: usize): void {
  let s = src;
  const r0 = v128.load64_zero(s);
  s += stride;
  const r1 = v128.load64_zero(s);
  s += stride;
  const r2 = v128.load64_zero(s);
  s += stride;
  const r3 = v128.load64_zero(s);
  s += stride;
  const r4 = v128.load64_zero(s);
  s += stride;
  const r5 = v128.load64_zero(s);
  s += stride;
  const r6 = v128.load64_zero(s);
  s += stride;
  const r7 = v128.load64_zero(s);
  // Three rounds of interleaving rows k and k + 4, as in a perfect shuffle.
  const a0 = zipLow(r0, r4),
    a1 = zipLow(r1, r5),
    a2 = zipLow(r2, r6),
    a3 = zipLow(r3, r7);
  const b0 = zipLow(a0, a2),
    b1 = zipHigh(a0, a2),
    b2 = zipLow(a1, a3),
    b3 = zipHigh(a1, a3);
  widen(p, zipLow(b0, b2), 0);
  widen(p, zipHigh(b0, b2), 32);
  widen(p, zipLow(b1, b3), 64);
  widen(p, zipHigh(b1, b3), 96);
}

function transpose(p: usize): void {
  const r0 = v128.load(p, 0),
    r1 = v128.load(p, 16),
    r2 = v128.load(p, 32),
    r3 = v128.load(p, 48);
  const r4 = v128.load(p, 64),
    r5 = v128.load(p, 80),
    r6 = v128.load(p, 96),
    r7 = v128.load(p, 112);
  const a0 = even(r0, r4),
    a1 = odd(r0, r4),
    a2 = even(r1, r5),
    a3 = odd(r1, r5);
  const a4 = even(r2, r6),
    a5 = odd(r2, r6),
    a6 = even(r3, r7),
    a7 = odd(r3, r7);
  const b0 = even(a0, a4),
    b1 = odd(a0, a4),
    b2 = even(a1, a5),
    b3 = odd(a1, a5);
  const b4 = even(a2, a6),
    b5 = odd(a2, a6),
    b6 = even(a3, a7),
    b7 = odd(a3, a7);
  v128.store(p, even(b0, b4), 0);
  v128.store(p, odd(b0, b4), 16);
  v128.store(p, even(b1, b5), 32);
  v128.store(p, odd(b1, b5), 48);
  v128.store(p, even(b2, b6), 64);
  v128.store(p, odd(b2, b6), 80);
  v128.store(p, even(b3, b7), 96);
  v128.store(p, odd(b3, b7), 112);
}

/** 8x8 bytes at src -> 64 i16 coefficients at block, natural order, times eight. */
export function forward(src: usize, stride: usize, block: usize): void {
  loadTransposed(src, stride, block);
  pass(block, false);
  transpose(block);
  pass(block, true);
}
