import { z } from '../src/core/zod';
import type { GroupResult } from './result';

/** The main ratios as they were when somebody last looked at them closely. */
export const baselinePath = 'bench/baseline.json';

/** What it holds. */
export const baselineSchema = z.strictObject({
  /** Of the machine that they were taken on; others' ratios differ. */
  cpu: z.string(),
  cores: z.int(),
  /** What a run takes on it, from the build to its last line. */
  seconds: z.number().positive(),
  ratios: z.record(z.string(), z.number()),
});

export type Baseline = z.output<typeof baselineSchema>;

/** By how much a ratio may be worse than it was before it is worth a warning. */
export const tolerated = 0.15;

export function ratiosOf(groups: readonly GroupResult[]): Record<string, number> {
  return Object.fromEntries(
    groups.flatMap(({ name, ratios = [] }) => ratios.map(({ title, value }) => [`${name}: ${title}`, value] as const)),
  );
}

/** Those of one group. */
export function ofGroup(group: string, ratios: Readonly<Record<string, number>> = {}): Record<string, number> {
  return Object.fromEntries(Object.entries(ratios).filter(([name]) => name.startsWith(`${group}: `)));
}

export interface Compared {
  readonly line: string;
  readonly isWorse: boolean;
}

/** Every ratio beside what it was, higher being better; one that is gone counts as worse. */
export function compared(now: Readonly<Record<string, number>>, then: Readonly<Record<string, number>>): Compared[] {
  return [...new Set([...Object.keys(then), ...Object.keys(now)])].map((name) => {
    const [is, was] = [now[name], then[name]];
    if (is === undefined) return { line: `${name}: not measured (was ${was!.toFixed(2)})`, isWorse: true };
    if (was === undefined) return { line: `${name}: ${is.toFixed(2)} (new)`, isWorse: false };
    return { line: `${name}: ${is.toFixed(2)} (was ${was.toFixed(2)})`, isWorse: is < was * (1 - tolerated) };
  });
}
