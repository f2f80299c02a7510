import type { Random } from '../../src/core/random';

/** Numbers at which readers go wrong. */
const odd = [0, 1, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];

type Mutation = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

/** A place, and a length that is mostly short. */
function range({ length }: Buffer, random: Random): [number, number] {
  const start = random.integer(0, Math.max(0, length - 1));
  const longest = random.next() < 0.7 ? 16 : length;
  return [start, Math.min(length, start + random.integer(1, Math.max(1, longest)))];
}

/** Headers are where most is decided: half of the places lie in the first 200 bytes. */
function place({ length }: Buffer, random: Random): number {
  return random.integer(0, Math.max(0, Math.min(length, random.next() < 0.5 ? 200 : length) - 1));
}

const mutations: readonly Mutation[] = [
  function flipBit(bytes, random) {
    const at = place(bytes, random);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.integer(0, 7));
    return bytes;
  },
  function setByte(bytes, random) {
    bytes[place(bytes, random)] = random.integer(0, 255);
    return bytes;
  },
  function setNumber(bytes, random) {
    const value = odd[random.integer(0, odd.length - 1)]!;
    const size = [1, 2, 4][random.integer(0, 2)]!;
    const at = Math.min(place(bytes, random), bytes.length - size);
    if (at < 0) return bytes;
    const fitting = size === 4 ? value : value % 2 ** (8 * size);
    if (random.next() < 0.5) bytes.writeUIntBE(fitting, at, size);
    else bytes.writeUIntLE(fitting, at, size);
    return bytes;
  },
  function cut(bytes, random) {
    return bytes.subarray(0, random.integer(0, bytes.length));
  },
  function leaveOut(bytes, random) {
    const [start, end] = range(bytes, random);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  },
  function repeat(bytes, random) {
    const [start, end] = range(bytes, random);
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
  },
  function zero(bytes, random) {
    const [start, end] = range(bytes, random);
    return bytes.fill(0, start, end);
  },
  function scramble(bytes, random) {
    const [start, end] = range(bytes, random);
    for (let at = start; at < end; at++) bytes[at] = random.integer(0, 255);
    return bytes;
  },
  function splice(bytes, random, other) {
    const [start, end] = range(other, random);
    const at = place(bytes, random);
    return Buffer.concat([bytes.subarray(0, at), other.subarray(start, end), bytes.subarray(at)]);
  },
  function append(bytes, _, other) {
    return Buffer.concat([bytes, other]);
  },
];

/**
 * A damaged copy of a file.
 * @param other Another file, pieces of which may come in.
 */
export function mutated(file: Buffer, random: Random, other: Buffer): Buffer {
  let bytes = Buffer.from(file);
  const many = random.next() < 0.5 ? 1 : random.integer(2, 8);
  for (let count = 0; count < many; count++)
    bytes = Buffer.from(mutations[random.integer(0, mutations.length - 1)]!(bytes, random, other));
  return bytes;
}
