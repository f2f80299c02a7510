import { ItemError, itemCodes, type ItemCode } from '../core/errors';
import type { Member } from '../desk/api';
import type { Desk } from './desk';
import type { Sink } from './sink';

/** Keeps outputs at the desk, and knows under which id each path lies there. */
export class DeskSink implements Sink {
  readonly #desk: Desk;
  readonly #ids = new Map<string, string>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async write(id: string, bytes: ArrayBuffer): Promise<void> {
    const trouble = await this.#desk.put(id, bytes);
    if (trouble) throw new ItemError(isCode(trouble.code) ? trouble.code : 'write-failed', trouble.message);
  }

  name(id: string, path: string): void {
    this.#ids.set(path, id);
  }

  get paths(): Iterable<string> {
    return this.#ids.keys();
  }

  /** @throws Error for a path that was never named. */
  read(path: string): Promise<ArrayBuffer> {
    const id = this.#ids.get(path);
    if (id === undefined) throw new Error(`Expected the path of an output, received ${JSON.stringify(path)}.`);
    return this.#desk.get(id);
  }

  /** For a zip, in the order in which they were named. */
  members(): Member[] {
    return Array.from(this.#ids, ([path, id]) => ({ path, id }));
  }

  async clear(): Promise<void> {
    this.#ids.clear();
    await this.#desk.clear();
  }
}

function isCode(code: string): code is ItemCode {
  return Object.hasOwn(itemCodes, code);
}
