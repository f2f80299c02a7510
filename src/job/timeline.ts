import type { Timing } from '../core/dataset/outcome';
import type { ReportItem } from '../core/dataset/report';
import type { JobEvent } from './job';

/** One item on one worker. Times are milliseconds of `performance.now()`. */
export interface Span {
  readonly path: string;
  readonly startMs: number;
  /** Null: at it now. */
  readonly endMs: number | null;
  readonly status: ReportItem['status'] | 'running';
  /** What the worker says of its own time; null where it could not. */
  readonly ms: Timing | null;
}

/** What a worker does: the three parts of an item's way, handing bytes over and storing them, and nothing. */
export const activities = ['decode', 'operations', 'encode', 'handover'] as const;
export type Activity = (typeof activities)[number];

/** What each worker did and when, in the order of its starts; a worker that holds two items has overlapping spans. */
export class Timeline {
  readonly #lanes: Span[][] = [];

  get lanes(): readonly (readonly Span[])[] {
    return this.#lanes;
  }

  clear(): void {
    this.#lanes.length = 0;
  }

  /** @param atMs When it was heard, by `performance.now()`. */
  hear(event: JobEvent, atMs: number): void {
    if (event.type === 'started') {
      const { path, worker } = event;
      // A second try after a death: the first one ended with its worker.
      this.#close(path, { endMs: atMs, status: 'failed', ms: null });
      while (this.#lanes.length <= worker) this.#lanes.push([]);
      this.#lanes[worker]?.push({ path, startMs: atMs, endMs: null, status: 'running', ms: null });
    } else if (event.type === 'settled') {
      const { path, status, ms } = event.row;
      this.#close(path, { endMs: atMs, status, ms });
    }
  }

  #close(path: string, end: Pick<Span, 'endMs' | 'status' | 'ms'>): void {
    for (const lane of this.#lanes) {
      // Open spans are among the last few of a lane.
      for (let at = lane.length - 1; at >= Math.max(0, lane.length - mostOpen); at--) {
        const span = lane[at];
        if (span && span.endMs === null && span.path === path) lane[at] = { ...span, ...end };
      }
    }
  }
}

/** More than a worker ever holds at a time. */
const mostOpen = 8;

/** The parts of a span in the order in which they happen; what the worker's clock does not explain is handing over. */
export function partsOf(
  { startMs, endMs, ms }: Span,
  nowMs: number,
): { activity: Activity; startMs: number; endMs: number }[] {
  const end = endMs ?? nowMs;
  const parts: { activity: Activity; startMs: number; endMs: number }[] = [];
  let at = startMs;
  const add = (activity: Activity, length: number) => {
    const until = Math.min(end, at + length);
    if (until > at) parts.push({ activity, startMs: at, endMs: until });
    at = Math.max(at, until);
  };
  if (ms) {
    add('decode', ms.decode);
    add('operations', ms.operations ?? 0);
    add('encode', ms.encode);
  }
  add('handover', end - at);
  return parts;
}

/** What a worker's time went into. `busyMs` counts overlapping spans once. */
export interface LaneSummary {
  readonly items: number;
  readonly busyMs: number;
  readonly byActivity: Readonly<Record<Activity, number>>;
}

export function summaryOf(lane: readonly Span[], nowMs: number): LaneSummary {
  const byActivity: Record<Activity, number> = { decode: 0, operations: 0, encode: 0, handover: 0 };
  let busyMs = 0;
  let covered = -Infinity;
  for (const span of lane) {
    for (const { activity, startMs, endMs } of partsOf(span, nowMs)) byActivity[activity] += endMs - startMs;
    const end = span.endMs ?? nowMs;
    busyMs += Math.max(0, end - Math.max(span.startMs, covered));
    covered = Math.max(covered, end);
  }
  return { items: lane.length, busyMs, byActivity };
}

/** First start and last end of all lanes; null where nothing has started. */
export function extentOf(
  lanes: readonly (readonly Span[])[],
  nowMs: number,
): { startMs: number; endMs: number } | null {
  let startMs = Infinity;
  let endMs = -Infinity;
  for (const lane of lanes) {
    const [first] = lane;
    if (!first) continue;
    startMs = Math.min(startMs, first.startMs);
    for (const span of lane.slice(-mostOpen)) endMs = Math.max(endMs, span.endMs ?? nowMs);
  }
  return startMs < endMs ? { startMs, endMs } : null;
}
