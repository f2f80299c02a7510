import { expect, it } from 'vitest';
import { Together } from './together';

function squares() {
  const messages: number[][] = [];
  const together = new Together<number, number>(async (given) => {
    messages.push([...given]);
    if (given.includes(-1)) throw new Error('-1 has no answer.');
    return given.map((one) => one * one);
  });
  return { messages, ask: (one: number) => together.ask(one) };
}

it('calls that come together go in one message, and each has its own answer', async () => {
  const { messages, ask } = squares();
  expect(await Promise.all([ask(2), ask(3), ask(4)])).toEqual([4, 9, 16]);
  expect(await ask(5)).toBe(25);
  expect(messages).toEqual([[2, 3, 4], [5]]);
});

it('a message that is full goes at once', async () => {
  const { messages, ask } = squares();
  const answers = Array.from({ length: 20 }, (_, at) => ask(at));
  expect(messages.map(({ length }) => length)).toEqual([16]);
  expect(await Promise.all(answers)).toEqual(Array.from({ length: 20 }, (_, at) => at * at));
  expect(messages.map(({ length }) => length)).toEqual([16, 4]);
});

it('what fails has failed for all that were asked with it, and for none after', async () => {
  const { ask } = squares();
  const asked = await Promise.allSettled([ask(1), ask(-1)]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await ask(3)).toBe(9);
});
