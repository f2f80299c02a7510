import { totalSeconds } from '../duration';
import { machineLine } from '../table';
import type { BenchResult } from '../result';
import { chart } from './chart';
import { figures, poolFigures } from './figures';
import { goalsTable } from './goals';

export const resultsPath = 'bench/results.json';
export const performancePath = 'docs/performance.md';
export const chartPath = 'docs/images/performance.svg';

/** The page as it stands, with what a run of the bench measured written anew into its places; the rest is by hand. */
export function performancePage(page: string, result: BenchResult): string {
  const regions: Readonly<Record<string, string | null>> = {
    machine: `Measured on this machine: ${machineLine(result.machine)}.${lengthOf(result)}`,
    goals: goalsTable(result),
    figures: figures(result),
    'pool figures': poolFigures(result),
  };
  return Object.entries(regions).reduce(
    (text, [name, content]) => (content === null ? text : replaced(text, name, content)),
    page,
  );
}

function lengthOf(result: BenchResult): string {
  const seconds = totalSeconds(result);
  return seconds > 0 ? ` The run took ${Math.round(seconds / 60)} min.` : '';
}

/** What lies between `<!-- name -->` and `<!-- end of name -->`. */
export function replaced(page: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`Expected ${start} … ${end} in ${performancePath}, found none.`);
  return `${page.slice(0, from)}${start}\n\n${content}\n\n${page.slice(to)}`;
}

/** All that is written from a result, by path from the project's root. */
export function reportFiles(page: string, result: BenchResult): Record<string, string> {
  return { [performancePath]: performancePage(page, result), [chartPath]: chart(result) };
}
