import type { Report, ReportItem } from '../../core/dataset/report';
import type { Recipe } from '../../core/recipe/recipe';
import type { JobEvent } from '../../job/job';
import type { Engine } from './engine';
import type { Entry } from './entry';
import { FileSink } from './file-sink';

export interface FieldRunOptions {
  readonly engine: Engine;
  readonly recipe: Recipe;
  readonly entries: readonly Entry[];
  /** Paths of results that are there already. */
  readonly taken: readonly string[];
  /** A result is there: in the order of the entries. @param of Null for a file of labels, which speaks of many. */
  onFile(path: string, file: File, of: Entry | null): void;
  /** An entry has moved on. */
  onChange(): void;
}

/** One run over images of the field. Once it is dropped nothing is heard of it any more. */
export class FieldRun {
  /** Null where it was dropped. @throws AppError where the engine cannot start. */
  readonly done: Promise<Report | null>;
  readonly #options: FieldRunOptions;
  readonly #abort = new AbortController();
  readonly #byPath: ReadonlyMap<string, Entry>;
  /** Named, and not yet known to be whose: names are given in the order of the entries. */
  readonly #named: { readonly path: string; readonly file: File }[] = [];
  #matched = 0;
  #isDropped = false;

  constructor(options: FieldRunOptions) {
    this.#options = options;
    this.#byPath = new Map(options.entries.flatMap((one) => (one.item ? [[one.item.path, one]] : [])));
    this.done = this.#run();
  }

  get isCancelled(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Ends it; what is not done by then is skipped. */
  cancel(): void {
    this.#abort.abort();
  }

  drop(): void {
    this.#isDropped = true;
    this.#abort.abort();
  }

  async #run(): Promise<Report | null> {
    const { engine, recipe, entries, taken } = this.#options;
    const report = await engine.run({
      ...{ recipe, taken, signal: this.#abort.signal },
      items: entries.flatMap(({ item }) => item ?? []),
      sink: new FileSink((path, file) => {
        this.#named.push({ path, file });
        this.#match();
      }),
      heard: (event) => this.#heard(event),
    });
    if (this.#isDropped) return null;
    // The rows with the names that the outputs have got in the end.
    for (const row of report.items) this.#settled(row);
    // What is left belongs to no image alone.
    for (const { path, file } of this.#named.splice(0)) this.#options.onFile(path, file, null);
    return report;
  }

  #heard(event: JobEvent): void {
    if (this.#isDropped) return;
    if (event.type === 'started') {
      const entry = this.#byPath.get(event.path);
      if (entry?.state === 'waiting') entry.state = 'running';
    } else if (event.type === 'settled') this.#settled(event.row);
    this.#options.onChange();
  }

  #settled(row: ReportItem): void {
    const entry = this.#byPath.get(row.path);
    if (!entry) return;
    Object.assign(entry, { row, state: row.status });
    this.#match();
  }

  #match(): void {
    if (this.#isDropped) return;
    const { entries, onFile } = this.#options;
    for (;;) {
      const entry = entries[this.#matched];
      const many = entry?.row?.outputs.length;
      if (!entry || many === undefined || this.#named.length < many) return;
      for (const { path, file } of this.#named.splice(0, many)) {
        entry.files.set(path, file);
        onFile(path, file, entry);
      }
      this.#matched++;
    }
  }
}
