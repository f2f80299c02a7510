// Separable resampling of 8-bit samples, equal to Pillow's in every byte: horizontally, rounded and clipped to 8 bits,
// then vertically likewise; an axis that does not change is skipped (src/libImaging/Resample.c, ImagingResample). Rows are
// made as the vertical pass comes to need them, so what lies between the passes stays in the cache.
import { across3, across4 } from './across';
import { alloc, allocRows, inside, mark, release } from './arena';
import { isStill, makeStill, mostPairsOf, originOf, pairsOf, recordAt } from './axis';
import { down, weave } from './down';
import { NEAREST } from './filters';
import { sample } from './nearest';
import { pairBytesOf, rowAt, rowsOf, spread } from './spread';
import { tableOf } from './tables';

/**
 * @param bands 1, 3 or 4, interleaved.
 * @param x0, y0, x1, y1 The box of the source that becomes the whole of `dst`; not empty; it may stick out. Singles
 *   are made of them, as Pillow does, but for `nearest`.
 * @param flipX, flipY Mirrors the result.
 */
export function resample(
  src: usize,
  srcStride: i32,
  srcWidth: i32,
  srcHeight: i32,
  bands: i32,
  x0: f64,
  y0: f64,
  x1: f64,
  y1: f64,
  flipX: bool,
  flipY: bool,
  dst: usize,
  dstStride: i32,
  dstWidth: i32,
  dstHeight: i32,
  kernel: i32,
): void {
  if (dstWidth <= 0 || dstHeight <= 0) return;
  assert(bands === 1 || bands === 3 || bands === 4);
  assert(x1 > x0 && y1 > y0 && x1 > -1.0 && y1 > -1.0 && x0 < <f64>srcWidth + 1.0 && y0 < <f64>srcHeight + 1.0);
  assert(kernel !== NEAREST || (x0 >= -1.0 && y0 >= -1.0 && x1 <= <f64>srcWidth + 1.0 && y1 <= <f64>srcHeight + 1.0));
  assert(inside(src, <usize>srcStride * (srcHeight - 1) + <usize>srcWidth * bands));
  assert(inside(dst, <usize>dstStride * (dstHeight - 1) + <usize>dstWidth * bands));
  const isStillX = isStill(srcWidth, x0, x1, dstWidth);
  const isStillY = isStill(srcHeight, y0, y1, dstHeight);
  if (kernel === NEAREST || (isStillX && isStillY)) {
    // prettier-ignore
    sample(src, srcStride, srcWidth, srcHeight, bands, x0, y0, x1, y1, flipX, flipY, dst, dstStride, dstWidth, dstHeight);
    return;
  }

  const before = mark();
  const rows = isStillY
    ? makeStill(<i32>y0, dstHeight, false)
    : tableOf(srcHeight, <f32>y0, <f32>y1, dstHeight, kernel, false);
  const isWoven = isStillX && !flipX;
  const columns = isStillX
    ? makeStill(<i32>x0, isWoven ? 1 : dstWidth, flipX)
    : tableOf(srcWidth, <f32>x0, <f32>x1, dstWidth, kernel, flipX);
  const from = src + originOf(columns) * bands;

  const rowBytes = <usize>dstWidth * bands;
  // An odd multiple of a cache's line: pairs of rows do not fall on the same few lines of it.
  const stride = (((rowBytes << 2) + 63) & ~63) | 64;
  const perBlock = isWoven ? 1 : rowsOf(bands) >> 1;
  const slots = ((mostPairsOf(rows) + 2 * perBlock - 2) / perBlock) * perBlock;
  const ring = allocRows(slots, stride);
  const end = ring + stride * slots;
  const block = isWoven ? 0 : alloc(pairBytesOf(bands) * (pairsOf(columns) + 8));
  const rest = alloc(16);
  let made = 0;
  for (let y = 0; y < dstHeight; y++) {
    const record = recordAt(rows, y);
    const first = load<i32>(record);
    const last = first + load<i32>(record, 4);
    made = max(made, (first / perBlock) * perBlock);
    for (; made < last; made += perBlock) {
      const to = ring + stride * (made % slots);
      const row = originOf(rows) + (made << 1);
      if (isWoven) {
        weave(rowAt(from, srcStride, row, srcHeight), rowAt(from, srcStride, row + 1, srcHeight), rowBytes, to);
        continue;
      }
      spread(from, srcStride, row, srcHeight, bands, pairsOf(columns), block);
      if (bands === 3) across3(columns, block, dstWidth, to, stride);
      else across4(columns, block, dstWidth, bands, to, stride);
    }
    const out = dst + <usize>dstStride * (flipY ? dstHeight - 1 - y : y);
    down(record, ring + stride * (first % slots), stride, ring, end, out, rowBytes, rest);
  }
  release(before);
}
