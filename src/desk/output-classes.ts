import { classOf, type LabelClass } from '../core/dataset/label-set';

/**
 * The classes of outputs, which a run leaves while a recipe's table may change before what failed is tried again: an output
 * keeps its classes by name, under numbers of its own. Of several of one name each is itself.
 */
export class OutputClasses {
  readonly #classes: LabelClass[] = [];
  readonly #numbers = new Map<string, number>();
  /** Of the set that was asked for last: a run asks for the same with each output. */
  #named: { readonly classes: readonly LabelClass[]; readonly names: readonly string[] } | null = null;

  /** By index into a set's classes: numbers that outputs know them by. */
  numbersOf(classes: readonly LabelClass[]): (index: number) => number {
    if (this.#named?.classes !== classes) this.#named = { classes, names: identities(classes) };
    const { names } = this.#named;
    return (index) => this.#number(names[index] ?? `${index} 0`, classes[index] ?? classOf(index, String(index)));
  }

  /**
   * The classes that outputs are written with: the set's, in their order, then those that no class of the set is called by
   * now, under ids that are free.
   * @returns them, and their indexes by the outputs' numbers.
   */
  among(classes: readonly LabelClass[]): {
    readonly classes: readonly LabelClass[];
    readonly places: readonly number[];
  } {
    const known = new Map(identities(classes).map((name, index) => [name, index]));
    const all = [...classes];
    const taken = new Set(all.map(({ id }) => id));
    const places = Array.from(this.#numbers, ([name, number]) => {
      const index = known.get(name);
      const one = this.#classes[number];
      if (index !== undefined || !one) return index ?? number;
      let { id } = one;
      if (taken.has(id)) for (id = 0; taken.has(id);) id++;
      taken.add(id);
      return all.push({ ...one, id }) - 1;
    });
    return { classes: all, places };
  }

  clear(): void {
    this.#classes.length = 0;
    this.#numbers.clear();
  }

  #number(name: string, one: LabelClass): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#classes.length);
    return this.#classes.push(one) - 1;
  }
}

/** By index: its name, and which of that name it is. */
function identities(classes: readonly LabelClass[]): readonly string[] {
  const many = new Map<string, number>();
  return classes.map(({ name }) => {
    const which = many.get(name) ?? 0;
    many.set(name, which + 1);
    return `${name} ${which}`;
  });
}
