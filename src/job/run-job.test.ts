import { expect, test } from 'vitest';
import { reportSchema } from '../core/dataset/report';
import { ItemError } from '../core/errors';
import { parseRecipe } from '../core/recipe/parse';
import { untold } from './create-crew';
import { aJob, CountedItem, settled } from './testing/a-job';
import { HandCrew, workedOf } from './testing/hand-crew';

test('gives every input one outcome, and a report that its schema takes', async () => {
  const unsafe = new ItemError('unsafe-path', 'The path "../x" climbs out with `..`.').trouble;
  const items = [
    new CountedItem('good.jpg'),
    new CountedItem('../x', 10, unsafe),
    new CountedItem('bad.jpg'),
    new CountedItem('notes.txt'),
  ];
  const { job, crew, events } = aJob(items, { crew: new HandCrew(3) });
  await settled();
  crew.finish('bad.jpg', () => untold(new ItemError('corrupt', 'The JPEG file is damaged.').trouble));
  crew.finish('good.jpg');
  crew.finish('notes.txt', () => ({
    ...untold(new ItemError('not-an-image', 'It is text.').trouble),
    status: 'skipped' as const,
    code: 'not-an-image' as const,
    detail: 'It is text.',
  }));
  const report = await job.done;
  expect(reportSchema.parse(report)).toEqual(report);
  expect(report.items.map(({ path, status, code }) => [path, status, code])).toEqual([
    ['good.jpg', 'done', null],
    ['../x', 'failed', 'unsafe-path'],
    ['bad.jpg', 'failed', 'corrupt'],
    ['notes.txt', 'skipped', 'not-an-image'],
  ]);
  expect(report.counts).toEqual({ done: 1, skipped: 1, failed: 2 });
  expect(items[1]!.reads).toBe(0);
  const told = events.flatMap((event) => (event.type === 'settled' ? event.row.path : []));
  expect(told.sort()).toEqual(items.map(({ path }) => path).sort());
  expect(events.at(-1)).toEqual({ type: 'state', state: 'ended' });
  expect(job.state).toBe('ended');
});

test('gives the same names whatever order the workers end in', async () => {
  const paths = ['a/x.jpg', 'a/x.png', 'b/x.png', 'a/X.webp'];
  const orders = [paths, [...paths].reverse(), [paths[2]!, paths[0]!, paths[3]!, paths[1]!]];
  const all = [];
  for (const order of orders) {
    const { job, crew, sink } = aJob(
      paths.map((path) => new CountedItem(path)),
      { crew: new HandCrew(4) },
    );
    await settled();
    for (const path of order) {
      crew.finish(path);
      await settled();
    }
    const { items } = await job.done;
    all.push({ names: [...sink.names.keys()], outputs: items.map(({ outputs }) => outputs[0]?.path) });
  }
  expect(all[0]!.outputs).toEqual(['a/x.png', 'a/x (2).png', 'b/x.png', 'a/X (3).png']);
  expect(all[1]).toEqual(all[0]);
  expect(all[2]).toEqual(all[0]);
});

test('reads no further ahead than the budget has bytes for', async () => {
  const items = Array.from({ length: 50 }, (_, at) => new CountedItem(`${at}.jpg`, 40));
  let listed = 0;
  function* source() {
    for (const item of items) {
      listed++;
      yield item;
    }
  }
  const { job, crew } = aJob(source(), { crew: new HandCrew(8), budgetBytes: 100 });
  const read = () => items.filter(({ reads }) => reads > 0).length;
  let done = 0;
  while (done < items.length) {
    await settled();
    // Two of 40 bytes fit; one more waits, unread, and 32 behind it are known of.
    expect(read() - done).toBeLessThanOrEqual(2);
    expect(listed - done).toBeLessThanOrEqual(3 + 32);
    crew.finish(crew.running[0]!.path, (bytes) => workedOf(bytes.slice(0, 1)));
    done++;
  }
  expect((await job.done).counts.done).toBe(50);
});

test('reads two items more than there are workers, however small they are', async () => {
  const items = Array.from({ length: 20 }, (_, at) => new CountedItem(`${at}.jpg`, 1));
  const { job, crew } = aJob(items, { crew: new HandCrew(3) });
  await settled();
  expect(items.filter(({ reads }) => reads > 0)).toHaveLength(5);
  expect(crew.running).toHaveLength(3);
  job.cancel();
  await job.done;
});

test('gives a worker two images where the browser may decode, but one worker alone no more than one', async () => {
  const recipe = parseRecipe({ version: 1, decode: 'auto' });
  for (const [workers, running] of [
    [1, 1],
    [2, 4],
    [3, 6],
  ] as const) {
    const items = Array.from({ length: 20 }, (_, at) => new CountedItem(`${at}.jpg`, 1));
    const { job, crew } = aJob(items, { crew: new HandCrew(workers), recipe });
    await settled();
    expect(crew.running).toHaveLength(running);
    expect(items.filter(({ reads }) => reads > 0)).toHaveLength(running + 2);
    job.cancel();
    await job.done;
  }
});

test('uses workers that were added while it runs', async () => {
  const items = Array.from({ length: 20 }, (_, at) => new CountedItem(`${at}.jpg`, 1));
  const { job, crew } = aJob(items, { crew: new HandCrew(1) });
  await settled();
  expect(crew.running).toHaveLength(1);
  crew.resize(4);
  crew.finish('0.jpg');
  await settled();
  expect(crew.running).toHaveLength(4);
  job.cancel();
  await job.done;
});

test('reads an item again for a second try', async () => {
  const item = new CountedItem('x.jpg');
  class TwiceCrew extends HandCrew {
    override async process(...[late, ...rest]: Parameters<HandCrew['process']>) {
      await late.read();
      return super.process(late, ...rest);
    }
  }
  const { job, crew } = aJob([item], { crew: new TwiceCrew() });
  await settled();
  crew.finish('x.jpg');
  await job.done;
  expect(item.reads).toBe(2);
});

test('fails an item whole when one of its outputs cannot be stored', async () => {
  const { job, crew, sink } = aJob([new CountedItem('x.jpg'), new CountedItem('y.jpg')]);
  sink.refuses = (nth) => nth === 2;
  await settled();
  crew.finish('x.jpg', (bytes) => workedOf(bytes, ['-t0', '-t1', '-t2']));
  await settled();
  crew.finish('y.jpg');
  const { items, counts } = await job.done;
  expect(items[0]).toMatchObject({
    status: 'failed',
    code: 'write-failed',
    detail: 'The disk is full. Free some disk space and retry.',
    outputs: [],
    decoder: 'exact',
  });
  expect(counts).toEqual({ done: 1, skipped: 0, failed: 1 });
  expect([...sink.names.keys()]).toEqual(['y.png']);
});

test('ends loudly for a bug in the way of one image, and starts no other', async () => {
  const items = Array.from({ length: 9 }, (_, at) => new CountedItem(`${at}.jpg`));
  const { job, crew } = aJob(items, { crew: new HandCrew(1) });
  await settled();
  crew.finish('0.jpg', () => Promise.reject(new TypeError('Expected a plan.')));
  await expect(job.done).rejects.toThrow('Expected a plan.');
  expect(job.state).toBe('ended');
  expect(crew.started).toEqual(['0.jpg']);
});

test('ends loudly when the source throws, after what runs was let go', async () => {
  async function* source() {
    yield new CountedItem('a.jpg');
    throw new Error('The folder is gone.');
  }
  const { job, crew, events } = aJob(source());
  await expect(job.done).rejects.toThrow('The folder is gone.');
  expect(crew.running).toEqual([]);
  expect(events.at(-1)).toEqual({ type: 'state', state: 'ended' });
});
