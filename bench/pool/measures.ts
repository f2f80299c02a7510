import { medianOf } from '../statistics';
import type { Contestant, Hands, PoolWorld } from './contestant';

/** What is measured in the page or the program itself, with its own clock. */
export type TimedMeasure = 'round-trip' | 'map' | 'transfer' | 'start';

export const bufferBytes = 1_000_000;

/** Trips between two looks at the clock, which in a page has steps of 5 µs at best. */
const tripsPerLook = 10;

/** @returns µs, the median over looks of `tripsPerLook` empty tasks, one after another. */
export async function roundTrip(hands: Hands, trips: number): Promise<number> {
  const looks: number[] = [];
  for (let look = 0; look < Math.ceil(trips / tripsPerLook); look++) {
    const began = performance.now();
    for (let trip = 0; trip < tripsPerLook; trip++) await hands.nothing();
    looks.push((performance.now() - began) / tripsPerLook);
  }
  return medianOf(looks) * 1000;
}

/** @returns tasks per second, from a list of numbers to the list of results. */
export async function map(hands: Hands, tasks: number): Promise<number> {
  const numbers = Array.from({ length: tasks }, (_, n) => n);
  const began = performance.now();
  const results = await hands.increments(numbers);
  const ms = performance.now() - began;
  if (results.length !== tasks || results.some((result, n) => result !== n + 1))
    throw new Error('Expected every number incremented, in order.');
  return tasks / (ms / 1000);
}

/** What came back is sent again in the next round: no memory is made while the clock runs. */
let buffers: readonly ArrayBuffer[] = [];

/** @returns MB per second: bytes that were moved to a worker and back, counted once. */
export async function transfer(hands: Hands, count: number): Promise<number> {
  if (buffers.length !== count) buffers = Array.from({ length: count }, marked);
  const given = buffers;
  const began = performance.now();
  buffers = await hands.back(given);
  const ms = performance.now() - began;
  if (given.some(({ byteLength }) => byteLength !== 0)) throw new Error('A buffer was copied instead of moved.');
  if (buffers.length !== count || buffers.some(({ byteLength }) => byteLength !== bufferBytes))
    throw new Error('A buffer did not come back.');
  return (count * bufferBytes) / 1e6 / (ms / 1000);
}

/** Its ends are what a worker looks for; every page of it is touched. */
function marked(): ArrayBuffer {
  const bytes = new Uint8Array(bufferBytes).fill(1);
  bytes[bufferBytes - 1] = 2;
  return bytes.buffer;
}

/** @returns ms, the median over `starts`: from no worker to the first answer of one. */
export async function start(contestant: Contestant, world: PoolWorld, starts: number): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < starts; i++) {
    const began = performance.now();
    const hands = contestant(world, { workers: 1, atOnce: 1 });
    await hands.nothing();
    times.push(performance.now() - began);
    await hands.end();
  }
  return medianOf(times);
}
