/** How many times as many as in `npm test`; `npm run test:long` says so by `MANYHANDS_DRAWS`. */
const times = Number(process.env['MANYHANDS_DRAWS'] ?? 1);

/** How many cases something is tried on that is drawn or repeated: so many in `npm test`. */
export function timesDrawn(many: number): number {
  return many * times;
}

/** How many cases a property is tried on. */
export function draws(many: number): { readonly numRuns: number } {
  return { numRuns: timesDrawn(many) };
}
