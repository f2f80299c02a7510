import { count, splitPath } from '../../app/format';
import type { Item } from '../../core/dataset/item';
import { countsOf, type Report } from '../../core/dataset/report';
import type { Recipe } from '../../core/recipe/recipe';
import { defaultSettings } from '../../job/settings';
import { Gatherer, type FoundFile } from '../../sources/source';
import { ownRun, type FrameMessage } from '../protocol';
import { openFarCrew } from '../window/far-crew';
import { accepts } from './accepts';
import type { Engine } from './engine';
import type { Entry } from './entry';
import { FieldRun } from './field-run';
import { shownOf } from './shown-of';
import type { Doing, Shown } from './state';
import { toldReport } from './told-report';

export interface FieldOptions {
  readonly accept: string;
  /** Null for any number. */
  readonly maxFiles: number | null;
  readonly multiple: boolean;
  readonly directory: boolean;
  readonly disabled: boolean;
}

/** How often a run is drawn and told. */
const beatMs = 60;

type Found = AsyncIterable<FoundFile> | Iterable<FoundFile>;

/** The images of the field, and their way to results. */
export class Field implements Doing {
  readonly #engine: Engine;
  readonly #tell: (message: FrameMessage) => void;
  readonly #show: (shown: Shown) => void;
  #options: FieldOptions = { accept: '', maxFiles: null, multiple: false, directory: false, disabled: false };
  #recipe: Recipe | null = null;
  #entries: Entry[] = [];
  #gatherer = newGatherer();
  #gathering = 0;
  #run: FieldRun | null = null;
  /** The person stopped it: nothing starts by itself until they want it again. */
  #isStopped = false;
  #lastReport: Report | null = null;
  #wallMs = 0;
  #notice: string | null = null;
  #ids = 0;
  #beat: ReturnType<typeof setTimeout> | null = null;

  constructor(engine: Engine, tell: (message: FrameMessage) => void, show: (shown: Shown) => void) {
    this.#engine = engine;
    this.#tell = tell;
    this.#show = show;
  }

  /** A new recipe is run over the images that are there. @param recipe Null while it is wrong: nothing is run then. */
  configure(options: FieldOptions, recipe: Recipe | null): void {
    const isSame = JSON.stringify(recipe) === JSON.stringify(this.#recipe);
    this.#options = options;
    this.#recipe = recipe;
    if (!isSame) this.#again((entry) => entry.item !== null);
    if (this.#entries.length > 0) this.#itemsChanged();
    this.#go();
  }

  add(found: Found, isHosts = false): void {
    if (!this.#options.disabled || isHosts) void this.#gather(found, isHosts);
  }

  restore(files: readonly File[]): void {
    for (const file of files) {
      const entry = this.#enter(null, file.name, true);
      entry.state = 'done';
      entry.files.set(file.name, file);
    }
    this.#itemsChanged();
  }

  remove(id: number): void {
    const entry = this.#entries.find((one) => one.id === id);
    if (!entry || (this.#run && !entry.row)) return;
    this.#withdraw([entry]);
    this.#entries = this.#entries.filter((one) => one !== entry);
    if (this.#entries.length === 0) return this.clear();
    this.#notice = null;
    this.#itemsChanged();
    this.#go();
  }

  cancel(): void {
    this.#isStopped = true;
    this.#run?.cancel();
    this.#changed();
  }

  retry(): void {
    this.#isStopped = false;
    this.#again(({ state, row }) => state === 'failed' || row?.code === 'cancelled');
    this.#go();
  }

  clear(): void {
    this.#run?.drop();
    this.#run = null;
    this.#gatherer = newGatherer();
    this.#gathering = 0;
    this.#entries = [];
    this.#isStopped = false;
    this.#wallMs = 0;
    this.#notice = null;
    this.#itemsChanged();
  }

  warm(): void {
    if (!this.#options.disabled) this.#engine.warm();
  }

  openWindow(): void {
    openFarCrew(() => this.#engine.leaveFar()).then(
      (crew) => {
        this.#engine.useFar(crew);
        this.retry();
      },
      (error: Error) => {
        this.#notice = error.message;
        this.#changed();
      },
    );
  }

  async #gather(found: Found, isHosts: boolean): Promise<void> {
    if (!this.#options.multiple && this.#entries.length > 0) this.clear();
    const gatherer = this.#gatherer;
    this.#gathering++;
    this.#isStopped = false;
    this.#notice = null;
    this.#tellProgress();
    this.#changed();
    const counts = { taken: 0, left: 0 };
    try {
      for await (const item of gatherer.gather(this.#fitting(found, isHosts, counts))) {
        // Cleared meanwhile: what is still coming belongs to nothing.
        if (gatherer !== this.#gatherer) return;
        this.#enter(item, splitPath(item.path).name, isHosts);
      }
    } catch (error) {
      this.#notice = `Not everything could be read. ${(error as Error).message}`;
    }
    if (gatherer !== this.#gatherer) return;
    this.#gathering--;
    const { left } = counts;
    if (left > 0) this.#notice = `${count(left, 'file')} ${left === 1 ? 'was' : 'were'} left out: not what goes here.`;
    this.#itemsChanged();
    this.#go();
    if (!this.#isBusy) this.#end();
  }

  /** What may go into the field; a page's own files are not asked. */
  async *#fitting(found: Found, isHosts: boolean, counts: { taken: number; left: number }) {
    for await (const one of found) {
      const { accept, directory, multiple } = this.#options;
      const isOfKind = (directory || !one.path.includes('/')) && (!one.file || accepts(accept, one.file));
      if ((isHosts || isOfKind) && (multiple || counts.taken === 0)) {
        counts.taken++;
        yield one;
      } else counts.left++;
    }
  }

  #enter(item: Item | null, name: string, isHosts: boolean): Entry {
    const entry: Entry = { id: ++this.#ids, item, name, isHosts, state: 'waiting', row: null, files: new Map() };
    this.#entries.push(entry);
    return entry;
  }

  /** Puts these back among those that wait; a run that goes on over some of them is dropped. */
  #again(which: (entry: Entry) => boolean): void {
    this.#run?.drop();
    this.#run = null;
    const again = this.#entries.filter((entry) => entry.item && (which(entry) || !entry.row));
    this.#withdraw(again);
    for (const entry of again) Object.assign(entry, { state: 'waiting', row: null });
  }

  #withdraw(entries: readonly Entry[]): void {
    const paths = entries.flatMap(({ files }) => [...files.keys()]);
    for (const { files } of entries) files.clear();
    if (paths.length > 0) this.#tell({ type: 'removed', paths });
  }

  get #isTooMany(): boolean {
    const { maxFiles, multiple } = this.#options;
    return this.#entries.length > (multiple ? (maxFiles ?? Infinity) : 1);
  }

  get #isBusy(): boolean {
    return this.#run !== null || this.#gathering > 0;
  }

  /** Runs what waits, unless something keeps it. */
  #go(): void {
    const waiting = this.#entries.filter(({ state }) => state === 'waiting');
    const isKept = this.#isBusy || this.#isStopped || this.#options.disabled || this.#isTooMany;
    if (!isKept && this.#recipe && waiting.length > 0) void this.#start(waiting, this.#recipe);
    this.#changed();
  }

  async #start(entries: readonly Entry[], recipe: Recipe): Promise<void> {
    const run = new FieldRun({
      ...{ engine: this.#engine, recipe, entries },
      taken: this.#entries.flatMap(({ files }) => [...files.keys()]),
      onFile: (path, file) => this.#tell({ type: 'result', id: ownRun, path, file }),
      onChange: () => this.#soon(),
    });
    this.#run = run;
    this.#tellProgress();
    try {
      const report = await run.done;
      if (report === null || this.#run !== run) return;
      this.#lastReport = report;
      this.#wallMs += report.wallMs;
      this.#run = null;
    } catch (error) {
      if (this.#run !== run) return;
      this.#run = null;
      this.#isStopped = true;
      const { code = 'failed', message } = error as { code?: string; message: string }; // An AppError, or a bug.
      this.#notice = message;
      this.#tell({ type: 'failed', id: ownRun, code, message });
      return this.#changed();
    }
    this.#go();
    if (!this.#isBusy) this.#end();
  }

  /** Thousands of images settle faster than anyone looks. */
  #soon(): void {
    this.#beat ??= setTimeout(() => {
      this.#beat = null;
      if (!this.#run) return;
      this.#tellProgress();
      this.#changed();
    }, beatMs);
  }

  /** Nothing is at work any more. */
  #end(): void {
    this.#tellProgress();
    const rows = this.#entries.flatMap(({ row }) => row ?? []);
    const last = this.#lastReport;
    if (!last) return this.#tell({ type: 'done', id: ownRun, report: null });
    const whole = { ...last, wallMs: this.#wallMs, counts: countsOf(rows), items: rows };
    const hosts = new Set(this.#entries.flatMap(({ isHosts, item }) => (isHosts && item ? item.path : [])));
    this.#tell({ type: 'done', id: ownRun, report: toldReport(whole, (path) => hosts.has(path)) });
  }

  #itemsChanged(): void {
    this.#tell({ type: 'items', count: this.#entries.length, isTooMany: this.#isTooMany });
    this.#changed();
  }

  #tellProgress(): void {
    const done = this.#entries.filter(({ row, item }) => row ?? !item).length;
    this.#tell({ type: 'progress', id: ownRun, done, total: this.#entries.length });
  }

  #changed(): void {
    const { maxFiles, multiple } = this.#options;
    const most = multiple ? maxFiles : 1;
    const tooMany = `Choose at most ${count(most ?? 0, 'image')}: there are ${this.#entries.length}.`;
    this.#show(
      shownOf(this.#entries, {
        isGathering: this.#gathering > 0,
        isRunning: this.#run !== null,
        isCancelling: this.#run?.isCancelled ?? false,
        notice: this.#isTooMany ? tooMany : this.#notice,
      }),
    );
  }
}

function newGatherer(): Gatherer {
  const { zipMaxEntries, zipMaxRatio, zipMaxGb } = defaultSettings;
  return new Gatherer(() => ({ maxEntries: zipMaxEntries, maxRatio: zipMaxRatio, maxBytes: zipMaxGb * 1e9 }));
}
