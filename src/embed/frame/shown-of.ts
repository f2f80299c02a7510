import type { ReportItem } from '../../core/dataset/report';
import { itemCodes, type ItemCode } from '../../core/errors';
import type { Entry } from './entry';
import type { Shown, ShownEntry } from './state';

/** How many rows are drawn; a field may hold thousands of images. */
const mostShown = 60;

export interface Going {
  readonly isGathering: boolean;
  readonly isRunning: boolean;
  readonly isCancelling: boolean;
  readonly labelFiles: number;
  readonly notice: string | null;
}

/** What a person sees of these entries. */
export function shownOf(all: readonly Entry[], going: Going): Shown {
  const entries = all.filter(({ isBeside, state }) => !isBeside || state === 'failed');
  const of = (state: string) => entries.filter((one) => one.state === state).length;
  const rows = entries.map(shown);
  const sum = (bytes: (row: ShownEntry) => number) =>
    rows.reduce((total, row) => total + (row.state === 'done' ? bytes(row) : 0), 0);
  return {
    phase: phaseOf(entries, going),
    entries: foremost(rows),
    total: entries.length,
    settled: entries.length - of('waiting') - of('running'),
    done: of('done'),
    failed: of('failed'),
    sourceBytes: sum(({ bytes }) => bytes),
    outputBytes: sum(({ outputBytes }) => outputBytes),
    labelFiles: going.labelFiles,
    notice: going.notice,
  };
}

function phaseOf(entries: readonly Entry[], { isGathering, isRunning, isCancelling }: Going): Shown['phase'] {
  if (isCancelling) return 'cancelling';
  if (isRunning) return 'working';
  if (isGathering) return 'gathering';
  if (entries.length === 0) return 'empty';
  return entries.some(({ state }) => state === 'waiting') ? 'held' : 'done';
}

/** What failed comes before what did not, where not all can be drawn. */
function foremost(rows: readonly ShownEntry[]): ShownEntry[] {
  if (rows.length <= mostShown) return [...rows];
  const failed = rows.filter(({ state }) => state === 'failed').slice(0, mostShown);
  return [...failed, ...rows.filter(({ state }) => state !== 'failed').slice(0, mostShown - failed.length)];
}

function shown({ id, name, state, row, item, files }: Entry): ShownEntry {
  const made = [...files.values()];
  // Results are handed over in order: one that is ready before another has nothing to be shown yet.
  const isAwaited = state === 'done' && made.length === 0 && row !== null && row.outputs.length > 0;
  return {
    ...{ id, name, state: isAwaited ? 'running' : state },
    detail: row && detailOf(row),
    file: made[0] ?? null,
    bytes: item?.bytes ?? 0,
    outputBytes: made.reduce((total, { size }) => total + size, 0),
  };
}

/** Whose advice is about recipes and settings, which a person on another site's page has not. */
const forAuthors: readonly ItemCode[] = [
  'truncated',
  'too-large',
  'timed-out',
  'archive-limit',
  'step-failed',
  'wrong-labels',
];

function detailOf({ code, detail }: ReportItem): string | null {
  if (!code || !detail || !forAuthors.includes(code)) return detail;
  const { advice } = itemCodes[code];
  return detail.endsWith(advice) ? detail.slice(0, -advice.length).trimEnd() : detail;
}
