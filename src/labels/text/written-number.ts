/** A number as text: twelve digits, which hide what computing in doubles has added, and no zeros behind. */
export function written(value: number): string {
  const short = Number(value.toPrecision(12));
  // No exponents: readers of these formats split at spaces and expect digits. Twenty decimals reach beyond any of ours.
  return Math.abs(short) < 1e-6 && short !== 0 ? short.toFixed(20).replace(/(?<!0)0+$/, '') : String(short);
}
