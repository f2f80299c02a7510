import type { BenchResult } from './result';

/** What a run may take, in seconds: longer ones are not run before a change lands. */
export const mostSeconds = { smoke: 60, all: 25 * 60 } as const;

export function totalSeconds({ seconds = {} }: Pick<BenchResult, 'seconds'>): number {
  return Object.values(seconds).reduce((sum, each) => sum + each, 0);
}

/** A sentence on how long a run took, and whether that is too long. */
export function durationLine(seconds: number, run: keyof typeof mostSeconds): string {
  const most = mostSeconds[run];
  const told = `\`${run}\` took ${spelt(seconds)}`;
  return seconds > most ? `WARNING: ${told}, more than the ${spelt(most)} that it may take.` : `${told}.`;
}

function spelt(seconds: number): string {
  return seconds > 120 ? `${(seconds / 60).toFixed(1).replace('.0', '')} min` : `${Math.round(seconds)} s`;
}
