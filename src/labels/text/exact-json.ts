/** Before the digits of a whole number that JavaScript's would round, or write with others: such a text is the number itself, for the way back. */
const mark = '\\u0000';
/** Digits enough to be beyond 2^53, where no fraction or exponent may be around them. */
const mayRound = /(?:^|[^.\d])\d{16,}(?![\d.eE])/;
const tokens = /"(?:[^"\\]|\\[^])*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * A text of JSON in which whole numbers that would be rounded are marked texts, so that what is parsed of it and goes back
 * by `exactText` has all of their digits.
 */
export function markedJson(text: string): string {
  if (!mayRound.test(text)) return text;
  return text.replace(tokens, (token) => (isRounded(token) ? `"${mark}${token}"` : token));
}

/** The first whole number in a text of JSON that would be rounded, and where it is; null for none. */
export function roundedIn(text: string): { readonly at: number; readonly digits: string } | null {
  if (!mayRound.test(text)) return null;
  for (const { 0: digits, index } of text.matchAll(tokens)) if (isRounded(digits)) return { at: index, digits };
  return null;
}

/** `JSON.stringify`, in which marked texts are numbers again. Within a text no quote stands bare behind `:`, `,` or `[`. */
export function exactText(value: unknown): string {
  return unmarked(JSON.stringify(value));
}

/** @param text Of `JSON.stringify`, without spaces. */
export function unmarked(text: string): string {
  return text.includes(mark) ? text.replace(/(?<=^|[:,[])"\\u0000(-?\d+)"(?=$|[,\]}])/g, '$1') : text;
}

/** Of a marked text the number nearest to it; else the value itself. */
export function nearestNumber<T>(value: T): T | number {
  return typeof value === 'string' && /^\0-?\d+$/.test(value) ? Number(value.slice(1)) : value;
}

/** Whether a value that was parsed without marks has a number that may have been rounded. */
export function hasRounded(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) > Number.MAX_SAFE_INTEGER;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasRounded);
}

function isRounded(token: string): boolean {
  return /^-?\d{16,}$/.test(token) && String(Number(token)) !== token;
}
