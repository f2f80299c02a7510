import { classOf, type LabelClass } from '../core/dataset/label-set';
import { quoted } from './text/text';
import type { Troubles } from './troubles';

/** A class that its file numbers otherwise than the set does. */
export interface Renumbered {
  readonly index: number;
  readonly given: number;
  readonly file: string;
  readonly where: string;
}

/**
 * The classes of a set while it is read: those that its files name, and those that labels mention beside them, which get
 * their number or name. What a number means is each file's own: several files have a class in common by its name. Indexes
 * stay as they were given; ids are known when all was read.
 */
export class ClassBook {
  readonly #classes: Omit<LabelClass, 'id'>[] = [];
  /** By index; null for those that get a free one. */
  readonly #ids: (number | null)[] = [];
  readonly #byId = new Map<number, number>();
  readonly #byName = new Map<string, number[]>();
  readonly #unnamed: number[] = [];
  readonly #renumbered: Renumbered[] = [];

  get size(): number {
    return this.#classes.length;
  }

  /** Indexes of those that no file names. */
  get unnamed(): readonly number[] {
    return this.#unnamed;
  }

  nameOf(index: number): string {
    return this.#classes[index]?.name ?? '';
  }

  /** The class that has this id for good, as its file gave it; null for none. */
  holderOf(id: number): number | null {
    return this.#byId.get(id) ?? null;
  }

  hasName(name: string): boolean {
    return this.#byName.has(name);
  }

  /** All of this name, in their order. */
  allNamed(name: string): readonly number[] {
    return this.#byName.get(name) ?? [];
  }

  /** The class of this name, made where there is none, with a free id. */
  named(name: string, rest: Partial<Omit<LabelClass, 'id' | 'name'>> = {}): number {
    return this.allNamed(name)[0] ?? this.#add(classOf(0, name, rest), null);
  }

  /** The same for one that a label uses though the files name others alone. */
  unnamedAs(name: string, rest: Partial<Omit<LabelClass, 'id' | 'name'>> = {}): number {
    return this.allNamed(name)[0] ?? this.#noted(this.#add(classOf(0, name, rest), null));
  }

  /** A class of its own, whatever others are called, with its id where that is free. @returns its index. */
  add(one: LabelClass): number {
    return this.#add(one, this.#byId.has(one.id) ? null : one.id);
  }

  /** The same for one that a label uses though the files name others alone. */
  addUnnamed(one: LabelClass): number {
    return this.#noted(this.add(one));
  }

  /** To be told when ids are known: this class has another one than its file gives it. */
  renumbered(one: Renumbered): void {
    this.#renumbered.push(one);
  }

  /** The classes with their ids: those that were given first, and free ones from a class's own place on. */
  settled(troubles: Troubles): readonly LabelClass[] {
    let free = 0;
    this.#ids.forEach((id, index) => {
      if (id !== null) return;
      for (free = Math.max(free, index); this.#byId.has(free);) free++;
      this.#ids[index] = free;
      this.#byId.set(free, index);
    });
    for (const one of this.#renumbered.splice(0)) this.#tell(one, troubles);
    return this.#classes.map((one, index) => ({ ...one, id: this.#ids[index] ?? index }));
  }

  #tell({ index, given, file, where }: Renumbered, troubles: Troubles): void {
    const id = this.#ids[index];
    const name = quoted(this.nameOf(index));
    const holder = this.#byId.get(given);
    const isOther = holder !== undefined && holder !== index;
    const wanted = isOther
      ? `the number ${given} to be ${quoted(this.nameOf(holder))}`
      : `the number of ${name} to be ${id}`;
    const came = isOther ? `${name}, which gets ${id}` : String(given);
    troubles.add('class-number', file, where, `Expected ${wanted}, as it is elsewhere, received ${came}.`);
  }

  #add({ id: _, ...one }: LabelClass, id: number | null): number {
    const index = this.#classes.push(one) - 1;
    this.#ids.push(id);
    if (id !== null) this.#byId.set(id, index);
    const same = this.#byName.get(one.name);
    if (same) same.push(index);
    else this.#byName.set(one.name, [index]);
    return index;
  }

  #noted(index: number): number {
    this.#unnamed.push(index);
    return index;
  }
}
