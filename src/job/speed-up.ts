/** The time that a number of workers took for the same work, all rounds of it. */
export interface Measurement {
  readonly workers: number;
  /** Milliseconds, one for each round. */
  readonly ms: readonly number[];
}

export interface MeasureOptions {
  /** Numbers of workers to compare. */
  readonly counts: readonly number[];
  readonly rounds: number;
  /** Does all the work with so many workers. */
  readonly run: (workers: number) => Promise<void>;
  /** Milliseconds. */
  readonly now?: () => number;
  readonly onStep?: (done: number, of: number, measurements: readonly Measurement[]) => void;
}

/**
 * Measures each number of workers in turn, round after round, every second round backwards: whatever else slows the
 * machine down for a while, or heats it up, meets them all.
 */
export async function measure({
  counts,
  rounds,
  run,
  now = () => performance.now(),
  onStep,
}: MeasureOptions): Promise<Measurement[]> {
  const taken = new Map<number, number[]>(counts.map((workers) => [workers, []]));
  const measurements = () => counts.map((workers) => ({ workers, ms: [...(taken.get(workers) ?? [])] }));
  let done = 0;
  for (let round = 0; round < rounds; round++) {
    for (const workers of round % 2 === 0 ? counts : counts.toReversed()) {
      const start = now();
      await run(workers);
      taken.get(workers)?.push(now() - start);
      onStep?.(++done, rounds * counts.length, measurements());
    }
  }
  return measurements();
}

/** One number of workers, compared with one worker. */
export interface Comparison {
  readonly workers: number;
  /** Median, milliseconds. */
  readonly ms: number;
  /** One worker's time ÷ this time. */
  readonly speedUp: number;
  /** Speed-up ÷ workers: 1 where every worker adds all it can. */
  readonly efficiency: number;
}

/** @throws Error unless one worker was measured. */
export function compare(measurements: readonly Measurement[]): Comparison[] {
  const one = measurements.find(({ workers }) => workers === 1);
  if (!one || one.ms.length === 0) throw new Error('Expected a measurement with one worker to compare with.');
  const alone = median(one.ms);
  return measurements
    .filter(({ ms }) => ms.length > 0)
    .map(({ workers, ms }) => {
      const time = median(ms);
      return { workers, ms: time, speedUp: alone / time, efficiency: alone / time / workers };
    });
}

/**
 * The parallel share of the work by Amdahl's law, `T(n) = T(1) · ((1 − p) + p ÷ n)`, fitted by least squares over `1 ÷ n`
 * (G. Amdahl, "Validity of the single processor approach", AFIPS 1967). From 0 to 1; null below two different counts.
 */
export function parallelShare(comparisons: readonly Comparison[]): number | null {
  if (new Set(comparisons.map(({ workers }) => workers)).size < 2) return null;
  const points = comparisons.map(({ workers, ms }) => ({ x: 1 / workers, y: ms }));
  const mean = (pick: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  const slope = mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2);
  const serial = y - slope * x;
  return Math.min(1, Math.max(0, slope / (slope + serial)));
}

/** Speed-up that Amdahl's law gives `workers` at a parallel share. */
export function amdahl(share: number, workers: number): number {
  return 1 / (1 - share + share / workers);
}

/** A count that is as fast as this much of the best, with fewer workers, is the better choice. */
const close = 1.05;

/** The least number of workers that is within 5 % of the fastest. */
export function recommended(comparisons: readonly Comparison[]): number {
  const best = Math.min(...comparisons.map(({ ms }) => ms));
  return Math.min(...comparisons.filter(({ ms }) => ms <= best * close).map(({ workers }) => workers));
}

export type Verdict = 'pays' | 'one-core' | 'reading' | 'tiny' | 'no-gain';

/** Below this, handing an image to a worker and back costs as much as working on it. */
const tinyMs = 2;

/**
 * Whether more workers pay, and if not, why.
 * @param readMs What reading all the files once took, before any worker had them.
 */
export function verdictOf(
  comparisons: readonly Comparison[],
  facts: { readonly cores: number; readonly images: number; readonly readMs: number },
): Verdict {
  if (facts.cores < 2) return 'one-core';
  const fastest = comparisons.reduce((best, one) => (one.ms < best.ms ? one : best));
  if (fastest.speedUp >= 1.2) return facts.readMs > fastest.ms ? 'reading' : 'pays';
  const alone = comparisons.find(({ workers }) => workers === 1);
  return alone && alone.ms / facts.images < tinyMs ? 'tiny' : 'no-gain';
}

/** Up to so many counts from 1 to `cores`: all of them on small machines, powers of two and `cores` on large ones. */
export function countsUpTo(cores: number): number[] {
  if (cores <= 4) return Array.from({ length: cores }, (_, at) => at + 1);
  const counts = [1];
  while (counts.at(-1)! * 2 < cores) counts.push(counts.at(-1)! * 2);
  return [...counts, cores];
}

/** At most `most` of a list, evenly spread over it, the first and the last among them. */
export function spread<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, at) => all[Math.round((at * (all.length - 1)) / (most - 1))]!);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
