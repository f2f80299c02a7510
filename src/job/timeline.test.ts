import { expect, test } from 'vitest';
import type { ReportItem } from '../core/dataset/report';
import { chromeTrace } from './chrome-trace';
import { extentOf, partsOf, summaryOf, Timeline } from './timeline';

const row = (path: string, more: Partial<ReportItem> = {}): ReportItem => ({
  path,
  status: 'done',
  code: null,
  detail: null,
  decoder: 'exact',
  reader: 'libvips',
  engine: 'libvips',
  writer: 'libvips',
  width: 4,
  height: 3,
  ms: { total: 30, decode: 10, operations: null, encode: 20 },
  outputs: [],
  notes: [],
  ...more,
});

function twoItems(): Timeline {
  const timeline = new Timeline();
  timeline.hear({ type: 'started', path: 'a/x.jpg', worker: 1 }, 100);
  timeline.hear({ type: 'settled', row: row('a/x.jpg'), worker: 1 }, 140);
  timeline.hear({ type: 'started', path: 'y.jpg', worker: 1 }, 150);
  return timeline;
}

test('an item on a worker becomes a span of that worker, and workers before it exist without any', () => {
  const { lanes } = twoItems();
  expect(lanes.map((lane) => lane.length)).toEqual([0, 2]);
  expect(lanes[1]?.[0]).toMatchObject({ path: 'a/x.jpg', startMs: 100, endMs: 140, status: 'done' });
  expect(lanes[1]?.[1]).toMatchObject({ path: 'y.jpg', startMs: 150, endMs: null, status: 'running' });
});

test('an item that is tried again after its worker died ends its first span', () => {
  const timeline = new Timeline();
  timeline.hear({ type: 'started', path: 'x', worker: 0 }, 0);
  timeline.hear({ type: 'started', path: 'x', worker: 1 }, 50);
  expect(timeline.lanes[0]?.[0]).toMatchObject({ endMs: 50, status: 'failed' });
  expect(timeline.lanes[1]?.[0]).toMatchObject({ endMs: null, status: 'running' });
});

test('the parts of a span follow the worker’s clock, and what it does not explain is handing over', () => {
  const [span] = twoItems().lanes[1] ?? [];
  expect(span && partsOf(span, 999)).toEqual([
    { activity: 'decode', startMs: 100, endMs: 110 },
    { activity: 'encode', startMs: 110, endMs: 130 },
    { activity: 'handover', startMs: 130, endMs: 140 },
  ]);
});

test('parts never leave their span, whatever the worker’s clock says', () => {
  const span = {
    path: 'x',
    startMs: 0,
    endMs: 15,
    status: 'done',
    ms: { total: 60, decode: 10, operations: 20, encode: 30 },
  } as const;
  expect(partsOf(span, 0)).toEqual([
    { activity: 'decode', startMs: 0, endMs: 10 },
    { activity: 'operations', startMs: 10, endMs: 15 },
  ]);
});

test('a worker that holds two items at a time is busy once', () => {
  const timeline = new Timeline();
  timeline.hear({ type: 'started', path: 'x', worker: 0 }, 0);
  timeline.hear({ type: 'started', path: 'y', worker: 0 }, 20);
  timeline.hear({ type: 'settled', row: row('x'), worker: 0 }, 40);
  timeline.hear({ type: 'settled', row: row('y'), worker: 0 }, 70);
  const summary = summaryOf(timeline.lanes[0] ?? [], 70);
  expect(summary).toMatchObject({ items: 2, busyMs: 70 });
  expect(summary.byActivity).toEqual({ decode: 20, operations: 0, encode: 40, handover: 30 });
});

test('the extent runs from the first start to now while something runs', () => {
  expect(extentOf(twoItems().lanes, 500)).toEqual({ startMs: 100, endMs: 500 });
  expect(extentOf([[]], 500)).toBeNull();
});

test('the trace names a thread per worker and nests each item’s parts inside it', () => {
  const events = [...chromeTrace(twoItems().lanes, 160)];
  expect(events.filter(({ name }) => name === 'thread_name').map(({ args }) => args['name'])).toEqual([
    'Worker 1',
    'Worker 2',
  ]);
  const slices = events.filter(({ ph }) => ph === 'X');
  expect(slices.map(({ name, ts, dur }) => [name, ts, dur])).toEqual([
    ['x.jpg', 0, 40_000],
    ['decode', 0, 10_000],
    ['encode', 10_000, 20_000],
    ['handover', 30_000, 10_000],
    ['y.jpg', 50_000, 10_000],
    ['handover', 50_000, 10_000],
  ]);
  for (const event of slices) expect(event).toMatchObject({ pid: 1, tid: 2 });
});
