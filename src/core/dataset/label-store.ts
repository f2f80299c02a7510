import type { Size } from '../geometry/geometry';
import { bitsOf, flagsOf, nullable } from './label-numbers';
import type { Attributes, ImageLabels, Kept, Label, ShapeKind } from './labels';
import { NumberPool } from './number-pool';
import { ShapePool } from './shape-pool';

/** What a label file says of an image itself. */
export interface ImageFacts {
  readonly unit: ImageLabels['unit'];
  readonly stated: Size | null;
  readonly split: string | null;
  readonly kept: Kept | null;
}

interface ImageEntry {
  readonly facts: ImageFacts;
  readonly classes: number[];
  /** Numbers of its first and last label; -1 where it has none. */
  first: number;
  last: number;
}

/**
 * The labels of all images of a dataset, as numbers in large arrays; those of one image become objects when asked for.
 * About 60 bytes a label beside its coordinates.
 */
export class LabelStore {
  readonly #images = new Map<string, ImageEntry>();
  readonly #shapes = new ShapePool();
  readonly #shapesAt = new NumberPool((length) => new Float64Array(length));
  readonly #next = new NumberPool((length) => new Float64Array(length));
  readonly #class = new NumberPool((length) => new Uint32Array(length));
  readonly #flags = new NumberPool((length) => new Uint8Array(length));
  /** Ids, groups and scores that are numbers; NaN for none. */
  readonly #id = new NumberPool((length) => new Float64Array(length));
  readonly #group = new NumberPool((length) => new Float64Array(length));
  readonly #score = new NumberPool((length) => new Float64Array(length));
  /** What few labels have. */
  readonly #names = new Map<number, string>();
  readonly #attributes = new Map<number, Attributes>();
  readonly #kept = new Map<number, Kept>();
  /** What is kept as bytes of a file: which file, from where, how many. 0 of them means none. */
  readonly #bytesFile = new NumberPool((length) => new Uint32Array(length));
  readonly #bytesFrom = new NumberPool((length) => new Float64Array(length));
  readonly #bytesMany = new NumberPool((length) => new Uint32Array(length));
  readonly #format: string;
  readonly #kinds = new Map<ShapeKind, number>();
  /** By class as it was added: what it is called by now; null drops its labels. */
  #map: readonly (number | null)[] | null = null;

  /** @param format Of what is kept as bytes. */
  constructor(format: string) {
    this.#format = format;
  }

  /** How many labels there are. */
  get size(): number {
    return this.#class.length;
  }

  /** How many labels have a shape of each kind, whatever became of their classes; a box beside another shape does not count. */
  get kinds(): ReadonlyMap<ShapeKind, number> {
    return this.#kinds;
  }

  /** In the order in which they were opened. */
  images(): IterableIterator<string> {
    return this.#images.keys();
  }

  has(image: string): boolean {
    return this.#images.has(image);
  }

  /** Whether the image has an object or a class. */
  hasLabels(image: string): boolean {
    const entry = this.#images.get(image);
    return entry !== undefined && (entry.first >= 0 || entry.classes.length > 0);
  }

  /** Takes an image in, with or without labels. The first facts of an image stand. */
  open(image: string, facts: ImageFacts): void {
    if (!this.#images.has(image)) this.#images.set(image, { facts, classes: [], first: -1, last: -1 });
  }

  /** Takes an image in anew: what it had is no more. */
  reopen(image: string, facts: ImageFacts): void {
    this.#images.set(image, { facts, classes: [], first: -1, last: -1 });
  }

  /**
   * Labels come back in the order in which they were added.
   * @param as What stands in the place of the label's own. @throws Error for an image that was not opened.
   */
  add(image: string, label: Label, as: Pick<Label, 'class' | 'kept'> = label): void {
    const entry = this.#entry(image);
    const number = this.#class.push(as.class);
    this.#shapesAt.push(this.#shapes.add(label.shapes));
    this.#countKinds(label);
    this.#next.push(-1);
    this.#flags.push(bitsOf(label.flags));
    this.#id.push(typeof label.id === 'number' ? label.id : NaN);
    this.#group.push(label.group ?? NaN);
    this.#score.push(label.score ?? NaN);
    if (typeof label.id === 'string') this.#names.set(number, label.id);
    if (label.attributes) this.#attributes.set(number, label.attributes);
    this.#keep(number, as.kept);
    if (entry.last >= 0) this.#next.set(entry.last, number);
    else entry.first = number;
    entry.last = number;
  }

  #countKinds({ shapes }: Label): void {
    // At most one of each kind.
    for (const { kind } of shapes)
      if (kind !== 'box' || shapes.length === 1) this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1);
  }

  /** Says a class of the image as a whole. */
  addClass(image: string, classIndex: number): void {
    this.#entry(image).classes.push(classIndex);
  }

  /**
   * From here on classes are others, whatever they were made before.
   * @param map By index as they were added; null drops what is of that class.
   * @returns How many objects are dropped, by index as they were added.
   */
  reclass(map: readonly (number | null)[]): ReadonlyMap<number, number> {
    this.#map = map;
    const dropped = new Map<number, number>();
    for (let number = 0; number < this.#class.length; number++) {
      const index = this.#class.get(number);
      if (this.#mapped(index) === null) dropped.set(index, (dropped.get(index) ?? 0) + 1);
    }
    return dropped;
  }

  /** Classes are again what they were added as. */
  asAdded(): void {
    this.#map = null;
  }

  /** What a label file says of an image itself; null for one that none names. */
  factsOf(image: string): ImageFacts | null {
    return this.#images.get(image)?.facts ?? null;
  }

  /** Indexes of the classes that an image and its objects have, each as often as it is there. */
  *classesOf(image: string): Generator<number, void, undefined> {
    const entry = this.#images.get(image);
    if (!entry) return;
    const all = [...entry.classes];
    for (let number = entry.first; number >= 0; number = this.#next.get(number)) all.push(this.#class.get(number));
    yield* all.flatMap((index) => this.#mapped(index) ?? []);
  }

  /** Null for an image that no label file names. */
  get(image: string): ImageLabels | null {
    const entry = this.#images.get(image);
    if (!entry) return null;
    const labels: Label[] = [];
    for (let number = entry.first; number >= 0; number = this.#next.get(number)) {
      const index = this.#mapped(this.#class.get(number));
      if (index !== null) labels.push(this.#label(number, index));
    }
    const classes = entry.classes.flatMap((index) => this.#mapped(index) ?? []);
    // Two that were merged are one.
    return { ...entry.facts, labels, classes: this.#map ? [...new Set(classes)] : classes, moved: false };
  }

  #entry(image: string): ImageEntry {
    const entry = this.#images.get(image);
    if (!entry) throw new Error(`Expected ${image} to be opened before it gets a label.`);
    return entry;
  }

  #keep(number: number, kept: Kept | null): void {
    const isBytes = kept !== null && 'from' in kept && kept.format === this.#format;
    this.#bytesFile.push(isBytes ? kept.file : 0);
    this.#bytesFrom.push(isBytes ? kept.from : 0);
    this.#bytesMany.push(isBytes ? kept.to - kept.from : 0);
    if (kept && !isBytes) this.#kept.set(number, kept);
  }

  #mapped(index: number): number | null {
    return this.#map ? (this.#map[index] ?? null) : index;
  }

  #label(number: number, index: number): Label {
    const id = this.#id.get(number);
    return {
      class: index,
      id: this.#names.get(number) ?? nullable(id),
      group: nullable(this.#group.get(number)),
      flags: flagsOf(this.#flags.get(number)),
      score: nullable(this.#score.get(number)),
      attributes: this.#attributes.get(number) ?? null,
      shapes: this.#shapes.get(this.#shapesAt.get(number)),
      kept: this.#keptOf(number),
    };
  }

  #keptOf(number: number): Kept | null {
    const many = this.#bytesMany.get(number);
    if (many === 0) return this.#kept.get(number) ?? null;
    const from = this.#bytesFrom.get(number);
    return { format: this.#format, file: this.#bytesFile.get(number), from, to: from + many };
  }
}
