import { expect, test } from 'vitest';
import type { Hands } from './contestant';
import { map, roundTrip, start, transfer } from './measures';

const right: Hands = {
  nothing: async () => {},
  increments: async (numbers) => numbers.map((n) => n + 1),
  back: async (buffers) => structuredClone(buffers, { transfer: [...buffers] }),
  end: () => {},
};

test('figures are positive numbers for hands that do what they are asked', async () => {
  expect(await roundTrip(right, 100)).toBeGreaterThan(0);
  expect(await map(right, 1000)).toBeGreaterThan(0);
  expect(await transfer(right, 3)).toBeGreaterThan(0);
  expect(await transfer(right, 3)).toBeGreaterThan(0);
});

test.each([
  ['a result is missing', async (numbers: readonly number[]) => numbers.slice(1).map((n) => n + 1)],
  ['two are swapped', async (numbers: readonly number[]) => numbers.map((n) => n + 1).reverse()],
])('there is no figure of a map when %s', async (_, increments) => {
  await expect(map({ ...right, increments }, 10)).rejects.toThrow('Expected every number incremented, in order.');
});

test('there is no figure of buffers that are copied, or do not come back', async () => {
  const copying: Hands = { ...right, back: async (buffers) => structuredClone(buffers) };
  await expect(transfer(copying, 3)).rejects.toThrow('A buffer was copied instead of moved.');
  const losing: Hands = { ...right, back: async (buffers) => (await right.back(buffers)).slice(1) };
  await expect(transfer(losing, 4)).rejects.toThrow('A buffer did not come back.');
});

test('a start is measured as often as wished, and what was started is ended', async () => {
  const happened: string[] = [];
  const contestant = () => {
    happened.push('start');
    return { ...right, end: () => happened.push('end') };
  };
  // A contestant that starts nothing needs no world.
  const world = null as never;
  expect(await start(contestant, world, 2)).toBeGreaterThanOrEqual(0);
  expect(happened).toEqual(['start', 'end', 'start', 'end']);
});
