/** @throws RangeError for what is no number from `least` to `most`, both included. */
export function assertNumber(name: string, value: number, least: number, most = Number.MAX_VALUE): void {
  if (typeof value === 'number' && value >= least && value <= most) return;
  throw new RangeError(`Expected \`${name}\` to be a number of at least ${least}, received ${String(value)}.`);
}

/** @throws RangeError for what is no whole number from `least` on. */
export function assertWhole(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new RangeError(`Expected \`${name}\` to be a whole number of at least ${least}, received ${String(value)}.`);
}
