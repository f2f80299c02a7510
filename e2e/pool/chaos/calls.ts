// The calls of a schedule: each draws its tasks, hands them over, and holds every end against the oracle.
import { fresh } from '../../../src/pool';
import { drawLot, endsOf, needsTime, toldAs, type Circumstances, type Lot } from './fates';
import type { Schedule } from './round';

/** Enough for a task that takes its time on a busy machine, where one of its call never ends. */
const timeoutMs = 400;

interface Call {
  readonly tasks: number;
  /** Resolves when every task of it has been told of. */
  readonly done: Promise<void>;
}

type Args = [lot: Lot, tries: Int32Array | null, extra: unknown];

/** @param most Tasks that it may have. */
export function drawCall(on: Schedule, most: number): Call {
  const kind = on.draw.of({ apply: 50, map: 12, imap: 8, imapUnordered: 8, aborted: 12 });
  on.account.count(kind);
  switch (kind) {
    case 'apply':
      return applied(on, most);
    case 'map':
      return mapped(on, most);
    case 'aborted':
      return aborting(on, most);
    default:
      return streamed(on, kind, most);
  }
}

function lotsOf({ draw, account }: Schedule, count: number): Lot[] {
  return Array.from({ length: count }, () => {
    const lot = drawLot(draw);
    account.count(`task ${lot.fate}`);
    return lot;
  });
}

/** What a task gets besides its lot. */
function extraOf({ fate, n }: Lot): unknown {
  switch (fate) {
    case 'fresh':
      return fresh(async () => new ArrayBuffer(n % 1000), n % 1000);
    case 'unmade':
      return fresh(() => Promise.reject(new Error('unmade')), n % 1000);
    case 'given':
      return new ArrayBuffer(n % 1000);
    case 'takes-function':
      return () => n;
    default:
      return null;
  }
}

function argsOf(lot: Lot): Args {
  const tries = lot.fate === 'dies-first' ? new Int32Array(new SharedArrayBuffer(4)) : null;
  return [lot, tries, extraOf(lot)];
}

const given = (_lot: Lot, _tries: Int32Array | null, extra: unknown) => (extra instanceof ArrayBuffer ? [extra] : []);

function around(on: Schedule, lots: readonly Lot[], isChunked: boolean): Circumstances {
  const hasTime = on.timeoutMs !== undefined || lots.some(needsTime);
  return { ...on.around, hasCompany: isChunked || on.tasksPerWorker > 1 || hasTime, hasTime };
}

/** Options that keep no `undefined`. */
function timeOf(on: Schedule, lots: readonly Lot[]): { timeoutMs?: number } {
  if (on.timeoutMs !== undefined) return { timeoutMs: on.timeoutMs };
  return lots.some(needsTime) ? { timeoutMs } : {};
}

function check({ account }: Schedule, end: string, lot: Lot, circumstances: Circumstances): void {
  const ends = endsOf(lot, circumstances);
  if (ends.includes(end)) return;
  account.trouble.push(`Task ${JSON.stringify(lot)} ended as ${end}, not as ${ends.join(' or ')}.`);
}

/** Some task of the call may end so. */
function checkFailure(on: Schedule, what: string, error: unknown, lots: readonly Lot[], around: Circumstances): void {
  const end = toldAs(error);
  if (lots.some((lot) => endsOf(lot, around).includes(end))) return;
  const { message } = error as Error;
  on.account.trouble.push(
    `${what} ended as ${end} (${message}), as none may of ${JSON.stringify(lots)} where ${JSON.stringify(around)}.`,
  );
}

function applied(on: Schedule, most: number): Call {
  const lots = lotsOf(on, on.draw.whole(1, Math.min(12, most)));
  const done = lots.map(async (lot) => {
    const args = argsOf(lot);
    const moved = lot.fate === 'given' ? { transfer: [args[2] as ArrayBuffer] } : {};
    const options = { priority: on.draw.whole(0, 2), ...timeOf(on, [lot]), ...moved };
    let times = 0;
    const end = await on.pool.apply(on.bench.tasks.suffers, args, options).then(
      (value) => (times++, `value ${String(value)}`),
      (error: unknown) => (times++, toldAs(error)),
    );
    check(on, end, lot, around(on, [lot], false));
    on.account.ends(times);
  });
  return { tasks: lots.length, done: Promise.all(done).then(() => {}) };
}

function mapped(on: Schedule, most: number): Call {
  const { draw, pool, bench, account } = on;
  const lots = lotsOf(on, draw.whole(1, Math.min(60, most)));
  const chunksize = draw.chance(0.5) ? draw.whole(1, 20) : null;
  let settled = 0;
  const options = {
    ...timeOf(on, lots),
    ...(chunksize === null ? {} : { chunksize }),
    transfer: given,
    progress: () => void settled++,
  };
  const circumstances = around(on, lots, true);
  const done = pool.starmap(bench.tasks.suffers, lots.map(argsOf), options).then(
    (values) => values.forEach((value, i) => check(on, `value ${String(value)}`, lots[i]!, circumstances)),
    (error: unknown) => checkFailure(on, 'A map', error, lots, circumstances),
  );
  return {
    tasks: lots.length,
    done: done.then(() => {
      for (let i = 0; i < lots.length; i++) account.ends(i < settled ? 1 : 0);
      for (let i = lots.length; i < settled; i++) account.twice++;
    }),
  };
}

/** The results of one call as they come, taken to the end or not. */
function streamed(on: Schedule, kind: 'imap' | 'imapUnordered', most: number): Call {
  const { draw, pool, bench, account } = on;
  // One argument: what needs more is left to the other calls.
  const lots = lotsOf(on, draw.whole(1, Math.min(30, most))).filter(
    ({ fate }) => fate !== 'dies-first' && fate !== 'given',
  );
  const stopsAt = draw.chance(0.2) ? draw.whole(0, lots.length) : Infinity;
  const options = { ...timeOf(on, lots), chunksize: draw.chance(0.5) ? 1 : draw.whole(1, 8) };
  const circumstances = around(on, lots, true);
  const results = pool[kind](bench.tasks.suffersOne, lots.map((lot) => itemOf(lot)) as never[], options);
  const left = [...lots];
  const consume = async () => {
    let taken = 0;
    try {
      for await (const value of results) {
        const at = kind === 'imap' ? 0 : left.findIndex(({ n }) => 2 * n === value);
        const lot = left.splice(at, 1)[0]!;
        check(on, `value ${String(value)}`, lot, circumstances);
        account.ends(1);
        if (++taken >= stopsAt) return;
      }
      if (left.length > 0 && taken < stopsAt) account.trouble.push(`${kind} ended ${left.length} results too soon.`);
    } catch (error) {
      account.ends(1);
      // Of a chunk, its first failure ends the stream.
      checkFailure(on, kind, error, left, circumstances);
    }
  };
  return { tasks: lots.length, done: consume() };
}

/** A single argument that holds all. */
function itemOf(lot: Lot): unknown {
  const extra = extraOf(lot);
  if (lot.fate === 'unmade') return extra;
  if (lot.fate === 'fresh') return fresh(() => ({ lot, extra: new ArrayBuffer(lot.n % 1000) }), lot.n % 1000);
  return { lot, extra };
}

/** Aborted before, while, or after it runs. */
function aborting(on: Schedule, most: number): Call {
  const { draw, pool, bench, account, signals } = on;
  const stop = new AbortController();
  watch(stop.signal, signals);
  const when = draw.of({ before: 1, during: 4, after: 2 });
  account.count(`aborted ${when}`);
  const keepsWorker = draw.chance(0.3);
  const lots = lotsOf(on, draw.whole(1, Math.min(10, most))).map((lot): Lot => ({
    ...lot,
    // What never ends would keep a worker that is to be kept.
    fate: when === 'after' || keepsWorker ? 'value' : lot.fate,
    deaths: when === 'after' || keepsWorker ? 0 : lot.deaths,
  }));
  if (when === 'before') stop.abort();
  if (when === 'during') setTimeout(() => stop.abort(), draw.whole(0, 30));
  const circumstances = { ...around(on, lots, true), mayEnd: on.around.mayEnd || when !== 'after' };
  let settled = 0;
  const options = {
    ...timeOf(on, lots),
    signal: stop.signal,
    keepsWorker,
    chunksize: draw.whole(1, 5),
    transfer: given,
    progress: () => void settled++,
  };
  const done = pool.starmap(bench.tasks.suffers, lots.map(argsOf), options).then(
    (values) => values.forEach((value, i) => check(on, `value ${String(value)}`, lots[i]!, circumstances)),
    (error: unknown) => checkFailure(on, `A map aborted ${when}`, error, lots, circumstances),
  );
  return {
    tasks: lots.length,
    done: done.then(() => {
      for (let i = 0; i < lots.length; i++) account.ends(i < settled ? 1 : 0);
      for (let i = lots.length; i < settled; i++) account.twice++;
    }),
  };
}

/** Counts the listeners of a signal. */
function watch(signal: AbortSignal, counts: Map<AbortSignal, number>): void {
  counts.set(signal, 0);
  const { addEventListener, removeEventListener } = signal;
  const count = (by: number) => counts.set(signal, counts.get(signal)! + by);
  signal.addEventListener = (...args: unknown[]) => {
    count(1);
    addEventListener.apply(signal, args as never);
  };
  signal.removeEventListener = (...args: unknown[]) => {
    count(-1);
    removeEventListener.apply(signal, args as never);
  };
}
