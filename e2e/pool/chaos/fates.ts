import type { Draw } from './draw';

/** What is in store for a task. */
export type Fate =
  | 'value'
  | 'waits'
  | 'throws'
  | 'allocates'
  | 'dies'
  | 'dies-first'
  | 'hangs'
  | 'spins'
  | 'retires'
  | 'returns-function'
  | 'takes-function'
  | 'unmade'
  | 'fresh'
  | 'given';

/** One task of a schedule: plain data, as it goes to the worker. */
export interface Lot {
  readonly fate: Fate;
  /** Its value is twice that. */
  readonly n: number;
  /** How often it dies before it answers. */
  readonly deaths: number;
}

/** What surrounds it. */
export interface Circumstances {
  readonly retries: number;
  /** It may share a worker, or a message, with others when that worker dies. */
  readonly hasCompany: boolean;
  /** Workers are ended from outside. */
  readonly isWild: boolean;
  /** Workers may fail to start. */
  readonly startsFail: boolean;
  /** It may be aborted, or its pool terminated, while it waits or runs. */
  readonly mayEnd: boolean;
  /** It has a time-out, which a busy machine may bring about without its doing. */
  readonly hasTime: boolean;
}

const weights: Readonly<Record<Fate, number>> = {
  value: 60,
  waits: 6,
  throws: 6,
  allocates: 1,
  dies: 1,
  'dies-first': 3,
  hangs: 0.7,
  spins: 0.7,
  retires: 1,
  'returns-function': 1.5,
  'takes-function': 1.5,
  unmade: 1.5,
  fresh: 8,
  given: 4,
};

export function drawLot(draw: Draw): Lot {
  const fate = draw.of(weights);
  return { fate, n: draw.whole(0, 10_000), deaths: fate === 'dies-first' ? draw.whole(1, 2) : 0 };
}

export const needsTime = ({ fate }: Lot) => fate === 'hangs' || fate === 'spins';

/**
 * The oracle: what may become of one task, as if there were one thread and nothing else. A list, since some ends hang on
 * what happens beside it.
 */
export function endsOf({ fate, n, deaths }: Lot, around: Circumstances): string[] {
  const ends = new Set([ownEnd(fate, n, deaths, around)]);
  // In company the first death counts against nobody; where a neighbour's time is over before the death is noticed, nor
  // does the next.
  const uncounted = around.hasTime ? Infinity : 1;
  if (fate === 'dies-first' && around.hasCompany && deaths <= around.retries + uncounted) ends.add(`value ${2 * n}`);
  if (fate === 'given' && around.hasCompany) ends.add('error worker-crashed');
  if (around.isWild) ends.add('error worker-crashed');
  if (around.startsFail) ends.add('error start-failed');
  // What a stream pulls after its pool has ended is told so.
  if (around.mayEnd) ends.add('error aborted').add('error closed');
  if (around.hasTime) ends.add('error timed-out');
  return [...ends];
}

function ownEnd(fate: Fate, n: number, deaths: number, { retries }: Circumstances): string {
  switch (fate) {
    case 'throws':
      return 'error too-large';
    case 'allocates':
      return 'error RangeError';
    case 'dies':
      return 'error worker-crashed';
    case 'dies-first':
      return deaths > retries ? 'error worker-crashed' : `value ${2 * n}`;
    case 'hangs':
    case 'spins':
      return 'error timed-out';
    case 'returns-function':
    case 'takes-function':
      return 'error unsendable';
    case 'unmade':
      return 'error unmade';
    default:
      return `value ${2 * n}`;
  }
}

/** An end in the oracle's words. */
export function toldAs(error: unknown): string {
  const { name, code, message } = error as { name?: string; code?: unknown; message: string };
  if (name === 'DataCloneError' || /cannot be sent/.test(message)) return 'error unsendable';
  if (message === 'unmade') return 'error unmade';
  return `error ${String(code ?? name)}`;
}
