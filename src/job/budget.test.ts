import { expect, test } from 'vitest';
import { Budget } from './budget';

/** Asks for room and tells whether it was let in. */
function ask(budget: Budget, bytes: number): { isIn: boolean } {
  const asked = { isIn: false };
  void budget.enter(bytes).then(() => (asked.isIn = true));
  return asked;
}

const now = () => new Promise((resolve) => setImmediate(resolve));

test('lets in what fits the bytes, and the next one once room is left', async () => {
  const budget = new Budget(100, () => 9);
  const [first, second, third] = [ask(budget, 60), ask(budget, 40), ask(budget, 1)];
  await now();
  expect([first, second, third].map(({ isIn }) => isIn)).toEqual([true, true, false]);
  budget.leave(40);
  await now();
  expect(third.isIn).toBe(true);
  expect(budget.bytes).toBe(61);
});

test('lets in no more than there are places, however small they are', async () => {
  const budget = new Budget(100, () => 2);
  const all = [ask(budget, 0), ask(budget, 0), ask(budget, 0)];
  await now();
  expect(all.map(({ isIn }) => isIn)).toEqual([true, true, false]);
});

test('asks for the number of places again whenever someone leaves', async () => {
  let places = 1;
  const budget = new Budget(100, () => places);
  const all = [ask(budget, 1), ask(budget, 1), ask(budget, 1), ask(budget, 1)];
  places = 3;
  budget.leave(1);
  await now();
  expect(all.map(({ isIn }) => isIn)).toEqual([true, true, true, true]);
});

test('lets in what is larger than the whole budget, alone', async () => {
  const budget = new Budget(100, () => 9);
  ask(budget, 10);
  const [large, small] = [ask(budget, 500), ask(budget, 1)];
  await now();
  expect([large.isIn, small.isIn]).toEqual([false, false]);
  budget.leave(10);
  await now();
  expect([large.isIn, small.isIn]).toEqual([true, false]);
  budget.leave(500);
  await now();
  expect(small.isIn).toBe(true);
});

test('never lets a small one overtake a large one that waits', async () => {
  const budget = new Budget(100, () => 9);
  ask(budget, 80);
  const [large, small] = [ask(budget, 50), ask(budget, 1)];
  await now();
  expect([large.isIn, small.isIn]).toEqual([false, false]);
});

test('makes room when an output is smaller than its input, and takes it when it is larger', async () => {
  const budget = new Budget(100, () => 9);
  ask(budget, 90);
  const next = ask(budget, 50);
  budget.change(90, 95);
  await now();
  expect(next.isIn).toBe(false);
  budget.change(95, 20);
  await now();
  expect(next.isIn).toBe(true);
  expect(budget.bytes).toBe(70);
});
