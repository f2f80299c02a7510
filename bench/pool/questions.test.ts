import { expect, test } from 'vitest';
import type { ContestantName } from './arena';
import { questions } from './questions';

const told = (question: keyof typeof questions, figures: Partial<Record<ContestantName, number>>) =>
  questions[question]
    .ratios(new Map(Object.entries(figures).map(([name, figure]) => [name as ContestantName, [figure]])))
    .map(({ title, value, expected }) => [title, value, expected]);

test('map is held against the fastest library, not against bare messages or our own single tasks', () => {
  const figures = {
    manyhands: 600,
    'manyhands-apply': 300,
    comlink: 100,
    piscina: 200,
    tinypool: 50,
    postMessage: 400,
  };
  expect(told('map', figures)).toEqual([
    ["manyhands's rate ÷ piscina's, the best without chunks", 3, { atLeast: 5 }],
    ["manyhands's rate ÷ piscina's, the best overall", 3, { atLeast: 1 }],
    ["manyhands's rate ÷ manyhands-apply's", 2, {}],
    ["manyhands's rate ÷ postMessage's, bare messages without a pool", 1.5, {}],
  ]);
});

test('a round trip is held against comlink, a transfer against bare messages', () => {
  expect(told('round-trip', { manyhands: 26, comlink: 20, postMessage: 13 })).toEqual([
    ["manyhands's time ÷ comlink's", 1.3, { atMost: 1.3 }],
    ["manyhands's time ÷ postMessage's", 2, {}],
  ]);
  expect(told('transfer', { manyhands: 95, 'manyhands-apply': 50, postMessage: 100 })).toEqual([
    ["manyhands's rate ÷ postMessage's", 0.95, { atLeast: 0.95 }],
    ["manyhands-apply's rate ÷ postMessage's", 0.5, {}],
  ]);
});

test('idle time is held against that of bare workers, of which a zero is no trouble', () => {
  const [[title, value, expected]] = told('idle', { manyhands: 0.05, postMessage: 0 }) as [[string, number, object]];
  expect([title, value, expected]).toEqual(["manyhands's time − postMessage's, in ms/s", 0.05, { atMost: 0.5 }]);
});
