// Baseline JPEG from planes, with Huffman tables made for the image; what libjpeg writes with optimize_coding.
import { alloc, mark } from './arena';
import { build, clearFrequencies } from './huffman';
import { writeBits } from './jpeg-bits';
import { headers } from './jpeg-headers';
import { GREY, mcusAcross, setPlanes, tokenise } from './jpeg-tokens';
import { initSpread, setQuality } from './quantise';

let ready = false;
let start: usize = 0;

/**
 * Encodes; the result, from the quantisation tables to the end marker, starts at `encoded()` and stays until the arena is
 * released. `layout`: 0 grey, 1 4:4:4, 2 4:2:2, 3 4:2:0. Chroma has `chromaWidth` samples a row. `restartRows` MCU rows
 * lie between restart markers; 0 for none.
 * @returns its length in bytes.
 */
export function encode(
  w: i32,
  h: i32,
  layout: i32,
  y: usize,
  yStride: i32,
  cb: usize,
  cr: usize,
  chromaStride: i32,
  chromaWidth: i32,
  quality: i32,
  restartRows: i32,
): i32 {
  if (!ready) {
    initSpread();
    ready = true;
  }
  setQuality(quality);
  clearFrequencies();
  const restart = min(restartRows * mcusAcross(w, layout), 65535);
  setPlanes(y, yStride, cb, cr, chromaStride);
  const first = mark();
  const end = tokenise(w, h, layout, chromaWidth, restart, first);
  let bits: u64 = build(0) + build(1);
  if (layout !== GREY) bits += build(2) + build(3);
  // Every byte may be stuffed; each restart marker pads a byte and adds two.
  const restarts = restart > 0 ? ((end - first) >> 2) / <usize>restart : 0;
  // What no address can say, no memory has.
  start = alloc(<usize>min((bits >> 2) + 2048 + <u64>restarts * 4, 0xffffffff));
  let to = headers(start, w, h, layout, restart);
  to = writeBits(first, end, to);
  store<u16>(to, 0xd9ff);
  return <i32>(to + 2 - start);
}

/** Where the last result of `encode` starts. */
export function encoded(): usize {
  return start;
}
