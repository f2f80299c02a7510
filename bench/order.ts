import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { reportSchema } from '../src/core/dataset/report';
import { CostModel } from '../src/job/cost-model';
import { lookAhead } from '../src/job/longest-first';
import { UsageError } from './arguments';
import { table } from './report/markdown';

/** An image of a run, as it was measured. */
export interface Measured {
  readonly path: string;
  readonly bytes: number;
  readonly pixels: number;
  /** What a worker took for it. */
  readonly ms: number;
}

/** The images that are done of a report of `npm run headless`, whose sizes in bytes are looked up under the input. */
export function measuredIn(report: string, input: string): Measured[] {
  const { items } = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
  return items.flatMap(({ path, width, height, ms }) => {
    if (width === null || height === null || ms === null) return [];
    const { size } = statSync(join(dirname(input), path));
    return [{ path, bytes: size, pixels: width * height, ms: ms.total }];
  });
}

/** How a job with so many workers would end, had its images been taken in another order. */
export interface Ends {
  readonly source: number;
  /** By the product's cost model, which learns meanwhile what a byte of each ending takes. */
  readonly bytes: number;
  /** By the pixels of their headers, which are not read yet when a job orders its items. */
  readonly pixels: number;
  /** By what each did take. */
  readonly known: number;
}

/** In milliseconds from the first start to the last end. */
export function endsOf(images: readonly Measured[], workers: number): Ends {
  const model = new CostModel();
  return {
    source: endOf(images, workers, () => 0),
    bytes: endOf(
      images,
      workers,
      (one) => model.of({ ...one, trouble: null }),
      (one) => model.learn(one, one.ms),
    ),
    pixels: endOf(images, workers, ({ pixels }) => pixels),
    known: endOf(images, workers, ({ ms }) => ms),
  };
}

/** Whoever is free first takes the next, and once the end is in sight the dearest of what is left, as a job does. */
function endOf(
  images: readonly Measured[],
  workers: number,
  costOf: (image: Measured) => number,
  hasEnded: (image: Measured) => void = () => {},
): number {
  const left = [...images];
  const busy: { readonly until: number; readonly image: Measured | null }[] = Array.from({ length: workers }, () => ({ until: 0, image: null })); // prettier-ignore
  while (left.length > 0) {
    const soonest = busy.reduce((one, other) => (other.until < one.until ? other : one));
    if (soonest.image) hasEnded(soonest.image);
    const costs = left.length > lookAhead ? [0] : left.map(costOf);
    const [image] = left.splice(costs.indexOf(Math.max(...costs)), 1) as [Measured]; // There is one at every index.
    busy[busy.indexOf(soonest)] = { until: soonest.until + image.ms, image };
  }
  return Math.max(...busy.map(({ until }) => until));
}

/** Spearman's coefficient of rank: 1 where `of` puts all in the order of their time, 0 where it tells nothing of it. */
export function rankCorrelation(images: readonly Measured[], of: (image: Measured) => number): number {
  const [one, other] = [ranks(images.map(of)), ranks(images.map(({ ms }) => ms))];
  const mean = (images.length - 1) / 2;
  const sum = (product: (i: number) => number) => one.reduce((total, _, i) => total + product(i), 0);
  const apart = sum((i) => (one[i]! - mean) * (other[i]! - mean));
  return apart / Math.sqrt(sum((i) => (one[i]! - mean) ** 2) * sum((i) => (other[i]! - mean) ** 2));
}

/** From 0; equal values share the mean of their ranks. */
function ranks(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
}

/**
 * Prints how well bytes and pixels foretell what images take, and how jobs would end that are ordered by them.
 * @param args A report of `npm run headless` with one worker, and the folder that was its input.
 */
export function printOrder(args: readonly string[], print: (text: string) => void): void {
  const [report, input] = args;
  if (report === undefined || input === undefined)
    throw new UsageError('Expected a report and the folder of its images after `order`, received less.');
  const images = measuredIn(report, input);
  const byEnding = new Map<string, Measured[]>();
  for (const image of images) {
    const ending = image.path.split('.').at(-1)!.toLowerCase();
    byEnding.set(ending, [...(byEnding.get(ending) ?? []), image]);
  }
  const ranks = [...byEnding].map(([ending, some]) => [
    ending,
    String(some.length),
    rankCorrelation(some, ({ bytes }) => bytes).toFixed(2),
    rankCorrelation(some, ({ pixels }) => pixels).toFixed(2),
  ]);
  const ends = [2, 4, 8, 16].map((workers) => {
    const { source, bytes, pixels, known } = endsOf(images, workers);
    return [String(workers), ...[source, bytes, pixels, known].map((end) => (end / 1000).toFixed(2))];
  });
  print(`${table(['ending', 'images', 'rank by bytes', 'rank by pixels'], ranks)}\n\n`);
  print(`${table(['workers', 'as listed, s', 'by bytes, s', 'by pixels, s', 'by what each took, s'], ends)}\n`);
}
