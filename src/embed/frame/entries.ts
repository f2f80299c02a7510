import { splitPath } from '../../app/format';
import type { Item } from '../../core/dataset/item';
import { isBeside, mayBeLabelled } from '../../sinks/desk-labels';
import type { Entry } from './entry';
import type { Kept } from './kept';
import { imagesOf } from './told-of';

/** What the field holds, in the order in which it came: images, files beside them, and what was made of them. */
export class Entries {
  #all: Entry[] = [];
  /** Files of labels that were written, by path. */
  readonly #beside = new Map<string, File>();
  readonly #withdrawn: (paths: readonly string[]) => void;
  /** From anywhere: the page keeps numbers of former frames. */
  #ids = Math.floor(Math.random() * 2 ** 48);

  /** @param withdrawn Told the paths of results that hold no more, once for all that go together. */
  constructor(withdrawn: (paths: readonly string[]) => void) {
    this.#withdrawn = withdrawn;
  }

  get all(): readonly Entry[] {
    return this.#all;
  }

  get images(): readonly Entry[] {
    return imagesOf(this.#all);
  }

  get waiting(): readonly Entry[] {
    return this.#all.filter(({ state }) => state === 'waiting');
  }

  /** Of all results that are there. */
  get paths(): string[] {
    return [...this.#all.flatMap(({ files }) => [...files.keys()]), ...this.#beside.keys()];
  }

  /** How many files of labels were written. */
  get labelFiles(): number {
    return this.#beside.size;
  }

  /** A file of labels speaks of many images: where one of them changes, all are begun anew. */
  get isLabelled(): boolean {
    return mayBeLabelled(this.#all.flatMap(({ item }) => item?.path ?? []));
  }

  find(id: number): Entry | undefined {
    return this.#all.find((one) => one.id === id);
  }

  /** A file that has come, and waits to be worked on. */
  enter(item: Item, isHosts: boolean): void {
    const beside = !item.trouble && isBeside(item.path);
    this.#add({ ...{ id: ++this.#ids, item, name: splitPath(item.path).name, isHosts }, isBeside: beside });
  }

  /** A result that a former frame had made: it is shown, and its source is gone. */
  restore({ path, of, file }: Kept): void {
    if (of === 0) return this.wroteLabels(path, file);
    const entry = this.find(of) ?? this.#add({ id: of, item: null, name: file.name, isHosts: true, isBeside: false });
    entry.state = 'done';
    entry.files.set(path, file);
  }

  wroteLabels(path: string, file: File): void {
    this.#beside.set(path, file);
  }

  /** Takes one off, and withdraws its results with those that speak of all. */
  remove(entry: Entry): void {
    this.#withdraw([entry]);
    this.#all = this.#all.filter((one) => one !== entry);
  }

  /** Puts these back among those that wait, but for what has no source any more, and all that are not settled. */
  beginAgain(which: (entry: Entry) => boolean): void {
    const again = this.#all.filter((entry) => entry.item && (which(entry) || !entry.row));
    this.#withdraw(again);
    for (const entry of again) Object.assign(entry, { state: 'waiting', row: null });
  }

  /** Takes everything off; nobody is told of results, for none is left. */
  clear(): void {
    this.#all = [];
    this.#beside.clear();
  }

  #add(fresh: Omit<Entry, 'state' | 'row' | 'files'>): Entry {
    const entry: Entry = { ...fresh, state: 'waiting', row: null, files: new Map() };
    this.#all.push(entry);
    return entry;
  }

  #withdraw(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    const paths = [...entries.flatMap(({ files }) => [...files.keys()]), ...this.#beside.keys()];
    for (const { files } of entries) files.clear();
    this.#beside.clear();
    if (paths.length > 0) this.#withdrawn(paths);
  }
}
