import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { after } from './after';

let sleptMs = 0;

beforeEach(() => {
  sleptMs = 0;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() + sleptMs);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Lets time pass in small pieces, with the turns of the event loop between them. */
async function pass(ms: number): Promise<void> {
  for (let at = 0; at < ms; at += 10) {
    vi.advanceTimersByTime(10);
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The clock goes on, and nothing runs. */
function sleep(ms: number): void {
  sleptMs += ms;
}

test.each([0, 60, 300, 8000])('is called once %i ms have passed, and not before', async (timeoutMs) => {
  const late = vi.fn();
  after(timeoutMs, late);
  await pass(timeoutMs - 10);
  expect(late).not.toHaveBeenCalled();
  await pass(100);
  expect(late).toHaveBeenCalledOnce();
  await pass(1000);
  expect(late).toHaveBeenCalledOnce();
});

test.each([
  [400, 100],
  [8000, 1000],
  [60_000, 1000],
])('of %i ms, a sleep of hours takes two steps of %i ms at most', async (timeoutMs, stepMs) => {
  const late = vi.fn();
  after(timeoutMs, late);
  await pass(stepMs / 2);
  sleep(3 * 3_600_000);
  await pass(timeoutMs - 2.5 * stepMs - 10);
  expect(late).not.toHaveBeenCalled();
  await pass(2.5 * stepMs + 100);
  expect(late).toHaveBeenCalledOnce();
});

test('is not called once it is taken back, also between two of its steps', async () => {
  const late = vi.fn();
  const takeBack = after(4000, late);
  vi.advanceTimersByTime(1000);
  takeBack();
  await pass(5000);
  expect(late).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

test('is never called without a time, and waits longer than one timer can', async () => {
  const late = vi.fn();
  after(undefined, late);
  after(Infinity, late);
  expect(vi.getTimerCount()).toBe(0);
  after(2 ** 40, late)();
  await pass(1000);
  expect(late).not.toHaveBeenCalled();
});
