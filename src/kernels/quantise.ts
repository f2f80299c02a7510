// Quantisation tables (T.81 Annex K.1, K.2) and exact SIMD division.
import { ZIGZAG } from './zigzag';

const LUMA = memory.data<u8>([
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
]);
const CHROMA = memory.data<u8>([
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99,
]);

// Two divisor sets, each 64 u16 biases (4q), 64 multipliers, 64 reciprocals; and the steps themselves as bytes.
const DIVISORS = memory.data(2 * 384, 16);
const STEPS = memory.data(128, 16);

export function divisorsOf(table: i32): usize {
  return DIVISORS + <usize>table * 384;
}

/** Table of steps in zigzag order, as DQT wants it. */
export function stepAt(table: i32, zigzag: i32): u8 {
  return load<u8>(STEPS + <usize>table * 64 + load<u8>(ZIGZAG + <usize>zigzag));
}

export function setQuality(quality: i32): void {
  const q = min(max(quality, 1), 100);
  const percent = q < 50 ? 5000 / q : 200 - 2 * q;
  for (let t = 0; t < 2; t++) {
    const base = t === 0 ? LUMA : CHROMA;
    const to = divisorsOf(t);
    for (let i: usize = 0; i < 64; i++) {
      const step = min(max((<i32>load<u8>(base + i) * percent + 50) / 100, 1), 255);
      store<u8>(STEPS + <usize>t * 64 + i, <u8>step);
      // floor(m / step) for m < 2048 is (m * scale * reciprocal) >> 19, exactly.
      const scale = step === 1 ? 16 : step < 16 ? 8 : 1;
      const top = (1 << 19) / scale;
      store<u16>(to + i * 2, <u16>(step * 4));
      store<u16>(to + i * 2, <u16>scale, 128);
      store<u16>(to + i * 2, <u16>((top + step - 1) / step), 256);
    }
  }
}

function settle(c: v128, bias: v128, scale: v128, r: v128): v128 {
  const n = i16x8.shr_u(i16x8.add(i16x8.abs(c), bias), 3);
  const m = i16x8.mul(n, scale);
  const q = i16x8.narrow_i32x4_s(
    i32x4.shr_u(i32x4.extmul_low_i16x8_u(m, r), 19),
    i32x4.shr_u(i32x4.extmul_high_i16x8_u(m, r), 19),
  );
  const sign = i16x8.shr_s(c, 15);
  return i16x8.sub(v128.xor(q, sign), sign);
}

/** @returns what is zero where the result is. */
function twoRows(at: usize, d: usize): v128 {
  const a = settle(v128.load(at), v128.load(d), v128.load(d, 128), v128.load(d, 256));
  const b = settle(v128.load(at, 16), v128.load(d, 16), v128.load(d, 144), v128.load(d, 272));
  v128.store(at, a);
  v128.store(at, b, 16);
  return i8x16.narrow_i16x8_s(a, b);
}

// Which zigzag positions a byte of 'not zero' flags of row j stands for: 8 x 256 u64.
const SPREAD = memory.data(8 * 256 * 8, 16);

export function initSpread(): void {
  for (let z = 0; z < 64; z++) {
    const n = load<u8>(ZIGZAG + <usize>z);
    const row = SPREAD + ((<usize>(n >> 3)) << 11);
    for (let b: usize = 0; b < 256; b++) {
      if (b & (1 << (n & 7))) store<u64>(row + (b << 3), load<u64>(row + (b << 3)) | ((<u64>1) << z));
    }
  }
}

/** Divides in place, rounding to nearest; returns the zigzag positions that are not zero as a bit set. */
export function quantise(block: usize, divisors: usize): u64 {
  let set: u64 = 0;
  let spread = SPREAD;
  // Two rows at a time, in a loop: what is called from one place alone is put in its place by the compiler.
  for (let at: usize = 0; at < 128; at += 32) {
    const v = twoRows(block + at, divisors + at);
    const flags = <usize>i8x16.bitmask(i8x16.ne(v, i8x16.splat(0)));
    set |= load<u64>(spread + ((flags & 255) << 3)) | load<u64>(spread + ((flags >> 8) << 3), 2048);
    spread += 4096;
  }
  return set;
}
