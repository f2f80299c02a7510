import type { Ratio } from '../result';
import { medianOf, pairedRatio } from '../statistics';
import type { ContestantName } from './arena';
import type { TimedMeasure } from './measures';

export type PoolWorldName = 'chromium' | 'node';

/** How much of each is done in a round. */
export interface PoolCounts {
  readonly trips: number;
  readonly tasks: number;
  readonly buffers: number;
  readonly starts: number;
  readonly idleMs: number;
}

export const poolCounts: PoolCounts = { trips: 3000, tasks: 100_000, buffers: 1000, starts: 5, idleMs: 5000 };

/** What was measured of each contestant, round by round. */
export type Figures = ReadonlyMap<ContestantName, readonly number[]>;

interface PoolQuestion {
  readonly summary: string;
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  readonly workers: 'one' | 'cores';
  /** With the numbers of tasks under way in each worker that are tried, where there is a choice. */
  readonly entrants: Partial<Record<ContestantName, readonly number[]>>;
  readonly ratios: (figures: Figures) => Ratio[];
}

const noChoice = [1];
const ofPools = [1, 64];
const ofBareWorkers = [1, 64, Infinity];

/** Libraries that others would take. None of them has chunks. */
const peers: readonly ContestantName[] = ['comlink', 'workerpool', 'piscina', 'tinypool'];

const everybody: PoolQuestion['entrants'] = {
  manyhands: noChoice,
  comlink: noChoice,
  workerpool: noChoice,
  postMessage: noChoice,
  piscina: noChoice,
  tinypool: noChoice,
};

export const questions: Readonly<Record<TimedMeasure | 'idle', PoolQuestion>> = {
  'round-trip': {
    summary: 'an empty task there and back, one after another',
    unit: 'µs',
    better: 'lower',
    workers: 'one',
    entrants: everybody,
    ratios: (figures) => [
      ...quotient(figures, 'time', 'manyhands', 'comlink', { atMost: 1.3 }),
      ...quotient(figures, 'time', 'manyhands', 'postMessage'),
    ],
  },
  map: {
    summary: 'tiny tasks by the list: `map` with the default chunksize; the others, all tasks at once',
    unit: 'tasks/s',
    better: 'higher',
    workers: 'cores',
    entrants: {
      manyhands: noChoice,
      'manyhands-apply': ofPools,
      comlink: ofBareWorkers.slice(1),
      workerpool: noChoice,
      postMessage: ofBareWorkers.slice(1),
      piscina: ofPools,
      tinypool: ofPools,
    },
    ratios(figures) {
      const best = bestOf(figures, peers);
      return [
        ...(best ? quotient(figures, 'rate', 'manyhands', best, { atLeast: 5 }, ', the best without chunks') : []),
        ...(best ? quotient(figures, 'rate', 'manyhands', best, { atLeast: 1 }, ', the best overall') : []),
        ...quotient(figures, 'rate', 'manyhands', 'manyhands-apply'),
        ...quotient(figures, 'rate', 'manyhands', 'postMessage', {}, ', bare messages without a pool'),
      ];
    },
  },
  transfer: {
    summary: 'buffers of 1 MB moved to one worker and moved back, each counted once',
    unit: 'MB/s',
    better: 'higher',
    workers: 'one',
    entrants: {
      manyhands: noChoice,
      'manyhands-apply': ofPools,
      comlink: ofBareWorkers,
      workerpool: noChoice,
      postMessage: ofBareWorkers,
      piscina: ofPools,
      tinypool: ofPools,
    },
    ratios: (figures) => [
      ...quotient(figures, 'rate', 'manyhands', 'postMessage', { atLeast: 0.95 }),
      ...quotient(figures, 'rate', 'manyhands-apply', 'postMessage'),
    ],
  },
  start: {
    summary: 'from no worker to the first answer of one',
    unit: 'ms',
    better: 'lower',
    workers: 'one',
    entrants: everybody,
    ratios: (figures) => [
      ...quotient(figures, 'time', 'manyhands', 'comlink'),
      ...quotient(figures, 'time', 'manyhands', 'postMessage'),
    ],
  },
  idle: {
    summary: 'processor time of a process whose workers wait, all of them at the same time',
    unit: 'ms/s',
    better: 'lower',
    workers: 'cores',
    entrants: everybody,
    // A quotient of two figures near 0 says nothing. A worker that wakes ten times in a second costs 1 to 2 ms/s.
    ratios: (figures) => difference(figures, 'manyhands', 'postMessage', { atMost: 0.5 }),
  },
};

/** By the median; undefined where none of them was measured. */
function bestOf(figures: Figures, names: readonly ContestantName[]): ContestantName | undefined {
  const there = names.filter((name) => figures.has(name));
  return there.sort((a, b) => medianOf(figures.get(b)!) - medianOf(figures.get(a)!))[0];
}

function quotient(
  figures: Figures,
  of: 'time' | 'rate',
  above: ContestantName,
  below: ContestantName,
  expected: Ratio['expected'] = {},
  who = '',
): Ratio[] {
  const [dividend, divisor] = [figures.get(above), figures.get(below)];
  if (!dividend || !divisor) return [];
  return [{ title: `${above}'s ${of} ÷ ${below}'s${who}`, value: pairedRatio(dividend, divisor), expected }];
}

function difference(
  figures: Figures,
  more: ContestantName,
  less: ContestantName,
  expected: Ratio['expected'],
): Ratio[] {
  const [minuend, subtrahend] = [figures.get(more), figures.get(less)];
  if (!minuend || !subtrahend) return [];
  const value = medianOf(minuend.map((figure, round) => figure - subtrahend[round]!));
  return [{ title: `${more}'s time − ${less}'s, in ms/s`, value, expected }];
}
