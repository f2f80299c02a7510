export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export function spreadOf(values: readonly number[]): Spread {
  return { min: Math.min(...values), median: medianOf(values), max: Math.max(...values) };
}

/** The middle value, or the mean of the two in the middle. */
export function medianOf(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('Expected at least one value, received none.');
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1]!;
  return sorted.length % 2 === 1 ? upper : (sorted[(sorted.length >> 1) - 1]! + upper) / 2;
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The median of `dividend ÷ divisor`, round by round: what slows a whole round down slows both and cancels out. */
export function pairedRatio(dividend: readonly number[], divisor: readonly number[]): number {
  if (dividend.length !== divisor.length)
    throw new RangeError(`Expected as many rounds of both, received ${dividend.length} and ${divisor.length}.`);
  return medianOf(dividend.map((value, round) => value / divisor[round]!));
}
