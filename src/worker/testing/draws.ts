/**
 * How many cases a property is tried on: so many in `npm test`, twenty times as many where `npm run test:long` asks for them
 * by `MANYHANDS_DRAWS`.
 */
export function draws(many: number): { readonly numRuns: number } {
  return { numRuns: many * Number(process.env['MANYHANDS_DRAWS'] ?? 1) };
}
