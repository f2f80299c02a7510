// Optimal Huffman tables limited to 16 bits, T.81 Annex K.2 and C.
const FREQUENCIES = memory.data(4 * 257 * 4, 16); // u32[4][257]: DC 0, AC 0, DC 1, AC 1
export const CODES = memory.data(4 * 256 * 4, 16); // u32[4][256]: (code << extra bits) << 5 | total length
const BITS = memory.data(4 * 64, 16); // codes of each length per table: 1..16, while building up to 63 (longer takes more than 2^32 symbols)
const VALUES = memory.data(4 * 256, 16);
const CODE_SIZE = memory.data(257, 16);
const NEXT = memory.data(257 * 2, 16); // i16 chain, -1 ends

/** From one table's counts to the next one's. */
export const COUNTS_BYTES: usize = 257 * 4;

/** How often each symbol was seen: u32, 257 of them, the last one none's. */
export function countsOf(table: u32): usize {
  return FREQUENCIES + <usize>table * COUNTS_BYTES;
}

export function clearFrequencies(): void {
  memory.fill(FREQUENCIES, 0, 4 * 257 * 4);
}

export function lengthCount(table: i32, length: i32): u8 {
  return load<u8>(BITS + <usize>(table * 64 + length));
}

export function valueAt(table: i32, index: i32): u8 {
  return load<u8>(VALUES + <usize>(table * 256 + index));
}

function least(f: usize, not: i32): i32 {
  let best = -1;
  let low: u32 = 0xffffffff;
  for (let i = 0; i <= 256; i++) {
    const v = load<u32>(f + ((<usize>i) << 2));
    if (v !== 0 && v <= low && i !== not) {
      low = v;
      best = i;
    }
  }
  return best;
}

function lengthen(from: i32): i32 {
  // Adds one to the code size of every symbol in the chain; returns its last symbol.
  let i = from;
  while (true) {
    store<u8>(CODE_SIZE + i, load<u8>(CODE_SIZE + i) + 1);
    const next = <i32>load<i16>(NEXT + ((<usize>i) << 1));
    if (next < 0) return i;
    i = next;
  }
}

/** Builds table t from its frequencies (which it consumes); returns the bits it will take to write all its symbols. */
export function build(t: i32): u64 {
  const f = countsOf(t);
  const bits = BITS + <usize>t * 64;
  const values = VALUES + <usize>t * 256;
  const codes = CODES + <usize>t * 1024;
  store<u32>(f, 1, 1024); // the reserved symbol keeps the all-ones code free
  memory.fill(CODE_SIZE, 0, 257);
  memory.fill(NEXT, 0xff, 514);
  memory.fill(bits, 0, 64);
  memory.copy(codes, f, 1024); // frequencies, kept for the sum
  while (true) {
    const a = least(f, -1);
    const b = least(f, a);
    if (b < 0) break;
    const fa = f + ((<usize>a) << 2);
    store<u32>(fa, load<u32>(fa) + load<u32>(f + ((<usize>b) << 2)));
    store<u32>(f + ((<usize>b) << 2), 0);
    store<i16>(NEXT + ((<usize>lengthen(a)) << 1), <i16>b);
    lengthen(b);
  }
  for (let i = 0; i <= 256; i++) {
    const s = load<u8>(CODE_SIZE + i);
    if (s !== 0) store<u8>(bits + s, load<u8>(bits + s) + 1);
  }
  // Figure K.3: shorten what is longer than 16 bits.
  for (let i: usize = 63; i > 16; i--) {
    while (load<u8>(bits + i) > 0) {
      let j = i - 2;
      while (load<u8>(bits + j) === 0) j--;
      store<u8>(bits + i, load<u8>(bits + i) - 2);
      store<u8>(bits + i - 1, load<u8>(bits + i - 1) + 1);
      store<u8>(bits + j + 1, load<u8>(bits + j + 1) + 2);
      store<u8>(bits + j, load<u8>(bits + j) - 1);
    }
  }
  let longest: usize = 16;
  while (load<u8>(bits + longest) === 0) longest--;
  store<u8>(bits + longest, load<u8>(bits + longest) - 1);

  let n: usize = 0;
  for (let s = 1; s < 64; s++) {
    for (let i = 0; i < 256; i++) {
      if (load<u8>(CODE_SIZE + i) === s) store<u8>(values + n++, <u8>i);
    }
  }
  let code: u32 = 0;
  let k: usize = 0;
  let total: u64 = 0;
  for (let length: usize = 1; length <= 16; length++) {
    for (let i = load<u8>(bits + length); i > 0; i--) {
      const symbol = load<u8>(values + k++);
      const extra: u32 = symbol & 15;
      const at = codes + ((<usize>symbol) << 2);
      total += <u64>load<u32>(at) * (length + extra);
      store<u32>(at, ((code << extra) << 5) | (<u32>length + extra));
      code++;
    }
    code <<= 1;
  }
  return total;
}
