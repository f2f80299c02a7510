import { classOf, type LabelClass } from '../core/dataset/label-set';
import type { ClassBook } from './class-book';
import { quoted } from './text/text';
import type { Troubles } from './troubles';

/** What the numbers of classes mean in one file, or in the folder that a file speaks of. */
export class FileClasses {
  readonly #book: ClassBook;
  readonly #file: string;
  readonly #troubles: Troubles;
  /** By the file's number. */
  readonly #indexes = new Map<number, number>();
  readonly #own = new Set<number>();
  /** How many classes of a name are known to be this file's. */
  readonly #seen = new Map<string, number>();
  readonly #named = new Set<number>();

  /** @param file Its path, for troubles. */
  constructor(book: ClassBook, file: string, troubles: Troubles) {
    this.#book = book;
    this.#file = file;
    this.#troubles = troubles;
  }

  /** Whether it names classes, and none of this number. */
  lacks(id: number): boolean {
    return this.#named.size > 0 && !this.#named.has(id);
  }

  /** A class that the file names: the first of a number stands, another file's of the same name is the same. @returns its index. */
  declare(one: LabelClass, where = ''): number {
    this.#named.add(one.id);
    return this.#declare(one, where, (other) => this.#book.add(other));
  }

  /** The same for one that a label uses though the file names others alone. */
  declareUnnamed(one: LabelClass): number {
    return this.#declare(one, '', (other) => this.#book.addUnnamed(other));
  }

  /** The class of a number that a label has, made and called after it where there is none. @returns its index. */
  numbered(id: number): number {
    return this.idIndex(id) ?? this.#declare(classOf(id, String(id)), '', (one) => this.#book.add(one));
  }

  /** Null for a number that the file gives no class; a file that names none means the others'. */
  idIndex(id: number): number | null {
    return this.#indexes.get(id) ?? (this.#named.size > 0 ? null : this.#book.holderOf(id));
  }

  #declare(one: LabelClass, where: string, add: (one: LabelClass) => number): number {
    const known = this.#indexes.get(one.id);
    if (known !== undefined) {
      const name = this.#book.nameOf(known);
      if (name !== one.name) {
        const detail = `Expected the number ${one.id} to be ${quoted(name)} throughout the file, received ${quoted(one.name)}.`;
        this.#troubles.add('class-number', this.#file, where, detail);
      }
      return known;
    }
    const index = this.#common(one) ?? add(one);
    this.#indexes.set(one.id, index);
    this.#own.add(index);
    // What no file names is told where it is used.
    if (this.#named.has(one.id) && this.#book.holderOf(one.id) !== index)
      this.#book.renumbered({ index, given: one.id, file: this.#file, where });
    return index;
  }

  /** Another file's class of this name, of several the one of this number; null where all of them are this file's by now. */
  #common({ id, name }: LabelClass): number | null {
    const same = this.#book.holderOf(id);
    if (same !== null && this.#book.nameOf(same) === name && !this.#own.has(same)) return same;
    const all = this.#book.allNamed(name);
    let seen = this.#seen.get(name) ?? 0;
    while (this.#own.has(all[seen] ?? -1)) seen++;
    this.#seen.set(name, seen);
    return all[seen] ?? null;
  }
}
