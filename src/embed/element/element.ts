import type { Report } from '../../core/dataset/report';
import { ownRun, type FrameMessage, type Tier } from '../protocol';
import { reflect, reflected, reflectedProperties, type Reflected } from './attributes';
import type { Processed, ProcessOptions } from './calls';
import { FormControl } from './form-control';
import { isDark, looksOf } from './looks';
import { pickFiles } from './pick';
import { recipeOf } from './recipe';
import { scriptUrlIn } from './script';
import { Session, type Result } from './session';
import { Shell } from './shell';
import { EmbedError } from './trouble';
import { upgrade } from './upgrade';
import { validityOf } from './validity';

/** `idle`: not loaded yet; `ready`: loaded, and nothing in it. */
export type State = 'idle' | 'loading' | 'ready' | 'working' | 'done' | 'failed';

/** Its events: each is `mh-` and one of these. */
export type EventName = 'ready' | 'tier' | 'items' | 'progress' | 'result' | 'done' | 'error';

/** The properties that `reflect` defines on the class below. */
export interface ManyHandsElement extends Reflected {}

/** `<many-hands>`: a field of a form whose images are processed in the frame that it shows. */
export class ManyHandsElement extends FormControl {
  static readonly observedAttributes = [...Object.keys(reflected), 'recipe'];

  readonly #shell: Shell = new Shell(this, {
    onNear: () => this.#session.load(),
    onPress: () => this.open(),
    onDrop: (files) => this.#add(files, false),
  });
  readonly #session: Session = new Session(
    {
      where: () => this.#where(),
      recipe: () => this.#recipe,
      look: () => this.#look(),
      kept: () => ({ results: [...this.#results.values()], isBroken: this.#isBroken }),
      isWorking: () => this.#state === 'working',
      hear: (message) => this.#hear(message),
      fail: (code, message) => this.#failed(code, message),
      loading: () => this.#state === 'working' || this.#enter('loading'),
      lost: () => this.#lost(),
    },
    this.#shell,
  );
  readonly #scheme = matchMedia('(prefers-color-scheme:dark)');
  #state: State = 'idle';
  #tier: Tier | null = null;
  #given: readonly Blob[] = [];
  #recipe: Promise<unknown> = Promise.resolve(null);
  #recipeGiven: unknown = null;
  #results = new Map<string, Result>();
  #report: Report | null = null;
  #isTooMany = false;
  /** How many images the frame holds. */
  #count = 0;
  /** One of them is not settled; and one that a person brought. */
  #isWaiting = false;
  #isPersonWaiting = false;
  /** Such an image was lost with its frame, or another that nothing brings back. */
  #isBroken = false;
  /** How often the frame has yet to answer that the field is empty: until then it speaks of files that were taken off. */
  #clearing = 0;

  get state(): State {
    return this.#state;
  }

  get tier(): Tier | null {
    return this.#tier;
  }

  /** What will be submitted, in the order of the files that it came from. */
  get results(): File[] {
    return Array.from(this.#results.values(), ({ file }) => file);
  }

  get report(): Report | null {
    return this.#report;
  }

  get recipe(): unknown {
    return this.#recipeGiven;
  }

  set recipe(given: unknown) {
    this.#recipeGiven = given;
    this.#recipe = recipeOf(given);
    this.#session.configure();
  }

  get files(): readonly Blob[] {
    return this.#given;
  }

  set files(files: Iterable<Blob> | null) {
    this.clear();
    this.#add((this.#given = [...(files ?? [])]), true);
  }

  async process(files: Iterable<Blob>, options: ProcessOptions & { recipe?: unknown } = {}): Promise<Processed> {
    const recipe = await ('recipe' in options ? recipeOf(options.recipe) : this.#recipe);
    if (!this.isConnected) throw new EmbedError('not-connected', 'Expected the element to stand in a page.');
    return this.#session.process([...files], recipe, options);
  }

  open(): void {
    if (!this.#isDisabled) pickFiles(this, (files) => this.#add(files, false));
  }

  clear(): void {
    this.#given = [];
    if (this.#session.isReady) this.#clearing++;
    this.#session.clear();
    this.#emptied();
  }

  override focus(options?: FocusOptions): void {
    this.#shell.focus(options);
  }

  connectedCallback(): void {
    upgrade(this, [...reflectedProperties, 'recipe', 'files']);
    this.#shell.watch(this);
    this.#scheme.onchange = this.#configure;
    this.#submit();
    if (this.#session.hasWaiting) this.#session.load();
  }

  /** Moved by `moveBefore`: the frame goes on, and so does all that is in it. */
  connectedMoveCallback(): void {
    this.#configure();
  }

  disconnectedCallback(): void {
    this.#shell.unwatch();
    this.#scheme.onchange = null;
    this.#session.unload();
    // One that is only moved within its page stands in it again by then.
    queueMicrotask(() => this.isConnected || this.#session.end());
  }

  attributeChangedCallback(name: string): void {
    if (name === 'recipe') this.recipe = this.getAttribute(name);
    else if (name === 'src') this.#session.reload();
    else this.#configure();
    this.#submit();
  }

  formDisabledCallback(): void {
    this.#configure();
  }

  formResetCallback(): void {
    this.clear();
  }

  formStateRestoreCallback(state: unknown): void {
    this.#results.clear();
    if (state instanceof FormData)
      for (const file of state.values()) {
        // Names may be the same: numbers stand before them.
        const path = `${this.#results.size}/${(file as File).name}`; // Only files are ever put in.
        this.#results.set(path, { path, file: file as File, of: ~this.#results.size, isHosts: false });
      }
    this.#session.restore();
    if (this.#session.isReady && this.#results.size) this.#enter('done');
    this.#submit();
  }

  readonly #configure = (): void => {
    this.#shell.isDisabled = this.#isDisabled;
    this.#session.configure();
  };

  get #isDisabled(): boolean {
    return this.matches(':disabled');
  }

  #where() {
    const src = this.src || (scriptUrl && new URL('embed.html', scriptUrl).href);
    const title =
      this.ariaLabel ||
      Array.from(this.labels, (one) => one.textContent)
        .join(' ')
        .trim() ||
      'Images';
    return src ? { src, title, timeoutMs: this.timeoutMs } : null;
  }

  #look() {
    const { accept, maxFiles, multiple, directory, compact, required } = this;
    const dark = isDark(this, this.theme, this.#scheme.matches);
    this.#shell.isDark = dark;
    return {
      ...{ accept, maxFiles, multiple, directory, compact, required },
      ...{ disabled: this.#isDisabled, isDark: dark, looks: looksOf(this) },
    };
  }

  #add(files: readonly Blob[], isHosts: boolean): void {
    if (!files.length || (!isHosts && this.#isDisabled)) return;
    this.#fetchAgain();
    this.#enter('working');
    this.#session.add(files, isHosts);
  }

  /** A recipe that could not be fetched may come now. */
  #fetchAgain(): void {
    if (this.#state === 'failed') this.recipe = this.#recipeGiven;
  }

  /** The frame is gone: results stay, what the page gave is begun anew, and what a person brought has to come again. */
  #lost(): void {
    const isAnew = this.#given.length > 0 && (this.#state !== 'done' || this.#isTooMany);
    this.#isBroken ||= this.#isPersonWaiting || (this.#isWaiting && !isAnew);
    this.#isTooMany = this.#isWaiting = this.#isPersonWaiting = false;
    this.#clearing = this.#count = 0;
    this.#fetchAgain();
    if (isAnew) {
      for (const { path, isHosts } of this.#results.values()) if (isHosts) this.#results.delete(path);
      this.#session.keep(this.#given);
    }
    this.#enter(isAnew || this.#session.hasEarly ? 'working' : 'idle');
  }

  #emptied(): void {
    this.#results.clear();
    this.#report = null;
    this.#isTooMany = this.#isWaiting = this.#isPersonWaiting = this.#isBroken = false;
    this.#count = 0;
    this.#state = this.#session.isReady ? 'ready' : this.#session.isLoaded ? 'loading' : 'idle';
    this.#submit();
  }

  /** Messages of the run that the field itself has; `process` has its own. */
  #hear(message: FrameMessage): void {
    if (message.type === 'ready' || message.type === 'tier') {
      const { tier, reason } = message;
      this.#tier = tier as Tier; // Our own frame's word.
      if (message.type === 'ready') {
        if (this.#session.hasEarly) this.#enter('working');
        else if (this.#state !== 'working') this.#enter(this.#results.size ? 'done' : 'ready');
        this.#tell('ready', { tier });
        if (this.#isBroken) this.#tellError('interrupted', 'Images were lost with their frame.');
        this.#isBroken = false;
      }
      return this.#tell('tier', { tier, reason });
    }
    if (message.type === 'error') return this.#tellError(message.code, message.message);
    if ('id' in message && message.id !== ownRun) return;
    if (this.#clearing) {
      if (message.type === 'items' && !(message.count || message.isUnasked || --this.#clearing))
        this.#tell('items', { count: 0 });
      return;
    }
    if (message.type === 'items') {
      const { count, isTooMany } = message;
      // A person has taken something off, and nothing of it is to come again with another frame.
      if (count < this.#count) this.#given = [];
      if (!count) {
        const had = this.#results.size;
        this.#emptied();
        if (had) this.#changed();
      }
      this.#count = count;
      this.#isTooMany = isTooMany;
      this.#submit();
      this.#tell('items', { count });
    } else if (message.type === 'progress') {
      const { done, total, isPersonWaiting } = message;
      this.#isPersonWaiting = isPersonWaiting;
      this.#isWaiting = isPersonWaiting || done < total;
      this.#enter('working');
      this.#tell('progress', { done, total });
    } else if (message.type === 'result') {
      const { path, file } = message;
      this.#results.set(path, message);
      this.#tell('result', { path, file });
    } else if (message.type === 'removed') {
      for (const path of message.paths as string[]) this.#results.delete(path); // Our own frame's word.
      this.#submit();
      this.#changed();
    } else if (message.type === 'done') {
      this.#report = message.report as Report; // As its schema in the frame has it.
      this.#enter('done');
      this.#tell('done', { results: this.results, report: this.#report });
      this.#changed();
    } else if (message.type === 'failed') this.#failed(message.code, message.message);
  }

  #failed(code: string, message: string): void {
    this.#enter('failed');
    this.#tellError(code, message);
  }

  #enter(state: State): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#submit();
  }

  /** What the form sends, and whether it may. */
  #submit(): void {
    const { name, results, multiple, maxBytes, required } = this;
    const maxFiles = multiple ? this.maxFiles : 1;
    const value = new FormData();
    for (const file of results) value.append(name, file);
    this.internals.setFormValue(name && results.length ? value : null, value);
    // Of a field that failed, too: the form would go without them, and nobody would know.
    const isHeld = this.#state === 'failed' && (this.#isWaiting || this.#session.hasEarly);
    const isWaiting = this.#state === 'working' || isHeld;
    const [flags, message] = validityOf({
      ...{ isWaiting, isTooMany: this.#isTooMany, maxFiles, maxBytes, required, results },
    });
    this.internals.setValidity(flags, message, this.#shell.anchor);
  }

  #changed(): void {
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #tellError(code: string, message: string): void {
    this.#tell('error', { code, message });
  }

  #tell(name: EventName, detail: object): void {
    this.dispatchEvent(new CustomEvent(`mh-${name}`, { detail, bubbles: true, composed: true }));
  }
}

const scriptUrl = scriptUrlIn(document);

reflect(ManyHandsElement.prototype);
