// The horizontal pass: from spread rows (spread.ts) to samples of 0 to 255, 16 bits each, in pairs of rows: what the
// vertical pass multiplies next.
import { inside } from './arena';
import { recordAt, recordBytesOf } from './axis';

const HALF: i32 = 1 << 21;

/**
 * Sixteen rows of one band, or four rows of four.
 * @param to The first pair of rows; `stride` bytes on, the next one.
 */
export function across4(table: usize, from: usize, width: i32, bands: i32, to: usize, stride: usize): void {
  const recordBytes = recordBytesOf(table);
  let at = recordAt(table, 0);
  let out = to;
  for (let x = 0; x < width; x++) {
    let p = from + ((<usize>load<u32>(at)) << 6);
    let n = load<i32>(at, 4);
    let w = at + 8;
    let l0 = i32x4.splat(HALF);
    let l1 = l0;
    let l2 = l0;
    let l3 = l0;
    let h0 = i32x4.splat(0);
    let h1 = h0;
    let h2 = h0;
    let h3 = h0;
    do {
      assert(inside(p, 64) && inside(w, 8));
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
      p += 64;
      w += 8;
    } while (--n > 0);
    const a = samples(settled(h0, l0), settled(h1, l1));
    const b = samples(settled(h2, l2), settled(h3, l3));
    if (bands === 4) {
      assert(inside(out, 16) && inside(out + stride, 16));
      v128.store(out, i16x8.shuffle(a, a, 0, 4, 1, 5, 2, 6, 3, 7));
      v128.store(out + stride, i16x8.shuffle(b, b, 0, 4, 1, 5, 2, 6, 3, 7));
      out += 16;
    } else {
      assert(inside(out, 4) && inside(out + stride * 7, 4));
      let o = out;
      v128.store32_lane(o, a, 0);
      v128.store32_lane((o += stride), a, 1);
      v128.store32_lane((o += stride), a, 2);
      v128.store32_lane((o += stride), a, 3);
      v128.store32_lane((o += stride), b, 0);
      v128.store32_lane((o += stride), b, 1);
      v128.store32_lane((o += stride), b, 2);
      v128.store32_lane((o += stride), b, 3);
      out += 4;
    }
    at += recordBytes;
  }
}

/** Four rows of three bands. */
export function across3(table: usize, from: usize, width: i32, to: usize, stride: usize): void {
  const recordBytes = recordBytesOf(table);
  let at = recordAt(table, 0);
  let out = to;
  for (let x = 0; x < width; x++) {
    let p = from + <usize>load<u32>(at) * 48;
    let n = load<i32>(at, 4);
    let w = at + 8;
    let l0 = i32x4.splat(HALF);
    let l1 = l0;
    let l2 = l0;
    let h0 = i32x4.splat(0);
    let h1 = h0;
    let h2 = h0;
    do {
      assert(inside(p, 48) && inside(w, 8));
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
      p += 48;
      w += 8;
    } while (--n > 0);
    const a = samples(settled(h0, l0), settled(h1, l1));
    const b = samples(settled(h2, l2), settled(h2, l2));
    const rg = i32x4.shuffle(a, a, 0, 2, 1, 3);
    assert(inside(out, 12) && inside(out + stride, 12));
    v128.store64_lane(out, rg, 0);
    v128.store32_lane(out, b, 0, 8);
    v128.store64_lane(out + stride, rg, 1);
    v128.store32_lane(out + stride, b, 1, 8);
    out += 12;
    at += recordBytes;
  }
}

/** 22 bits after the point fall away; the half is in already. */
function settled(high: v128, low: v128): v128 {
  return i32x4.shr_s(i32x4.add(i32x4.shl(high, 15), low), 22);
}

function samples(a: v128, b: v128): v128 {
  return i16x8.min_s(i16x8.max_s(i16x8.narrow_i32x4_s(a, b), i16x8.splat(0)), i16x8.splat(255));
}
