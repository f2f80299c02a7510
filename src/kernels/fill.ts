import { inside } from './arena';

/** Sets pixels to the low `bands` bytes of `value`, the lowest first. `bands`: 1, 3 or 4. */
export function fill(dst: usize, stride: i32, width: i32, height: i32, bands: i32, value: u32): void {
  if (width <= 0 || height <= 0) return;
  const rowBytes = <usize>width * bands;
  assert(inside(dst, <usize>stride * (height - 1) + rowBytes));
  if (bands === 1) {
    for (let y = 0; y < height; y++) memory.fill(dst + <usize>stride * y, <u8>value, rowBytes);
    return;
  }
  // The first row pixel by pixel, the others from it.
  for (let x: usize = 0; x < rowBytes; x += bands) {
    store<u16>(dst + x, <u16>value);
    store<u8>(dst + x, <u8>(value >> 16), 2);
    if (bands === 4) store<u8>(dst + x, <u8>(value >> 24), 3);
  }
  for (let y = 1; y < height; y++) memory.copy(dst + <usize>stride * y, dst, rowBytes);
}
