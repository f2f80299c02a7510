import { mostLevels, tooDeep } from './bounded-json';
import type { LabelFile } from '../format';
import { markedJson } from './exact-json';
import { notPlain, PlainJson, zerosBehind } from './plain-json';
import { sentence } from './text';

/** A member of the object at the top of a JSON file, or one element of a member that is a list. */
export interface JsonPart {
  readonly key: string;
  /** Of the element; null for a member that is no list, or was not to be taken apart. */
  readonly index: number | null;
  /** `[from, to)` in bytes of the file. */
  readonly from: number;
  readonly to: number;
  readonly value: unknown;
}

/** What is wrong with a JSON file, and at which byte. */
export class JsonTrouble extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

export interface JsonOptions {
  /** Members that are lists to be taken apart, element by element. */
  readonly lists: ReadonlySet<string>;
  /** Members to be passed over; their value is undefined. */
  readonly skip?: ReadonlySet<string>;
  /**
   * By list: keys of its elements under which lists of finite numbers may come as a `Float64Array`, at any depth. They last
   * until the next parts are asked for.
   */
  readonly packed?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Lists whose elements are marked as `markedJson` does, as are members that are no lists. */
  readonly exact?: ReadonlySet<string>;
  readonly progress?: (part: number) => void;
  /** How much is read at a time; four megabytes unless said. */
  readonly pieceBytes?: number;
}

/** One element or member at most: more is no label any more. */
const mostBytes = 256_000_000;

/** Few enough that their values together are small, many enough that handing them over costs little. */
const mostTogether = 512;

/**
 * Reads a JSON file of any size, whose top is an object, piece by piece: only a few elements are in memory at a time.
 * @throws JsonTrouble, after what comes before the place it speaks of was given.
 */
export async function* jsonParts(file: LabelFile, options: JsonOptions): AsyncGenerator<JsonPart, void, undefined> {
  for await (const parts of jsonPartsTogether(file, options)) yield* parts;
}

/** The same, several parts at a time: waiting for each of a million costs a second. */
export async function* jsonPartsTogether(
  file: LabelFile,
  options: JsonOptions,
): AsyncGenerator<readonly JsonPart[], void, undefined> {
  const scan = new Scan(file, options);
  await scan.expect('{', 'an object at the top');
  if (await scan.accept('}')) return scan.end();
  do {
    const keyAt = await scan.value();
    const key = scan.parse(keyAt.from, keyAt.to);
    if (typeof key !== 'string') throw new JsonTrouble('Expected a key in quotes.', keyAt.from);
    await scan.expect(':', 'a colon');
    if (options.lists.has(key) && (await scan.accept('['))) {
      const isExact = options.exact?.has(key) ?? false;
      scan.enter(key);
      for (let index = 0; !(await scan.accept(']'));) {
        const plain = isExact ? [] : scan.plainElements(key, index);
        if (plain.length > 0) {
          yield plain;
          index += plain.length;
          continue;
        }
        if (index > 0) await scan.expect(',', 'a comma');
        const at = await scan.value();
        yield [{ key, index: index++, ...at, value: scan.parse(at.from, at.to, isExact) }];
      }
      continue;
    }
    const isSkipped = options.skip?.has(key) ?? false;
    const at = await scan.value(isSkipped);
    yield [{ key, index: null, ...at, value: isSkipped ? undefined : scan.parse(at.from, at.to, true) }];
  } while (await scan.accept(','));
  await scan.expect('}', 'a comma or the end of the object');
  await scan.end();
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const endOfList = 0x5d;
const isSpace = (byte: number | undefined) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** A window over the file that moves on; what was read stays until it is parsed. */
class Scan {
  readonly #file: LabelFile;
  readonly #progress: ((part: number) => void) | undefined;
  readonly #pieceBytes: number;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #packed: JsonOptions['packed'];
  #plain = new PlainJson();
  /** What the window is of, from its very start. */
  #memory = new Uint8Array(0);
  #window = this.#memory;
  /** Of the window's first byte in the file. */
  #base = 0;
  /** Of the next byte, in the window. */
  #at = 0;

  constructor(file: LabelFile, { progress, packed, pieceBytes = 4_000_000 }: JsonOptions) {
    this.#file = file;
    this.#packed = packed;
    this.#progress = progress;
    this.#pieceBytes = pieceBytes;
  }

  async accept(char: string): Promise<boolean> {
    if ((await this.#peek()) !== char.charCodeAt(0)) return false;
    this.#at++;
    return true;
  }

  async expect(char: string, what: string): Promise<void> {
    if (await this.accept(char)) return;
    const byte = this.#window[this.#at];
    const came = byte === undefined ? 'the end of the file' : JSON.stringify(String.fromCharCode(byte));
    throw new JsonTrouble(`Expected ${what}, received ${came}.`, this.#base + this.#at);
  }

  async end(): Promise<void> {
    if ((await this.#peek()) !== undefined)
      throw new JsonTrouble('Expected the end of the file.', this.#base + this.#at);
  }

  /** Passes one value. @param isSkipped Its bytes need not be kept. @returns where it lies. */
  async value(isSkipped = false): Promise<{ readonly from: number; readonly to: number }> {
    await this.#peek();
    const from = this.#base + this.#at;
    let level = 0;
    let inText = false;
    let isBare = false;
    for (;;) {
      // The inner loop is all that half a gigabyte goes through: no calls in it.
      const window = this.#window;
      const many = window.length;
      let at = this.#at;
      let isEnded = false;
      while (at < many) {
        const byte = window[at]!;
        if (inText) {
          if (byte === backslash) {
            if (at + 1 >= many) break;
            at++;
          } else if (byte === quote) {
            inText = false;
            if (level === 0) {
              at++;
              isEnded = true;
              break;
            }
          }
        } else if (byte === quote) inText = true;
        else if (byte === 0x7b || byte === 0x5b) {
          if (++level > mostLevels && !isSkipped) throw new JsonTrouble(tooDeep, this.#base + at);
        } else if (byte === 0x7d || byte === 0x5d) {
          if (level === 0) {
            isEnded = true;
            break;
          }
          if (--level === 0) {
            at++;
            isEnded = true;
            break;
          }
        } else if (level === 0) {
          if (byte === 0x2c || byte === 0x3a || isSpace(byte)) {
            isEnded = true;
            break;
          }
          isBare = true;
        }
        at++;
      }
      this.#at = at;
      if (isEnded) break;
      if (isSkipped) this.#drop();
      if (!(await this.#fill(isSkipped ? this.#base + this.#at : from))) {
        if (isBare && level === 0 && !inText) break;
        throw new JsonTrouble('Expected the file to go on: it is cut short.', this.#base + this.#at);
      }
      if (!isSkipped && this.#base + this.#at - from > mostBytes)
        throw new JsonTrouble(`Expected one value to have at most ${mostBytes} bytes.`, from);
    }
    const to = this.#base + this.#at;
    if (to === from) throw new JsonTrouble('Expected a value.', from);
    return { from, to };
  }

  /** The elements to come are those of this list. */
  enter(key: string): void {
    this.#plain = new PlainJson(this.#packed?.get(key));
  }

  /** The next elements of a list, as far as they are plain and lie in the window with what follows them. */
  plainElements(key: string, first: number): JsonPart[] {
    const parts: JsonPart[] = [];
    const { byteOffset, length } = this.#window;
    if (length === 0) return parts;
    this.#plain.reuse();
    const window = this.#memory.subarray(byteOffset, byteOffset + length + zerosBehind);
    while (parts.length < mostTogether) {
      let at = passSpace(window, this.#at);
      const index = first + parts.length;
      if (index > 0 && window[at] !== comma) break;
      if (index > 0) at = passSpace(window, at + 1);
      const value = this.#plain.read(window, at);
      if (value === notPlain) break;
      const { end } = this.#plain;
      const after = window[passSpace(window, end)];
      if (after !== comma && after !== endOfList) break;
      parts.push({ key, index, from: this.#base + at, to: this.#base + end, value });
      this.#at = end;
    }
    return parts;
  }

  /** @throws JsonTrouble where it is no JSON. */
  parse(from: number, to: number, isExact = false): unknown {
    const text = this.#decoder.decode(this.#window.subarray(from - this.#base, to - this.#base));
    try {
      return JSON.parse(isExact ? markedJson(text) : text);
    } catch (error) {
      throw new JsonTrouble(`Expected JSON: ${sentence((error as Error).message)}`, from);
    }
  }

  /** The next byte that is no space; undefined at the end. */
  async #peek(): Promise<number | undefined> {
    for (;;) {
      while (this.#at < this.#window.length && this.#isPassed(this.#window[this.#at])) this.#at++;
      if (this.#at < this.#window.length) return this.#window[this.#at];
      this.#drop();
      if (!(await this.#fill(this.#base + this.#at))) return undefined;
    }
  }

  /** Spaces, and the mark that some programs put before a text. */
  #isPassed(byte: number | undefined): boolean {
    return isSpace(byte) || (this.#base + this.#at < 3 && (byte === 0xef || byte === 0xbb || byte === 0xbf));
  }

  #drop(): void {
    this.#base += this.#at;
    this.#window = this.#window.subarray(this.#at);
    this.#at = 0;
  }

  /** Reads on; bytes from `keep` stay. @returns whether there was any. */
  async #fill(keep: number): Promise<boolean> {
    const end = this.#base + this.#window.length;
    if (end >= this.#file.bytes) return false;
    const kept = this.#window.subarray(keep - this.#base);
    // As much again as is kept, so that a long value is not copied time and again.
    const more = await this.#file.read(end, Math.min(this.#file.bytes, end + Math.max(this.#pieceBytes, kept.length)));
    if (more.length === 0) return false;
    this.#window = this.#joined(kept, more);
    this.#at -= keep - this.#base;
    this.#base = keep;
    this.#progress?.(end / this.#file.bytes);
    return true;
  }

  /** In the same memory time and again: what is let go waits for a collection, and of a large file that would be all of it. */
  #joined(kept: Uint8Array, more: Uint8Array): Uint8Array<ArrayBuffer> {
    const length = kept.length + more.length;
    if (this.#memory.length < length + zerosBehind) {
      const larger = new Uint8Array(Math.ceil(length * 1.125) + zerosBehind);
      larger.set(kept);
      this.#memory = larger;
    } else this.#memory.copyWithin(0, kept.byteOffset, kept.byteOffset + kept.length);
    this.#memory.set(more, kept.length);
    this.#memory.fill(0, length, length + zerosBehind);
    return this.#memory.subarray(0, length);
  }
}

function passSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isSpace(bytes[at])) at++;
  return at;
}
