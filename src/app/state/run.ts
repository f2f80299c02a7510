import { mergeReports } from '../../core/dataset/report';
import type { Report } from '../../core/dataset/report';
import { AppError } from '../../core/errors';
import type { Recipe } from '../../core/recipe/recipe';
import type { Job, JobEvent } from '../../job/job';
import { Timeline } from '../../job/timeline';
import { everyBeat, onBeat } from './beat';
import { beginJob } from './engine';
import { items } from './items';
import { PaceMeter } from './pace';
import type { Pace } from './pace';
import { Store } from './store';

export interface Lane {
  /** What it is at; null while it waits. */
  readonly path: string | null;
  readonly settled: number;
}

export type Phase = 'idle' | 'running' | 'paused' | 'cancelling' | 'done';

export interface RunState {
  readonly phase: Phase;
  readonly total: number;
  readonly settled: number;
  readonly lanes: readonly Lane[];
  readonly pace: Pace;
  /** Of all runs so far: a retry's rows stand in for those they retried. */
  readonly report: Report | null;
  /** What kept the run from starting, or a bug that ended it. */
  readonly trouble: string | null;
}

const noPace: Pace = { perSecond: null, leftMs: null };
const idle: RunState = { phase: 'idle', total: 0, settled: 0, lanes: [], pace: noPace, report: null, trouble: null };

export const runState = new Store<RunState>(idle);
/** What each worker did in the last run, outside React: whoever draws it reads it then. */
export const timeline = new Timeline();

/** The time left is read twice a second. */
const tickBeats = 5;

const meter = new PaceMeter();
let job: Job | null = null;
/** What the events have told; published once per beat. */
let now = { settled: 0, lanes: [] as Lane[] };

const publish = onBeat(() => {
  const state = runState.get();
  if (state.phase !== 'idle') runState.set({ ...state, settled: now.settled, lanes: [...now.lanes] });
});

/** Runs the recipe over everything on the page. */
export function run(recipe: Recipe): Promise<void> {
  return begin(recipe, null);
}

/** Takes up again what failed or was cancelled, with the recipe as it stands. */
export function retry(recipe: Recipe): Promise<void> {
  const again = items.rows().filter((row) => row.state === 'failed' || row.report?.code === 'cancelled');
  return begin(recipe, new Set(again.map((row) => row.item.path)));
}

async function begin(recipe: Recipe, only: ReadonlySet<string> | null): Promise<void> {
  const before = runState.get();
  if (job !== null || before.phase === 'running') return;
  const rows = items.rows().filter((row) => only === null || only.has(row.item.path));
  const source = rows.map((row) => row.item);
  now = { settled: 0, lanes: [] };
  timeline.clear();
  runState.set({ ...idle, phase: 'running', total: source.length, report: only ? before.report : null });
  items.setFilter('all');
  items.wait(only);
  meter.start(performance.now());
  const stopTicking = everyBeat(tick, tickBeats);
  try {
    const begun = await beginJob(recipe, source, only !== null);
    job = begun;
    if (runState.get().phase === 'paused') begun.pause();
    if (runState.get().phase === 'cancelling') begun.cancel();
    const off = begun.listen(heard);
    const report = await begun.done;
    off();
    const whole = before.report && only ? mergeReports(before.report, report) : report;
    publishEnd({ report: whole, trouble: null });
  } catch (error) {
    // The page asks which labels are meant, in its own words.
    const isAsked = error instanceof AppError && error.code === 'bad-labels';
    const sentence = error instanceof Error ? error.message : String(error);
    publishEnd({ report: before.report, trouble: isAsked ? null : sentence });
    if (!isAsked) throw error;
  } finally {
    stopTicking();
    job = null;
  }
}

function publishEnd(end: Pick<RunState, 'report' | 'trouble'>): void {
  runState.update((state) => ({
    ...state,
    ...end,
    phase: end.report ? 'done' : 'idle',
    settled: now.settled,
    lanes: [],
    pace: noPace,
  }));
}

function heard(event: JobEvent): void {
  if (event.type === 'state') return;
  const atMs = performance.now();
  timeline.hear(event, atMs);
  if (event.type === 'started') {
    now.lanes[event.worker] = { path: event.path, settled: now.lanes[event.worker]?.settled ?? 0 };
    for (let lane = 0; lane < event.worker; lane++) now.lanes[lane] ??= { path: null, settled: 0 };
    items.started(event.path);
  } else if (event.type === 'named') {
    items.settled(event.row);
  } else {
    now.settled++;
    meter.settled(atMs);
    items.settled(event.row);
    const lane = event.worker === null ? undefined : now.lanes[event.worker];
    if (lane && event.worker !== null) {
      now.lanes[event.worker] = { path: lane.path === event.row.path ? null : lane.path, settled: lane.settled + 1 };
    }
  }
  publish();
}

function tick(): void {
  const state = runState.get();
  if (state.phase !== 'running') return;
  runState.set({ ...state, pace: meter.read(performance.now(), state.total - now.settled) });
}

export function pause(): void {
  if (runState.get().phase !== 'running') return;
  job?.pause();
  meter.pause(performance.now());
  runState.update((state) => ({ ...state, phase: 'paused' }));
}

export function resume(): void {
  if (runState.get().phase !== 'paused') return;
  meter.resume(performance.now());
  job?.resume();
  runState.update((state) => ({ ...state, phase: 'running' }));
}

export function cancel(): void {
  const { phase } = runState.get();
  if (phase !== 'running' && phase !== 'paused') return;
  runState.update((state) => ({ ...state, phase: 'cancelling' }));
  job?.cancel();
}

/** Takes everything off the page; what was made goes with it. */
export function forgetRun(): void {
  runState.set(idle);
}

export function isBusy(phase: Phase): boolean {
  return phase === 'running' || phase === 'paused' || phase === 'cancelling';
}
