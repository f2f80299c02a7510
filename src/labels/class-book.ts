import { classOf, type LabelClass } from '../core/dataset/label-set';

/**
 * The classes of a set while it is read: those that its files name, and those that labels mention beside them, which get
 * their number or name. Indexes stay as they were given.
 */
export class ClassBook {
  readonly #classes: LabelClass[] = [];
  readonly #byId = new Map<number, number>();
  readonly #byName = new Map<string, number>();
  readonly #unnamed: number[] = [];

  get list(): readonly LabelClass[] {
    return this.#classes;
  }

  get size(): number {
    return this.#classes.length;
  }

  /** The first of an id stands. @returns its index. */
  declare(one: LabelClass): number {
    const known = this.#byId.get(one.id);
    if (known !== undefined) return known;
    const index = this.#classes.push(one) - 1;
    this.#byId.set(one.id, index);
    if (!this.#byName.has(one.name)) this.#byName.set(one.name, index);
    return index;
  }

  /** The same for one that a label uses though the files name others alone. @returns its index. */
  declareUnnamed(one: LabelClass): number {
    const before = this.#classes.length;
    const index = this.declare(one);
    if (index === before) this.#unnamed.push(index);
    return index;
  }

  /** Indexes of those that no file names. */
  get unnamed(): readonly number[] {
    return this.#unnamed;
  }

  idIndex(id: number): number | null {
    return this.#byId.get(id) ?? null;
  }

  /** The class of this name, made where there is none: the next free id is its own. */
  named(name: string): number {
    return this.#byName.get(name) ?? this.declare(classOf(this.#freeId(), name));
  }

  /** The same for one that a label uses though the files name others alone. */
  unnamedAs(name: string): number {
    const known = this.#byName.get(name);
    return known ?? this.declareUnnamed(classOf(this.#freeId(), name));
  }

  hasName(name: string): boolean {
    return this.#byName.has(name);
  }

  #freeId(): number {
    let id = this.#classes.length;
    while (this.#byId.has(id)) id++;
    return id;
  }
}
