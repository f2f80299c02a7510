// The last few tables of weights, kept between calls: a dataset's images are mostly of one size, and the sines of a table
// take as long as a tenth of the pixels they weigh, with planes a third.
import { alloc } from './arena';
import { bytesOf, makeTable } from './axis';

/** Two axes of luma and two of chroma, of two sizes of image. */
const SLOTS: i32 = 8;
/** Enough for 640 samples of lanczos3 that shrink to a third. */
const SLOT: usize = 65536;
/** size, from, to, length, kernel and flip, bytes; zero where there is none yet. */
const KEY: usize = 24;

const keys = memory.data(192, 16);
const tables = memory.data(524288, 16);
let next = 0;

/** As `makeTable`: a copy of its own, from the arena. */
export function tableOf(size: i32, from: f32, to: f32, length: i32, kernel: i32, flip: bool): usize {
  const how = (kernel << 1) | i32(flip);
  for (let i = 0; i < SLOTS; i++) {
    const key = keys + KEY * i;
    if (
      load<i32>(key) === size &&
      load<f32>(key, 4) === from &&
      load<f32>(key, 8) === to &&
      load<i32>(key, 12) === length &&
      load<i32>(key, 16) === how
    ) {
      const bytes = load<u32>(key, 20);
      const table = alloc(bytes);
      memory.copy(table, tables + SLOT * i, bytes);
      return table;
    }
  }
  const table = makeTable(size, from, to, length, kernel, flip);
  keep(table, size, from, to, length, how);
  return table;
}

function keep(table: usize, size: i32, from: f32, to: f32, length: i32, how: i32): void {
  const bytes = bytesOf(table, length);
  if (bytes > SLOT) return;
  const key = keys + KEY * next;
  memory.copy(tables + SLOT * next, table, bytes);
  store<i32>(key, size);
  store<f32>(key, from, 4);
  store<f32>(key, to, 8);
  store<i32>(key, length, 12);
  store<i32>(key, how, 16);
  store<u32>(key, <u32>bytes, 20);
  next = (next + 1) % SLOTS;
}
