// The pixel under the centre; and copies, mirrored or not.
import { alloc, inside, mark, release } from './arena';

/** A centre between two source pixels counts as the later one's; doubles alone would fall to either side. */
const LATER: f64 = 1e-6;

export function sample(
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
): void {
  const before = mark();
  const rowBytes = <usize>dstWidth * bands;
  const first = indexOf(srcWidth, x0, x1, dstWidth, 0);
  const isWhole = !flipX && indexOf(srcWidth, x0, x1, dstWidth, dstWidth - 1) - first === dstWidth - 1;
  const columns = isWhole ? 0 : offsetsOf(srcWidth, x0, x1, dstWidth, bands, flipX);
  let former = -1;
  for (let i = 0; i < dstHeight; i++) {
    const y = indexOf(srcHeight, y0, y1, dstHeight, i);
    const from = src + <usize>srcStride * y;
    const to = dst + <usize>dstStride * (flipY ? dstHeight - 1 - i : i);
    assert(inside(to, rowBytes));
    if (isWhole) memory.copy(to, from + <usize>first * bands, rowBytes);
    else if (y === former) memory.copy(to, flipY ? to + dstStride : to - dstStride, rowBytes);
    else gather(from, columns, dstWidth, bands, to);
    former = y;
  }
  release(before);
}

function indexOf(size: i32, from: f64, to: f64, length: i32, i: i32): i32 {
  const centre = from + ((<f64>i + 0.5) * (to - from)) / <f64>length;
  return max(0, min(<i32>floor(centre + LATER), size - 1));
}

/** Bytes from the row's begin, one for each output pixel. */
function offsetsOf(size: i32, from: f64, to: f64, length: i32, bands: i32, flip: bool): usize {
  const offsets = alloc((<usize>length) << 2);
  for (let i = 0; i < length; i++) {
    const at = offsets + ((<usize>(flip ? length - 1 - i : i)) << 2);
    store<i32>(at, indexOf(size, from, to, length, i) * bands);
  }
  return offsets;
}

function gather(from: usize, columns: usize, width: i32, bands: i32, to: usize): void {
  let out = to;
  const end = columns + ((<usize>width) << 2);
  for (let at = columns; at < end; at += 4) {
    const p = from + <usize>load<u32>(at);
    assert(inside(p, bands) && inside(out, bands));
    if (bands === 4) store<u32>(out, load<u32>(p));
    else {
      store<u8>(out, load<u8>(p));
      if (bands === 3) store<u16>(out, load<u16>(p, 1), 1);
    }
    out += bands;
  }
}
