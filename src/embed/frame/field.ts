import { count } from '../../app/format';
import type { Report } from '../../core/dataset/report';
import type { Recipe } from '../../core/recipe/recipe';
import { ownRun, type FrameMessage } from '../protocol';
import { openFarCrew } from '../window/far-crew';
import type { Engine } from './engine';
import { Entries } from './entries';
import type { Entry } from './entry';
import { FieldRun } from './field-run';
import { Gathering, type Found } from './gathering';
import { keptOf } from './kept';
import { fieldRecipe } from './recipe';
import { refusalOf, type Refusal } from './refusal';
import { shownOf } from './shown-of';
import type { Doing, Shown } from './state';
import { doneOf, progressOf } from './told-of';

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
  readonly #entries: Entries;
  readonly #gathering = new Gathering();
  #run: FieldRun | null = null;
  /** The person stopped it: nothing starts by itself until they want it again. */
  #isStopped = false;
  #lastReport: Report | null = null;
  #wallMs = 0;
  #notice: string | null = null;
  #beat: ReturnType<typeof setTimeout> | null = null;

  constructor(engine: Engine, tell: (message: FrameMessage) => void, show: (shown: Shown) => void) {
    this.#engine = engine;
    this.#tell = tell;
    this.#show = show;
    this.#entries = new Entries((paths) => tell({ type: 'removed', paths }));
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
    if (this.#entries.all.length > 0 || wasRefused) this.#itemsChanged();
    this.#go();
    if (this.#entries.all.length > 0 && (this.#refusal || wasRefused)) this.#answer();
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
    for (const kept of keptOf(files, about)) this.#entries.restore(kept);
    if (isBroken) this.#notice = 'What was not ready when the page moved this field is gone. Please add it again.';
    if (files.length > 0) this.#itemsChanged();
    else this.#changed();
  }

  remove(id: number): void {
    const entry = this.#entries.find(id);
    if (!entry || (this.#run && !entry.row)) return;
    const { isLabelled } = this.#entries;
    this.#entries.remove(entry);
    if (this.#entries.images.length === 0) return this.clear();
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

  /** @param isAsked By the page, which hears nothing of the field until it is answered. */
  clear(isAsked = false): void {
    this.#run?.drop();
    this.#run = null;
    this.#gathering.drop();
    this.#entries.clear();
    this.#isStopped = false;
    this.#wallMs = 0;
    this.#notice = null;
    this.#itemsChanged(isAsked);
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
    if (!this.#options.multiple && this.#entries.all.length > 0) this.clear();
    this.#isStopped = false;
    if (!isHosts) this.#notice = null;
    const coming = this.#gathering.add(found, isHosts, this.#options, (item) => this.#entries.enter(item, isHosts));
    this.#tellProgress();
    this.#changed();
    const gathered = await coming;
    // Cleared meanwhile.
    if (!gathered) return;
    const { left, trouble } = gathered;
    if (trouble !== null) this.#notice = `Not everything could be read. ${trouble}`;
    if (this.#entries.all.length > 0 && this.#entries.images.length === 0)
      this.#notice = 'There is no image among these files.';
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

  /** Puts these back among those that wait; a run that goes on over some of them is dropped. */
  #again(which: (entry: Entry) => boolean): void {
    this.#run?.drop();
    this.#run = null;
    this.#entries.beginAgain(which);
  }

  get #isTooMany(): boolean {
    const { maxFiles, multiple } = this.#options;
    return this.#entries.images.length > (multiple ? (maxFiles ?? Infinity) : 1);
  }

  get #isBusy(): boolean {
    return this.#run !== null || this.#gathering.isOn;
  }

  /** Runs what waits, unless something keeps it. */
  #go(): void {
    const isNew = this.#entries.waiting.length > 0;
    if (isNew && !this.#isBusy && this.#entries.isLabelled) this.#again(() => true);
    const { waiting } = this.#entries;
    const isKept = this.#isBusy || this.#isStopped || this.#options.disabled || this.#isTooMany;
    if (!isKept && this.#recipe && waiting.length > 0) void this.#start(waiting, this.#recipe);
    this.#changed();
  }

  async #start(entries: readonly Entry[], recipe: Recipe): Promise<void> {
    const run = new FieldRun({
      ...{ engine: this.#engine, recipe, entries },
      taken: this.#entries.paths,
      onFile: (path, file, of) => {
        if (!of) this.#entries.wroteLabels(path, file);
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
    if (this.#entries.all.length > 0) this.#end();
    else this.#itemsChanged();
  }

  #refuse(refusal: Refusal): void {
    this.#tell({ type: 'failed', id: ownRun, ...refusal });
  }

  /** Nothing is at work any more. */
  #end(): void {
    this.#tellProgress();
    if (this.#refusal) return this.#refuse(this.#refusal);
    this.#tell(doneOf(this.#entries.all, this.#lastReport, this.#wallMs));
  }

  #itemsChanged(isAsked = false): void {
    const { length } = this.#entries.images;
    this.#tell({ type: 'items', count: length, isTooMany: this.#isTooMany, isUnasked: !isAsked });
    this.#changed();
  }

  #tellProgress(): void {
    this.#tell(progressOf(this.#entries.all, this.#gathering.isPersons));
  }

  #changed(): void {
    const { maxFiles, multiple } = this.#options;
    const most = multiple ? maxFiles : 1;
    const tooMany = `Choose at most ${count(most ?? 0, 'image')}: there are ${this.#entries.images.length}.`;
    this.#show(
      shownOf(this.#entries.all, {
        isGathering: this.#gathering.isOn,
        isRunning: this.#run !== null,
        isCancelling: this.#run?.isCancelled ?? false,
        labelFiles: this.#entries.labelFiles,
        notice: !this.#recipe && this.#entries.all.length > 0 ? unusable : this.#isTooMany ? tooMany : this.#notice,
      }),
    );
  }
}
