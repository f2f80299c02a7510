// Pass two of the encoder: tokens become bits, by the codes made for them. ITU-T T.81, F.1.2.3.
import { inside } from './arena';
import { CODES } from './huffman';
import { RESTART } from './jpeg-tokens';

function put32(to: usize, v: u32): usize {
  // A byte of v is 0xff exactly where ~v has a zero byte.
  assert(inside(to, 8));
  const n = ~v;
  if (((n - 0x01010101) & ~n & 0x80808080) === 0) {
    store<u32>(to, bswap<u32>(v));
    return to + 4;
  }
  for (let s = 24; s >= 0; s -= 8) {
    const b = <u8>(v >> s);
    store<u8>(to++, b);
    if (b === 0xff) store<u8>(to++, 0);
  }
  return to;
}

/** Fills up with ones, and writes the whole bytes that are left. */
function flush(at: usize, held: u64, bits: u64): usize {
  assert(inside(at, 16));
  let to = at;
  let count = bits;
  while (count > 0) {
    const missing: u64 = count < 8 ? 8 - count : 0;
    const b = <u8>(((held << missing) | ((1 << missing) - 1)) >> (count + missing - 8));
    store<u8>(to++, b);
    if (b === 0xff) store<u8>(to++, 0);
    count = count > 8 ? count - 8 : 0;
  }
  return to;
}

/** @returns where the bytes end. */
export function writeBits(from: usize, end: usize, at: usize): usize {
  let to = at;
  let held: u64 = 0;
  let count: u64 = 0;
  let restarts: u32 = 0;
  for (let p = from; p < end; p += 4) {
    assert(inside(p, 4) && inside(to, 10));
    const token = load<u32>(p);
    if (token === RESTART) {
      to = flush(to, held, count);
      store<u16>(to, <u16>(0xd0ff + ((restarts & 7) << 8)));
      restarts++;
      to += 2;
      held = 0;
      count = 0;
      continue;
    }
    const entry = load<u32>(CODES + ((<usize>(token & 1023)) << 2));
    const n = entry & 31;
    held = (held << n) | ((entry >> 5) | (token >> 10));
    count += n;
    if (count >= 32) {
      count -= 32;
      to = put32(to, <u32>(held >> count));
    }
  }
  return flush(to, held, count);
}
