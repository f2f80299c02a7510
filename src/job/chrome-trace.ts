import { extentOf, partsOf, type Span } from './timeline';

/** An event of the Trace Event Format, which `chrome://tracing` and Perfetto open; times are microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: 'X' | 'M';
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly cat?: string;
  readonly args: Readonly<Record<string, unknown>>;
}

const pid = 1;

/** A run as Chrome trace JSON: a thread per worker, a slice per item with its parts inside. Time begins at the first start. */
export function* chromeTrace(
  lanes: readonly (readonly Span[])[],
  nowMs: number,
): Generator<TraceEvent, void, undefined> {
  const origin = extentOf(lanes, nowMs)?.startMs ?? 0;
  const micros = (ms: number) => Math.round(ms * 1000);
  yield { name: 'process_name', ph: 'M', pid, tid: 0, args: { name: 'Many Hands' } };
  for (const [worker, lane] of lanes.entries()) {
    const tid = worker + 1;
    yield { name: 'thread_name', ph: 'M', pid, tid, args: { name: `Worker ${tid}` } };
    yield { name: 'thread_sort_index', ph: 'M', pid, tid, args: { sort_index: tid } };
    for (const span of lane) {
      const slice = (name: string, cat: string, startMs: number, endMs: number, args: object): TraceEvent => ({
        name,
        cat,
        ph: 'X',
        pid,
        tid,
        ts: micros(startMs - origin),
        dur: micros(endMs - startMs),
        args: { ...args },
      });
      const { path, status, startMs, endMs } = span;
      yield slice(path.slice(path.lastIndexOf('/') + 1), 'item', startMs, endMs ?? nowMs, { path, status });
      for (const part of partsOf(span, nowMs)) yield slice(part.activity, 'part', part.startMs, part.endMs, {});
    }
  }
}
