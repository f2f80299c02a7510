import { expect, test } from 'vitest';
import { patient } from './patient';
import type { RunningSubject, Subject } from './subject';

const never = new Promise<never>(() => {});
const patience = { startMs: 20, requestMs: 20 };
const assignment = { task: 't', inputs: [], copies: 1, folder: '' };

function subject(open: () => Promise<RunningSubject>): Subject {
  return { name: 'slowpoke', workers: 1, settings: [''], open };
}

function running(changes: Partial<RunningSubject>): RunningSubject {
  return {
    startMs: 1,
    version: null,
    round: () => Promise.resolve(1),
    outputs: () => Promise.resolve([]),
    peakMB: () => Promise.resolve(1),
    close: () => Promise.resolve(),
    ...changes,
  };
}

test('a subject that never starts is an error, and is closed when it starts after all', async () => {
  let late: (one: RunningSubject) => void = () => {};
  const opening = new Promise<RunningSubject>((resolve) => (late = resolve));
  await expect(
    patient(
      subject(() => opening),
      patience,
    ).open(assignment),
  ).rejects.toThrow('slowpoke: no first output within 0.02 s');
  const closed = new Promise<void>((resolve) => late(running({ close: async () => resolve() })));
  await closed;
});

test('a round that never ends is an error, and one that does is its milliseconds', async () => {
  const hangs = await patient(
    subject(async () => running({ round: () => never })),
    patience,
  ).open(assignment);
  await expect(hangs.round('', 1)).rejects.toThrow('slowpoke: no answer within 0.02 s');
  const answers = await patient(
    subject(async () => running({})),
    patience,
  ).open(assignment);
  expect(await answers.round('', 1)).toBe(1);
});
