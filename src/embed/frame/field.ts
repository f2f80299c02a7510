import { count, splitPath } from '../../app/format';
import type { Item } from '../../core/dataset/item';
import type { Report } from '../../core/dataset/report';
import type { Recipe } from '../../core/recipe/recipe';
import { isBeside, mayBeLabelled } from '../../sinks/desk-labels';
import { ownRun, type FrameMessage } from '../protocol';
import { openFarCrew } from '../window/far-crew';
import type { Engine } from './engine';
import type { Entry } from './entry';
import { FieldRun } from './field-run';
import { Gathering, type Found } from './gathering';
import { keptOf } from './kept';
import { fieldRecipe } from './recipe';
import { refusalOf, type Refusal } from './refusal';
import { shownOf } from './shown-of';
import type { Doing, Shown } from './state';
import { doneOf, imagesOf, progressOf } from './told-of';

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

/** The recipe is wrong, which the page is told; a person can do nothing about it. */
const unusable = 'This field cannot be used at the moment.';

/** The images of the field, and their way to results. */
export class Field implements Doing {
  readonly #engine: Engine;
  readonly #tell: (message: FrameMessage) => void;
  readonly #show: (shown: Shown) => void;
  #options: FieldOptions = { accept: '', maxFiles: null, multiple: false, directory: false, disabled: false };
  #recipe: Recipe | null = null;
  /** Why there is none. */
  #refusal: Refusal | null = null;
  #entries: Entry[] = [];
  /** Files of labels that were written, by path. */
  readonly #beside = new Map<string, File>();
  readonly #gathering = new Gathering();
  #run: FieldRun | null = null;
  /** The person stopped it: nothing starts by itself until they want it again. */
  #isStopped = false;
  #lastReport: Report | null = null;
  #wallMs = 0;
  #notice: string | null = null;
  /** From anywhere: the page keeps numbers of former frames. */
  #ids = Math.floor(Math.random() * 2 ** 48);
  #beat: ReturnType<typeof setTimeout> | null = null;

  constructor(engine: Engine, tell: (message: FrameMessage) => void, show: (shown: Shown) => void) {
    this.#engine = engine;
    this.#tell = tell;
    this.#show = show;
  }

  /**
   * A new recipe is run over the images that are there.
   * @param given While it is no recipe nothing is run, and whoever asks for it is told why.
   */
  configure(options: FieldOptions, given: unknown): void {
    const before = JSON.stringify(this.#recipe);
    const wasRefused = this.#refusal !== null;
    this.#options = options;
    this.#take(given);
    if (JSON.stringify(this.#recipe) !== before) this.#again((entry) => entry.item !== null);
    if (this.#entries.length > 0 || wasRefused) this.#itemsChanged();
    this.#go();
    if (this.#entries.length > 0 && (this.#refusal || wasRefused)) this.#answer();
    else if (this.#refusal) this.#refuse(this.#refusal);
  }

  add(found: Found, isHosts = false): void {
    if (!this.#options.disabled || isHosts) void this.#gather(found, isHosts);
    else this.#answer();
  }

  /**
   * Shows results that the page had kept.
   * @param about What it knows of each: its `path`, and a number of the image that it was made `of`.
   * @param isBroken Images of a person were lost with a former frame.
   */
  restore(files: readonly File[], about: unknown, isBroken: boolean): void {
    for (const { path, of, file } of keptOf(files, about)) {
      if (of === 0) this.#beside.set(path, file);
      else {
        const entry = this.#entries.find(({ id }) => id === of) ?? this.#enter(null, file.name, true, of);
        entry.state = 'done';
        entry.files.set(path, file);
      }
    }
    if (isBroken) this.#notice = 'What was not ready when the page moved this field is gone. Please add it again.';
    if (files.length > 0) this.#itemsChanged();
    else this.#changed();
  }

  remove(id: number): void {
    const entry = this.#entries.find((one) => one.id === id);
    if (!entry || (this.#run && !entry.row)) return;
    const isLabelled = this.#isLabelled;
    this.#withdraw([entry]);
    this.#entries = this.#entries.filter((one) => one !== entry);
    if (this.#images.length === 0) return this.clear();
    if (isLabelled) this.#again(() => true);
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
    this.#gathering.drop();
    this.#entries = [];
    this.#beside.clear();
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
    this.#isStopped = false;
    if (!isHosts) this.#notice = null;
    const coming = this.#gathering.add(found, isHosts, this.#options, (item) =>
      this.#enter(item, splitPath(item.path).name, isHosts),
    );
    this.#tellProgress();
    this.#changed();
    const gathered = await coming;
    // Cleared meanwhile.
    if (!gathered) return;
    const { left, trouble } = gathered;
    if (trouble !== null) this.#notice = `Not everything could be read. ${trouble}`;
    if (this.#entries.length > 0 && this.#images.length === 0) this.#notice = 'There is no image among these files.';
    if (left > 0) this.#notice = `${count(left, 'file')} ${left === 1 ? 'was' : 'were'} left out: not what goes here.`;
    this.#itemsChanged();
    this.#go();
    if (!this.#isBusy) this.#end();
  }

  #take(given: unknown): void {
    this.#recipe = this.#refusal = null;
    try {
      this.#recipe = fieldRecipe(given);
    } catch (error) {
      this.#refusal = refusalOf(error);
    }
  }

  #enter(item: Item | null, name: string, isHosts: boolean, id = ++this.#ids): Entry {
    const beside = item !== null && !item.trouble && isBeside(item.path);
    const entry: Entry = { id, item, name, isHosts, isBeside: beside, state: 'waiting', row: null, files: new Map() };
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
    if (entries.length === 0) return;
    const paths = [...entries.flatMap(({ files }) => [...files.keys()]), ...this.#beside.keys()];
    for (const { files } of entries) files.clear();
    this.#beside.clear();
    if (paths.length > 0) this.#tell({ type: 'removed', paths });
  }

  get #isTooMany(): boolean {
    const { maxFiles, multiple } = this.#options;
    return this.#images.length > (multiple ? (maxFiles ?? Infinity) : 1);
  }

  get #images(): readonly Entry[] {
    return imagesOf(this.#entries);
  }

  /** A file of labels speaks of many images: where one of them changes, all are begun anew. */
  get #isLabelled(): boolean {
    return mayBeLabelled(this.#entries.flatMap(({ item }) => item?.path ?? []));
  }

  get #isBusy(): boolean {
    return this.#run !== null || this.#gathering.isOn;
  }

  /** Runs what waits, unless something keeps it. */
  #go(): void {
    const isNew = this.#entries.some(({ state }) => state === 'waiting');
    if (isNew && !this.#isBusy && this.#isLabelled) this.#again(() => true);
    const waiting = this.#entries.filter(({ state }) => state === 'waiting');
    const isKept = this.#isBusy || this.#isStopped || this.#options.disabled || this.#isTooMany;
    if (!isKept && this.#recipe && waiting.length > 0) void this.#start(waiting, this.#recipe);
    this.#changed();
  }

  async #start(entries: readonly Entry[], recipe: Recipe): Promise<void> {
    const run = new FieldRun({
      ...{ engine: this.#engine, recipe, entries },
      taken: [...this.#entries.flatMap(({ files }) => [...files.keys()]), ...this.#beside.keys()],
      onFile: (path, file, of) => {
        if (!of) this.#beside.set(path, file);
        const isHosts = of?.isHosts ?? entries.every((one) => one.isHosts);
        this.#tell({ type: 'result', id: ownRun, path, file, of: of?.id ?? 0, isHosts });
      },
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
      const refusal = refusalOf(error);
      this.#notice = refusal.message;
      this.#refuse(refusal);
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

  /** How things stand, for a page that waits to hear of it where nothing goes on that would tell. */
  #answer(): void {
    if (this.#isBusy) return;
    if (this.#entries.length > 0) this.#end();
    else this.#itemsChanged();
  }

  #refuse(refusal: Refusal): void {
    this.#tell({ type: 'failed', id: ownRun, ...refusal });
  }

  /** Nothing is at work any more. */
  #end(): void {
    this.#tellProgress();
    if (this.#refusal) return this.#refuse(this.#refusal);
    this.#tell(doneOf(this.#entries, this.#lastReport, this.#wallMs));
  }

  #itemsChanged(): void {
    this.#tell({ type: 'items', count: this.#images.length, isTooMany: this.#isTooMany });
    this.#changed();
  }

  #tellProgress(): void {
    this.#tell(progressOf(this.#entries, this.#gathering.isPersons));
  }

  #changed(): void {
    const { maxFiles, multiple } = this.#options;
    const most = multiple ? maxFiles : 1;
    const tooMany = `Choose at most ${count(most ?? 0, 'image')}: there are ${this.#images.length}.`;
    this.#show(
      shownOf(this.#entries, {
        isGathering: this.#gathering.isOn,
        isRunning: this.#run !== null,
        isCancelling: this.#run?.isCancelled ?? false,
        labelFiles: this.#beside.size,
        notice: !this.#recipe && this.#entries.length > 0 ? unusable : this.#isTooMany ? tooMany : this.#notice,
      }),
    );
  }
}
