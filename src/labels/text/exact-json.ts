/** Before the digits of a whole number that JavaScript's would round, or write with others: such a text is the number itself, for the way back. */
const mark = '\\u0000';
/** Digits enough to be beyond 2^53, where no fraction is around them. */
const mayRound = /(?:^|[^.\d])\d{16}/;
/** Whole numbers of more are no ids, and left as JavaScript has them. */
const mostDigits = 10_000;

/**
 * A text of JSON in which whole numbers that would be rounded are marked texts, so that what is parsed of it and goes back
 * by `exactText` has all of their digits.
 */
export function markedJson(text: string): string {
  if (!mayRound.test(text)) return text;
  let marked = '';
  let done = 0;
  for (const { at, digits } of roundedNumbers(text)) {
    marked += `${text.slice(done, at)}"${mark}${digits}"`;
    done = at + digits.length;
  }
  return marked + text.slice(done);
}

/** The first whole number in a text of JSON that would be rounded, and where it is; null for none. */
export function roundedIn(text: string): RoundedNumber | null {
  if (!mayRound.test(text)) return null;
  for (const number of roundedNumbers(text)) return number;
  return null;
}

interface RoundedNumber {
  readonly at: number;
  readonly digits: string;
}

/** By steps of our own: expressions that take a text in quotes of ten million letters run out of stack. */
function* roundedNumbers(text: string): Generator<RoundedNumber, void, undefined> {
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfQuoted(text, at + 1);
    else if (code === minus || isDigit(code)) {
      const from = at++;
      while (isOfNumber(text.charCodeAt(at))) at++;
      const token = at - from > mostDigits ? '' : text.slice(from, at);
      if (isRounded(token) && !isKey(text, at)) yield { at: from, digits: token };
    } else at++;
  }
}

/** Behind the quote that ends it. */
function endOfQuoted(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === backslash) at++;
  }
  return text.length;
}

/** Bare before a colon it is no JSON, and should not become some. */
function isKey(text: string, from: number): boolean {
  let at = from;
  while (/\s/.test(text.charAt(at))) at++;
  return text.charAt(at) === ':';
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** A digit, a sign, a point or the letter of an exponent. */
function isOfNumber(code: number): boolean {
  return isDigit(code) || code === 0x2b || code === minus || code === 0x2e || (code | 0x20) === 0x65;
}

const [quote, minus, backslash] = [0x22, 0x2d, 0x5c];

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

/** Of a marked text its digits; else the value itself. */
export function digitsOf<T>(value: T): T | string {
  return typeof value === 'string' && /^\0-?\d+$/.test(value) ? value.slice(1) : value;
}

/** Whether a value that was parsed without marks has a number that may have been rounded. */
export function hasRounded(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) > Number.MAX_SAFE_INTEGER;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasRounded);
}

function isRounded(token: string): boolean {
  return /^-?[1-9]\d{15,}$/.test(token) && String(Number(token)) !== token;
}
