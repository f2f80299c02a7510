// One axis of a resampling: where it starts, how far it goes, what it becomes; and its weights, by Pillow's rule.
//
// A table is a header of 16 bytes and one record for each output sample. Taps come in pairs, since `dot_i16x8_s` adds two
// products: pair 0 begins at the sample `originOf` (which may be −1, with a weight of zero), pair 1 two samples on.
//   header  +0 bytes of a record   +4 first sample of pair 0   +8 pairs that any record uses   +12 most pairs of a record
//   record  +0 first pair          +4 pairs                    +8 for each pair: two low parts, two high parts (i16)
// A weight has 22 bits after the point and is high · 2¹⁵ + low, low from 0 to 32767: nothing is lost.
import { alloc, inside, mark, release } from './arena';
import { supportOf, valueOf } from './filters';

const ONE: f64 = 4194304.0;
const HEADER: usize = 16;

/** Whether an axis keeps its scale and lies on whole samples of the source: then it is copied. */
export function isStill(size: i32, from: f64, to: f64, length: i32): bool {
  return from === nearest(from) && to - from === <f64>length && from >= 0.0 && to <= <f64>size;
}

/** A weight of one for every sample: for an axis that only copies where the other does not. */
export function makeStill(from: i32, length: i32, flip: bool): usize {
  const table = start(16, from, (length + 1) >> 1, 1, length);
  for (let i = 0; i < length; i++) {
    const at = recordAt(table, flip ? length - 1 - i : i);
    store<i32>(at, i >> 1);
    store<i32>(at, 1, 4);
    put(at, i & 1, 4194304);
  }
  return table;
}

/**
 * @param size Of the source.
 * @param from, to Where the box begins and ends; singles, as in Pillow.
 * @param flip Whether the records stand in reverse order.
 */
export function makeTable(size: i32, from: f32, to: f32, length: i32, kernel: i32, flip: bool): usize {
  const scale = <f64>(to - from) / <f64>length;
  const stretch = max(scale, 1.0);
  const perTap = 1.0 / stretch;
  const support = supportOf(kernel) * stretch;
  const taps = min(<i32>ceil(support) * 2 + 1, size);
  const parity = parityOf(size, from, scale, support, length);
  const lowest = firstOf(centreOf(size, from, scale, 0), support, size);
  const origin = lowest - ((lowest ^ parity) & 1);
  const highest = endOf(centreOf(size, from, scale, length - 1), support, size);
  const most = (taps + 2) >> 1;
  const table = start(8 + ((<usize>most) << 3), origin, (highest - origin + 1) >> 1, most, length);

  const before = mark();
  const values = alloc((<usize>taps) << 3);
  for (let i = 0; i < length; i++) {
    const centre = centreOf(size, from, scale, i);
    const first = firstOf(centre, support, size);
    const count = endOf(centre, support, size) - first;
    let sum = 0.0;
    for (let t = 0; t < count; t++) {
      const value = valueOf(kernel, (<f64>(t + first) - centre + 0.5) * perTap);
      store<f64>(values + ((<usize>t) << 3), value);
      sum += value;
    }
    fillRecord(recordAt(table, flip ? length - 1 - i : i), values, first - origin, count, sum);
  }
  release(before);
  return table;
}

export function recordBytesOf(table: usize): usize {
  return load<u32>(table);
}

export function originOf(table: usize): i32 {
  return load<i32>(table, 4);
}

/** Pairs from the origin on that any record uses. */
export function pairsOf(table: usize): i32 {
  return load<i32>(table, 8);
}

export function mostPairsOf(table: usize): i32 {
  return load<i32>(table, 12);
}

export function recordAt(table: usize, i: i32): usize {
  return table + HEADER + recordBytesOf(table) * i;
}

/** Of a whole table. */
export function bytesOf(table: usize, length: i32): usize {
  return recordAt(table, length) - table;
}

function start(recordBytes: usize, origin: i32, pairs: i32, most: i32, length: i32): usize {
  const bytes = HEADER + recordBytes * length;
  const table = alloc(bytes);
  memory.fill(table, 0, bytes);
  store<u32>(table, recordBytes);
  store<i32>(table, origin, 4);
  store<i32>(table, pairs, 8);
  store<i32>(table, most, 12);
  return table;
}

/** Within the source, of which a box may stick out. */
function centreOf(size: i32, from: f32, scale: f64, i: i32): f64 {
  return min(max(<f64>from + (<f64>i + 0.5) * scale, 0.0), <f64>size);
}

function firstOf(centre: f64, support: f64, size: i32): i32 {
  return min(max(<i32>(centre - support + 0.5), 0), size - 1);
}

/** Past `firstOf` by one at least. */
function endOf(centre: f64, support: f64, size: i32): i32 {
  return max(min(<i32>(centre + support + 0.5), size), firstOf(centre, support, size) + 1);
}

/** Of the first taps of most records: where the scale is a whole even number, of all, and no pair is half empty. */
function parityOf(size: i32, from: f32, scale: f64, support: f64, length: i32): i32 {
  let odd = 0;
  let all = 0;
  for (let i = 0; i < length; i++) {
    const first = firstOf(centreOf(size, from, scale, i), support, size);
    if (first === 0) continue;
    odd += first & 1;
    all++;
  }
  return odd * 2 > all ? 1 : 0;
}

/** Normalises weights, rounds them as Pillow does, and leaves out zeros at both ends. */
function fillRecord(at: usize, values: usize, offset: i32, count: i32, sum: f64): void {
  let first = 0;
  let last = count - 1;
  while (first < last && rounded(values, first, sum) === 0) first++;
  while (last > first && rounded(values, last, sum) === 0) last--;
  const pair = (offset + first) >> 1;
  store<i32>(at, pair);
  store<i32>(at, ((offset + last) >> 1) - pair + 1, 4);
  for (let t = first; t <= last; t++) {
    // A filter that is zero at the one sample there is: the sample itself.
    put(at, offset + t - (pair << 1), sum === 0.0 ? 4194304 : rounded(values, t, sum));
  }
}

function rounded(values: usize, t: i32, sum: f64): i32 {
  const value = load<f64>(values + ((<usize>t) << 3)) / sum;
  return <i32>(value * ONE + (value < 0.0 ? -0.5 : 0.5));
}

/** Sets the weight of a record's tap `t`. */
function put(at: usize, t: i32, weight: i32): void {
  const to = at + 8 + ((<usize>(t >> 1)) << 3) + ((<usize>(t & 1)) << 1);
  assert(inside(to, 6) && weight >> 15 === <i32>(<i16>(weight >> 15)));
  store<i16>(to, <i16>(weight & 0x7fff));
  store<i16>(to, <i16>(weight >> 15), 4);
}
