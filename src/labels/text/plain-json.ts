import { mostNumber } from './text';

/** Stands for a value that is to be read by `JSON.parse`: what is odd, wrong, or cut by the end of the bytes. */
export const notPlain: unique symbol = Symbol('not plain');

const quote = 0x22;
const comma = 0x2c;
const minus = 0x2d;
const dot = 0x2e;
const zero = 0x30;
const colon = 0x3a;
const backslash = 0x5c;
const [openList, closeList] = [0x5b, 0x5d];
const [openObject, closeObject] = [0x7b, 0x7d];
/** Deeper values are left to who counts levels. */
const mostLevels = 8;
/** Whole numbers of so many digits have 32 bits; their quotient by a power of ten is rounded once, as it should be. */
const mostDigits = 9;
const powers = Array.from({ length: mostDigits + 1 }, (_, exponent) => 10 ** exponent);
/** So many zeros follow what is read: no loop needs to look whether the bytes have ended, for zeros are no JSON. */
export const zerosBehind = 2;
/** Numbers of lists share memory, so that a short list takes none of its own. */
const sharedNumbers = 65_536;
/** Longer strings are values, which seldom come again. */
const mostKept = 32;
const slots = 512;

/**
 * Reads JSON from its bytes, several times as fast as by way of a text where most of it are lists of numbers. What it takes
 * is JSON, and means what `JSON.parse` makes of it; whatever it is not sure of it leaves.
 */
export class PlainJson {
  /** The place behind the value that was read last. */
  end = 0;
  readonly #packed: ReadonlySet<string>;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** Short strings by their hash: keys come again with each object. */
  readonly #texts: (string | undefined)[] = Array.from({ length: slots });
  #numbers = new Float64Array(sharedNumbers);
  /** How many of them are taken. */
  #taken = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;

  /**
   * @param packed Keys under which lists of finite numbers become a `Float64Array`, at any depth: a view of memory that
   *   others share, until `reuse`.
   */
  constructor(packed: ReadonlySet<string> = new Set()) {
    this.#packed = packed;
  }

  /** Lists that were read are needed no more: their memory is taken for those to come. */
  reuse(): void {
    this.#taken = 0;
  }

  /** The value that begins at this place. @param bytes With `zerosBehind`. */
  read(bytes: Uint8Array, at: number): unknown {
    this.#bytes = bytes;
    this.#at = at;
    const value = this.#value(0, false);
    this.end = this.#at;
    return value;
  }

  #value(level: number, isPacked: boolean): unknown {
    const byte = this.#bytes[this.#at]!;
    if (byte === openObject) return level < mostLevels ? this.#object(level + 1, isPacked) : notPlain;
    if (byte === openList) return level < mostLevels ? this.#list(level + 1, isPacked) : notPlain;
    if (byte === quote) return this.#text();
    if (byte === minus || isDigit(byte)) {
      const value = this.#number();
      return Number.isNaN(value) ? notPlain : value;
    }
    if (this.#word('null')) return null;
    if (this.#word('true')) return true;
    return this.#word('false') ? false : notPlain;
  }

  #object(level: number, isPacked: boolean): unknown {
    const object: Record<string, unknown> = {};
    this.#at++;
    if (this.#next() === closeObject) return this.#past(object);
    for (;;) {
      if (this.#bytes[this.#at] !== quote) return notPlain;
      const key = this.#text();
      // Its own setter would swallow it.
      if (key === notPlain || key === '__proto__') return notPlain;
      if (this.#next() !== colon) return notPlain;
      this.#at++;
      this.#next();
      const value = this.#value(level, isPacked || this.#packed.has(key));
      if (value === notPlain) return notPlain;
      object[key] = value;
      const byte = this.#next();
      if (byte === closeObject) return this.#past(object);
      if (byte !== comma) return notPlain;
      this.#at++;
      this.#next();
    }
  }

  #list(level: number, isPacked: boolean): unknown {
    const from = this.#at++;
    if (this.#next() === closeList) return this.#past([]);
    if (isPacked) {
      const numbers = this.#packedList();
      if (numbers) return numbers;
      this.#at = from + 1;
      this.#next();
    }
    const list: unknown[] = [];
    for (;;) {
      const value = this.#value(level, isPacked);
      if (value === notPlain) return notPlain;
      list.push(value);
      const byte = this.#next();
      if (byte === closeList) return this.#past(list);
      if (byte !== comma) return notPlain;
      this.#at++;
      this.#next();
    }
  }

  /** Null where another thing than finite numbers is in it. */
  #packedList(): Float64Array | null {
    let numbers = this.#numbers;
    let from = this.#taken;
    let at = from;
    for (;;) {
      const value = this.#number();
      if (!(Math.abs(value) <= mostNumber)) return null;
      if (at === numbers.length) {
        const more = new Float64Array(Math.max(sharedNumbers, 2 * (at - from)));
        more.set(numbers.subarray(from));
        [numbers, at, from] = [more, at - from, 0];
        this.#numbers = more;
        this.#taken = 0;
      }
      numbers[at++] = value;
      const byte = this.#next();
      if (byte === closeList) break;
      if (byte !== comma) return null;
      this.#at++;
      this.#next();
    }
    this.#taken = at;
    return this.#past(numbers.subarray(from, at));
  }

  /** NaN where there is none, or where it may go on behind the bytes. */
  #number(): number {
    const bytes = this.#bytes;
    const from = this.#at;
    let at = from;
    const isNegative = bytes[at] === minus;
    if (isNegative) at++;
    const first = at;
    let value = 0;
    let byte = bytes[at]!;
    while (isDigit(byte)) {
      value = (value * 10 + (byte - zero)) | 0;
      byte = bytes[++at]!;
    }
    let digits = at - first;
    if (digits === 0 || (digits > 1 && bytes[first] === zero)) return NaN;
    let places = 0;
    if (byte === dot) {
      const point = at;
      byte = bytes[++at]!;
      while (isDigit(byte)) {
        value = (value * 10 + (byte - zero)) | 0;
        byte = bytes[++at]!;
      }
      places = at - point - 1;
      if (places === 0) return NaN;
      digits += places;
    }
    const isExponent = byte === 0x65 || byte === 0x45;
    if (isExponent) {
      byte = bytes[++at]!;
      if (byte === 0x2b || byte === minus) byte = bytes[++at]!;
      if (!isDigit(byte)) return NaN;
      while (isDigit(byte)) byte = bytes[++at]!;
    }
    if (byte === 0) return NaN;
    this.#at = at;
    if (isExponent || digits > mostDigits) return Number(this.#decoder.decode(bytes.subarray(from, at)));
    if (places > 0) value /= powers[places]!;
    return isNegative ? -value : value;
  }

  #text(): string | typeof notPlain {
    const bytes = this.#bytes;
    const from = this.#at + 1;
    let at = from;
    let hash = 0;
    let isSimple = true;
    for (;;) {
      const byte = bytes[at]!;
      if (byte === quote) break;
      if (byte < 0x20) return notPlain;
      if (byte === backslash) at++;
      if (byte === backslash || byte > 0x7e) isSimple = false;
      hash = (hash * 31 + byte) & 0xfff_ffff;
      at++;
    }
    this.#at = at + 1;
    if (!isSimple) return parsedText(this.#decoder.decode(bytes.subarray(from - 1, at + 1)));
    if (at - from > mostKept) return this.#decoder.decode(bytes.subarray(from, at));
    const known = this.#texts[hash % slots];
    if (known !== undefined && isSame(known, bytes, from, at)) return known;
    const text = this.#decoder.decode(bytes.subarray(from, at));
    this.#texts[hash % slots] = text;
    return text;
  }

  #word(word: string): boolean {
    for (let index = 0; index < word.length; index++)
      if (this.#bytes[this.#at + index] !== word.charCodeAt(index)) return false;
    this.#at += word.length;
    return true;
  }

  /** Goes on to the next byte that is no space. */
  #next(): number {
    let byte = this.#bytes[this.#at]!;
    while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) byte = this.#bytes[++this.#at]!;
    return byte;
  }

  #past<T>(value: T): T {
    this.#at++;
    return value;
  }
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= 0x39;
}

function isSame(text: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let at = from; at < to; at++) if (text.charCodeAt(at - from) !== bytes[at]) return false;
  return true;
}

function parsedText(text: string): string | typeof notPlain {
  try {
    return JSON.parse(text) as string; // In quotes.
  } catch {
    return notPlain;
  }
}
