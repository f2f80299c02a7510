// The vertical pass. Its rows lie in pairs, the samples of both side by side (16 bits each), in a ring of as many pairs as
// one output row sees and one block brings.
import { inside } from './arena';

const HALF: i32 = 1 << 21;

/** Two rows of bytes as a pair, for an axis that is not resampled horizontally. Writes whole 64 bytes. */
export function weave(a: usize, b: usize, rowBytes: usize, to: usize): void {
  let q = to;
  for (let x: usize = 0; x < rowBytes; x += 16) {
    assert(inside(a + x, 16) && inside(b + x, 16) && inside(q, 64));
    const upper = v128.load(a + x);
    const lower = v128.load(b + x);
    const low = i8x16.shuffle(upper, lower, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    const high = i8x16.shuffle(upper, lower, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    v128.store(q, i16x8.extend_low_i8x16_u(low));
    v128.store(q, i16x8.extend_high_i8x16_u(low), 16);
    v128.store(q, i16x8.extend_low_i8x16_u(high), 32);
    v128.store(q, i16x8.extend_high_i8x16_u(high), 48);
    q += 64;
  }
}

/**
 * One output row, of bytes.
 * @param record Of axis.ts; `first` is its first pair's place in the ring from `ring` to `end`.
 * @param rest 16 bytes, for the last few of a row.
 */
export function down(
  record: usize,
  first: usize,
  stride: usize,
  ring: usize,
  end: usize,
  dst: usize,
  rowBytes: usize,
  rest: usize,
): void {
  const ringBytes = end - ring;
  const pairs = load<i32>(record, 4);
  let from = first;
  for (let x: usize = 0; x < rowBytes; x += 16) {
    let p = from;
    let n = pairs;
    let w = record + 8;
    let l0 = i32x4.splat(HALF);
    let l1 = l0;
    let l2 = l0;
    let l3 = l0;
    let h0 = i32x4.splat(0);
    let h1 = h0;
    let h2 = h0;
    let h3 = h0;
    do {
      assert(inside(p, 64) && inside(w, 8) && p >= ring && p < end);
      const low = v128.load32_splat(w);
      const high = v128.load32_splat(w, 4);
      let q = v128.load(p);
      l0 = i32x4.add(l0, i32x4.dot_i16x8_s(q, low));
      h0 = i32x4.add(h0, i32x4.dot_i16x8_s(q, high));
      q = v128.load(p, 16);
      l1 = i32x4.add(l1, i32x4.dot_i16x8_s(q, low));
      h1 = i32x4.add(h1, i32x4.dot_i16x8_s(q, high));
      q = v128.load(p, 32);
      l2 = i32x4.add(l2, i32x4.dot_i16x8_s(q, low));
      h2 = i32x4.add(h2, i32x4.dot_i16x8_s(q, high));
      q = v128.load(p, 48);
      l3 = i32x4.add(l3, i32x4.dot_i16x8_s(q, low));
      h3 = i32x4.add(h3, i32x4.dot_i16x8_s(q, high));
      p += stride;
      if (p >= end) p -= ringBytes;
      w += 8;
    } while (--n > 0);
    const bytes = i8x16.narrow_i16x8_u(
      i16x8.narrow_i32x4_s(settled(h0, l0), settled(h1, l1)),
      i16x8.narrow_i32x4_s(settled(h2, l2), settled(h3, l3)),
    );
    if (x + 16 <= rowBytes) {
      assert(inside(dst + x, 16));
      v128.store(dst + x, bytes);
    } else {
      v128.store(rest, bytes);
      memory.copy(dst + x, rest, rowBytes - x);
    }
    from += 64;
  }
}

/** 22 bits after the point fall away; the half is in already. */
function settled(high: v128, low: v128): v128 {
  return i32x4.shr_s(i32x4.add(i32x4.shl(high, 15), low), 22);
}
