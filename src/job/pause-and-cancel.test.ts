import { expect, test, vi } from 'vitest';
import { aJob, CountedItem, settled } from './testing/a-job';
import { HandCrew } from './testing/hand-crew';

const files = (many: number) => Array.from({ length: many }, (_, at) => new CountedItem(`${at}.jpg`));

test('starts nothing new while it is paused, not even what is read already, and goes on after', async () => {
  const { job, crew } = aJob(files(6), { crew: new HandCrew(2) });
  await settled();
  job.pause();
  crew.finish('0.jpg');
  crew.finish('1.jpg');
  await settled();
  expect(job.state).toBe('paused');
  expect(crew.started).toEqual(['0.jpg', '1.jpg']);
  job.resume();
  await settled();
  expect(crew.started).toEqual(['0.jpg', '1.jpg', '2.jpg', '3.jpg']);
  for (const path of ['2.jpg', '3.jpg', '4.jpg', '5.jpg']) {
    crew.finish(path);
    await settled();
  }
  expect((await job.done).counts).toEqual({ done: 6, skipped: 0, failed: 0 });
});

test('stays paused when it is paused again at once', async () => {
  const { job, crew } = aJob(files(4), { crew: new HandCrew(1) });
  await settled();
  job.pause();
  crew.finish('0.jpg');
  await settled();
  job.resume();
  job.pause();
  await settled();
  expect(crew.started).toEqual(['0.jpg']);
  job.cancel();
  await job.done;
});

test('tells of each state once, and takes what makes no sense for nothing', async () => {
  const { job, crew, events } = aJob(files(1));
  await settled();
  job.resume();
  job.pause();
  job.pause();
  job.resume();
  job.resume();
  crew.finish('0.jpg');
  await job.done;
  job.pause();
  job.cancel();
  expect(events.flatMap((event) => (event.type === 'state' ? event.state : []))).toEqual([
    'paused',
    'running',
    'ended',
  ]);
});

test.for(['running', 'paused'] as const)(
  'keeps what is done and skips the rest when cancelled while %s',
  async (state) => {
    const items = files(40);
    const { job, crew, sink } = aJob(items, { crew: new HandCrew(2) });
    await settled();
    crew.finish('0.jpg');
    await settled();
    if (state === 'paused') job.pause();
    await settled();
    job.cancel();
    const { items: rows, counts } = await job.done;
    expect(counts).toEqual({ done: 1, skipped: 39, failed: 0 });
    expect(new Set(rows.slice(1).map(({ code }) => code))).toEqual(new Set(['cancelled']));
    expect(rows.map(({ path }) => path)).toEqual(items.map(({ path }) => path));
    expect([...sink.names.keys()]).toEqual(['0.png']);
    expect(items.filter(({ reads }) => reads > 0).length).toBeLessThanOrEqual(5);
  },
);

test('lets go of a source without an end some seconds after a cancel', async () => {
  let isReturned = false;
  function* endless() {
    try {
      for (let at = 0; ; at++) yield new CountedItem(`${at}.jpg`);
    } finally {
      isReturned = true;
    }
  }
  const { job } = aJob(endless());
  await settled();
  const start = performance.now();
  // The clock alone is faked: five seconds pass while a few thousand items are listed.
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (elapsed += 2));
  let elapsed = start;
  job.cancel();
  const { counts } = await job.done.finally(() => clock.mockRestore());
  expect(counts.done).toBe(0);
  expect(counts.skipped).toBeGreaterThan(4);
  expect(isReturned).toBe(true);
});

test('lets go of a source that has no answer some seconds after a cancel', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
  try {
    let isReturned = false;
    const source: AsyncIterable<CountedItem> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return: () => {
          isReturned = true;
          return new Promise(() => {});
        },
      }),
    };
    const { job } = aJob(source);
    await settled();
    job.cancel();
    await settled();
    expect(job.state).toBe('cancelling');
    await vi.advanceTimersByTimeAsync(5000);
    expect((await job.done).items).toEqual([]);
    expect(isReturned).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

test('lists a slow source on after a cancel, so that the rest has its rows', async () => {
  async function* slow() {
    for (const item of files(5)) {
      await new Promise((resolve) => setImmediate(resolve));
      yield item;
    }
  }
  const { job } = aJob(slow());
  job.cancel();
  expect((await job.done).counts).toEqual({ done: 0, skipped: 5, failed: 0 });
});

test('lets other tasks in while it goes through the rest of a large source', async () => {
  const { job } = aJob(files(20_000), { crew: new HandCrew(1) });
  await settled();
  let isEnded = false;
  job.cancel();
  void job.done.then(() => (isEnded = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(isEnded).toBe(false);
  expect((await job.done).counts.skipped).toBe(20_000);
});
