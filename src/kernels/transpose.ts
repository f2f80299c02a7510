import { inside } from './arena';

/** Pixels of a side of the blocks that are turned together, so that neither side's rows leave the cache. */
const BLOCK: i32 = 32;

/** Swaps x and y: `dst` is `height` wide and `width` high. `bands`: 1, 3 or 4. */
export function transpose(
  src: usize,
  srcStride: i32,
  width: i32,
  height: i32,
  bands: i32,
  dst: usize,
  dstStride: i32,
): void {
  for (let y = 0; y < height; y += BLOCK) {
    for (let x = 0; x < width; x += BLOCK) {
      const from = src + <usize>srcStride * y + <usize>x * bands;
      const to = dst + <usize>dstStride * x + <usize>y * bands;
      turn(from, srcStride, min(BLOCK, width - x), min(BLOCK, height - y), bands, to, dstStride);
    }
  }
}

function turn(src: usize, srcStride: i32, width: i32, height: i32, bands: i32, dst: usize, dstStride: i32): void {
  for (let x = 0; x < width; x++) {
    let p = src + <usize>x * bands;
    let q = dst + <usize>dstStride * x;
    for (let y = 0; y < height; y++) {
      assert(inside(p, bands) && inside(q, bands));
      if (bands === 4) store<u32>(q, load<u32>(p));
      else {
        store<u8>(q, load<u8>(p));
        if (bands === 3) store<u16>(q, load<u16>(p, 1), 1);
      }
      p += srcStride;
      q += bands;
    }
  }
}
