// Pass one of the encoder: blocks become tokens, and their symbols are counted. A token is a table and its symbol
// (10 bits: DC luma, AC luma, DC chroma, AC chroma, 256 each) and the symbol's extra bits above them. ITU-T T.81, F.1.2.
import { alloc, inside, release } from './arena';
import { forward } from './dct';
import { COUNTS_BYTES, countsOf } from './huffman';
import { divisorsOf, quantise } from './quantise';
import { ZIGZAG } from './zigzag';

export const GREY = 0;
export const YUV444 = 1;
export const YUV422 = 2;
export const YUV420 = 3;

/** Stands where a restart marker goes; no token is all ones. */
export const RESTART: u32 = 0xffffffff;

const BLOCK = memory.data(128, 16);
const EDGE = memory.data(64, 16);
const LAST_DC = memory.data(12, 4);

/** The planes of one image; addresses of the first samples. */
let lumaAt: usize = 0;
let lumaStride: usize = 0;
let blueAt: usize = 0;
let redAt: usize = 0;
let chromaStride: usize = 0;

function count(counts: usize, symbol: u32): void {
  const at = counts + ((<usize>symbol) << 2);
  store<u32>(at, load<u32>(at) + 1);
}

function sizeOf(v: i32): u32 {
  return 32 - clz(abs(v));
}

function extraOf(v: i32, size: u32): u32 {
  return (<u32>(v + (v >> 31))) & ((1 << size) - 1);
}

/** Only fills up the MCU: no difference of DC, no AC. @returns where its tokens end. */
function blank(table: u32, to: usize): usize {
  const counts = countsOf(table >> 8);
  count(counts, 0);
  count(counts + COUNTS_BYTES, 0);
  assert(inside(to, 8));
  store<u32>(to, table);
  store<u32>(to, table + 256, 4);
  return to + 8;
}

/** @returns where its tokens end. */
function block(src: usize, stride: usize, divisors: usize, table: u32, lastDc: usize, first: usize): usize {
  forward(src, stride, BLOCK);
  let set = quantise(BLOCK, divisors);
  const dc = <i32>load<i16>(BLOCK);
  const diff = dc - load<i32>(lastDc);
  store<i32>(lastDc, dc);
  const counts = countsOf(table >> 8);
  const dcSize = sizeOf(diff);
  count(counts, dcSize);
  store<u32>(first, table | dcSize | (extraOf(diff, dcSize) << 10));
  // Addresses in locals: in a global they would be written for each token.
  let to = first + 4;
  const acCounts = counts + COUNTS_BYTES;
  const ac = table + 256;
  set &= ~1;
  let last = 0;
  while (set !== 0) {
    const z = <i32>ctz(set);
    set &= set - 1;
    let run = z - last - 1;
    last = z;
    while (run > 15) {
      count(acCounts, 0xf0);
      store<u32>(to, ac | 0xf0);
      to += 4;
      run -= 16;
    }
    const v = <i32>load<i16>(BLOCK + ((<usize>load<u8>(ZIGZAG + <usize>z)) << 1));
    const size = sizeOf(v);
    const symbol = ((<u32>run) << 4) | size;
    count(acCounts, symbol);
    store<u32>(to, ac | symbol | (extraOf(v, size) << 10));
    to += 4;
  }
  if (last !== 63) {
    count(acCounts, 0);
    store<u32>(to, ac);
    to += 4;
  }
  assert(inside(first, to - first) && to - first <= 256);
  return to;
}

/**
 * The block at (bx, by) of a plane of w × h samples; beyond them the last row and column are repeated.
 * @returns where its tokens end.
 */
function planeBlock(
  plane: usize,
  stride: usize,
  w: i32,
  h: i32,
  bx: i32,
  by: i32,
  divisors: usize,
  table: u32,
  lastDc: usize,
  to: usize,
): usize {
  const x = bx << 3,
    y = by << 3;
  if (x >= w || y >= h) return blank(table, to);
  if (x + 8 <= w && y + 8 <= h) {
    assert(inside(plane + stride * y + x, stride * 7 + 8));
    return block(plane + stride * y + x, stride, divisors, table, lastDc, to);
  }
  for (let j = 0; j < 8; j++) {
    const row = plane + stride * min(y + j, h - 1);
    assert(inside(row + x, min(8, w - x)));
    for (let i = 0; i < 8; i++) store<u8>(EDGE + (j << 3) + i, load<u8>(row + min(x + i, w - 1)));
  }
  return block(EDGE, 8, divisors, table, lastDc, to);
}

export function setPlanes(y: usize, yStride: i32, cb: usize, cr: usize, cStride: i32): void {
  lumaAt = y;
  lumaStride = yStride;
  blueAt = cb;
  redAt = cr;
  chromaStride = cStride;
}

/** MCUs per row. */
export function mcusAcross(w: i32, layout: i32): i32 {
  return layout === YUV420 || layout === YUV422 ? (w + 15) >> 4 : (w + 7) >> 3;
}

/**
 * Turns all blocks into tokens, from `first` on, which is the arena's end and moves behind them.
 * @returns where they end.
 */
export function tokenise(w: i32, h: i32, layout: i32, chromaWidth: i32, restart: i32, first: usize): usize {
  let tokens = first;
  const dl = divisorsOf(0),
    dc = divisorsOf(1);
  memory.fill(LAST_DC, 0, 12);
  const wide = layout === YUV420 || layout === YUV422;
  const tall = layout === YUV420;
  const across = mcusAcross(w, layout),
    down = tall ? (h + 15) >> 4 : (h + 7) >> 3;
  const ch = tall ? (h + 1) >> 1 : h;
  const blocks = (wide ? 2 : 1) * (tall ? 2 : 1) + (layout === GREY ? 0 : 2);
  // At most 64 tokens to a block, and a restart before each MCU.
  const rowBytes = (<usize>across * <usize>blocks * 64 + <usize>across) << 2;
  let left = restart;
  for (let j = 0; j < down; j++) {
    release(first);
    alloc(tokens - first + rowBytes);
    for (let i = 0; i < across; i++) {
      if (restart > 0 && left === 0) {
        assert(inside(tokens, 4));
        store<u32>(tokens, RESTART);
        tokens += 4;
        memory.fill(LAST_DC, 0, 12);
        left = restart;
      }
      left--;
      const x = wide ? i << 1 : i,
        y = tall ? j << 1 : j;
      tokens = planeBlock(lumaAt, lumaStride, w, h, x, y, dl, 0, LAST_DC, tokens);
      if (wide) tokens = planeBlock(lumaAt, lumaStride, w, h, x + 1, y, dl, 0, LAST_DC, tokens);
      if (tall) {
        tokens = planeBlock(lumaAt, lumaStride, w, h, x, y + 1, dl, 0, LAST_DC, tokens);
        tokens = planeBlock(lumaAt, lumaStride, w, h, x + 1, y + 1, dl, 0, LAST_DC, tokens);
      }
      if (layout !== GREY) {
        tokens = planeBlock(blueAt, chromaStride, chromaWidth, ch, i, j, dc, 512, LAST_DC + 4, tokens);
        tokens = planeBlock(redAt, chromaStride, chromaWidth, ch, i, j, dc, 512, LAST_DC + 8, tokens);
      }
    }
  }
  release(first);
  alloc(tokens - first);
  return tokens;
}
