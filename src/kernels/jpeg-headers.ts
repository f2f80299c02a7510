// The segments of a baseline file from its quantisation tables to the start of its scan. ITU-T T.81, B.2.
import { inside } from './arena';
import { GREY, YUV420, YUV422 } from './jpeg-tokens';
import { lengthCount, valueAt } from './huffman';
import { stepAt } from './quantise';

let out: usize = 0;

function byte(v: i32): void {
  assert(inside(out, 1));
  store<u8>(out++, <u8>v);
}

function word(v: i32): void {
  byte(v >> 8);
  byte(v);
}

/** @returns where they end. At most 1,300 bytes. */
export function headers(at: usize, w: i32, h: i32, layout: i32, restart: i32): usize {
  out = at;
  const colours = layout === GREY ? 1 : 3;
  const tables = layout === GREY ? 1 : 2;
  for (let t = 0; t < tables; t++) {
    word(0xffdb);
    word(67);
    byte(t);
    for (let z = 0; z < 64; z++) byte(stepAt(t, z));
  }
  word(0xffc0);
  word(8 + 3 * colours);
  byte(8);
  word(h);
  word(w);
  byte(colours);
  for (let c = 0; c < colours; c++) {
    byte(c + 1);
    byte(c > 0 ? 0x11 : layout === YUV420 ? 0x22 : layout === YUV422 ? 0x21 : 0x11);
    byte(c === 0 ? 0 : 1);
  }
  for (let t = 0; t < 2 * tables; t++) {
    let n = 0;
    for (let l = 1; l <= 16; l++) n += lengthCount(t, l);
    word(0xffc4);
    word(19 + n);
    byte(((t & 1) << 4) | (t >> 1));
    for (let l = 1; l <= 16; l++) byte(lengthCount(t, l));
    for (let i = 0; i < n; i++) byte(valueAt(t, i));
  }
  if (restart > 0) {
    word(0xffdd);
    word(4);
    word(restart);
  }
  word(0xffda);
  word(6 + 2 * colours);
  byte(colours);
  for (let c = 0; c < colours; c++) {
    byte(c + 1);
    byte(c === 0 ? 0 : 0x11);
  }
  byte(0);
  byte(63);
  byte(0);
  return out;
}
