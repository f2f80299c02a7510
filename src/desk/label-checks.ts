import type { LabelReport } from '../core/dataset/label-report';
import { labelCheckCodes, type LabelCheck, type LabelCheckCode } from '../core/dataset/label-checks';
import type { LabelSet } from '../core/dataset/label-set';

/** How many are reported one by one. */
const mostTold = 1000;
/** How many are kept one by one, so that the first images by name are told whatever the order of the work. */
const mostKept = 50_000;

type Wrong = NonNullable<LabelReport['wrong']>[number];

interface Entry {
  readonly counts: ReadonlyMap<LabelCheckCode, number>;
  /** By name of the class. */
  readonly drops: ReadonlyMap<string, number>;
  readonly list: readonly Wrong[];
}

/** What is wrong with the labels of each image: counted in full, listed as far as anyone reads. */
export class LabelChecks {
  readonly #entries = new Map<string, Entry>();
  #kept = 0;
  readonly #nameOf: (index: number) => string;

  /** @param nameOf What a class is called at the time: a table may change it for what is tried again. */
  constructor(nameOf: (index: number) => string) {
    this.#nameOf = nameOf;
  }

  /** What was told of an image before stands no more. @param isDropped Whether the labels were left out. */
  add(image: string, wrong: readonly LabelCheck[], isDropped: boolean): void {
    this.#kept -= this.#entries.get(image)?.list.length ?? 0;
    const counts = new Map<LabelCheckCode, number>();
    const dropped = new Map<number, number>();
    for (const { code, label, class: index } of wrong) {
      counts.set(code, (counts.get(code) ?? 0) + 1);
      if (isDropped && label !== null && index !== null) dropped.set(label, index);
    }
    const drops = new Map<string, number>();
    for (const index of dropped.values()) {
      const name = this.#nameOf(index);
      drops.set(name, (drops.get(name) ?? 0) + 1);
    }
    const list = wrong.slice(0, Math.max(0, mostKept - this.#kept)).map(({ class: index, ...check }): Wrong => ({
      ...check,
      image,
      class: index === null ? null : this.#nameOf(index),
    }));
    this.#kept += list.length;
    this.#entries.set(image, { counts, drops, list });
  }

  /** Paths of all images that have it, by name. */
  images(code: LabelCheckCode): readonly string[] {
    return [...this.#entries].flatMap(([image, { counts }]) => (counts.has(code) ? [image] : [])).sort();
  }

  clear(): void {
    this.#entries.clear();
    this.#kept = 0;
  }

  /** Labels that were left out, by name of their class. */
  drops(): ReadonlyMap<string, number> {
    const all = new Map<string, number>();
    for (const { drops } of this.#entries.values())
      for (const [name, count] of drops) all.set(name, (all.get(name) ?? 0) + count);
    return all;
  }

  /** @param set That the labels are of: what is wrong with it as a whole comes first. */
  report(set: LabelSet): Pick<LabelReport, 'checks' | 'wrong'> {
    const wrong: Wrong[] = oneSplit(set);
    const counts = new Map<LabelCheckCode, number>([['one-split', wrong.length]]);
    const images = [...this.#entries].toSorted(([one], [other]) => (one < other ? -1 : 1));
    for (const [, { counts: own, list }] of images) {
      for (const [code, count] of own) counts.set(code, (counts.get(code) ?? 0) + count);
      wrong.push(...list);
    }
    return {
      checks: labelCheckCodes.flatMap((code) => {
        const count = counts.get(code) ?? 0;
        return count > 0 ? [{ code, count }] : [];
      }),
      wrong: wrong.slice(0, mostTold),
    };
  }
}

/** Classes that one split has and no other, where there are several. */
function oneSplit({ classes, store }: LabelSet): Wrong[] {
  const splits = new Set<string>();
  const of = new Map<number, Set<string>>();
  for (const path of store.images()) {
    const split = store.factsOf(path)?.split ?? null;
    if (split === null) continue;
    splits.add(split);
    for (const index of store.classesOf(path)) of.set(index, (of.get(index) ?? new Set<string>()).add(split));
  }
  if (splits.size < 2) return [];
  return classes.flatMap(({ name }, index): Wrong[] => {
    const [only, ...others] = of.get(index) ?? [];
    if (only === undefined || others.length > 0) return [];
    const detail = `Expected the class in each of ${[...splits].join(', ')}, found it in ${only} alone.`;
    return [{ code: 'one-split', image: null, label: null, class: name, detail }];
  });
}
