import type { Report } from '../../core/dataset/report';
import { ownRun, type FrameMessage, type Tier } from '../protocol';
import { reflect, reflected, type Reflected } from './attributes';
import type { Processed, ProcessOptions } from './calls';
import { isDark, looksOf } from './looks';
import { pickFiles } from './pick';
import { recipeOf } from './recipe';
import { scriptUrl } from './script';
import { Session } from './session';
import { Shell } from './shell';
import { EmbedError } from './trouble';
import { validityOf } from './validity';

/** `idle`: not loaded yet; `ready`: loaded, and nothing in it. */
export type State = 'idle' | 'loading' | 'ready' | 'working' | 'done' | 'failed';

/** The properties that `reflect` defines on the class below. */
export interface ManyHandsElement extends Reflected {}

/** `<many-hands>`: a field of a form whose images are processed in the frame that it shows. */
export class ManyHandsElement extends HTMLElement {
  static readonly formAssociated = true;
  static readonly observedAttributes = [...reflected.map(([, attribute]) => attribute), 'recipe'];

  readonly #internals = this.attachInternals();
  readonly #shell: Shell = new Shell(this, { onNear: () => this.#session.load(), onPress: () => this.open() });
  readonly #session: Session = new Session(
    {
      where: () => this.#where(),
      recipe: () => this.#recipe,
      look: () => this.#look(),
      results: () => this.results,
      isWorking: () => this.#state === 'working',
      hear: (message) => this.#hear(message),
      fail: (code, message) => {
        this.#enter('failed');
        this.#tell('error', { code, message });
      },
      loading: () => this.#enter('loading'),
    },
    this.#shell,
  );
  readonly #scheme = matchMedia('(prefers-color-scheme:dark)');
  #state: State = 'idle';
  #tier: Tier | null = null;
  #given: readonly Blob[] = [];
  #recipe: Promise<unknown> = Promise.resolve(null);
  #recipeGiven: unknown = null;
  #results = new Map<string, File>();
  #report: Report | null = null;
  #isTooMany = false;
  /** What the frame says of files that were taken off the field is not heard any more. */
  #isClearing = false;

  get state(): State {
    return this.#state;
  }

  get tier(): Tier | null {
    return this.#tier;
  }

  /** What will be submitted, in the order of the files that it came from. */
  get results(): File[] {
    return [...this.#results.values()];
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
    this.#add((this.#given = [...(files ?? [])]));
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get labels(): NodeList {
    return this.#internals.labels;
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  get willValidate(): boolean {
    return this.#internals.willValidate;
  }

  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  async process(files: Iterable<Blob>, options: ProcessOptions & { recipe?: unknown } = {}): Promise<Processed> {
    const recipe = await ('recipe' in options ? recipeOf(options.recipe) : this.#recipe);
    if (!this.isConnected) throw new EmbedError('not-connected', 'Expected the element to stand in a page.');
    return this.#session.process([...files], recipe, options);
  }

  open(): void {
    pickFiles(this, (files) => this.#add(files));
  }

  clear(): void {
    this.#given = [];
    this.#isClearing = this.#session.isReady;
    this.#session.clear();
    this.#emptied();
  }

  override focus(options?: FocusOptions): void {
    this.#shell.focus(options);
  }

  connectedCallback(): void {
    this.#shell.watch(this);
    this.#scheme.addEventListener('change', this.#configure);
    this.#submit();
    if (this.#session.hasWaiting) this.#session.load();
  }

  disconnectedCallback(): void {
    this.#shell.unwatch();
    this.#scheme.removeEventListener('change', this.#configure);
    this.#session.unload();
    if (this.#state === 'working' && this.#given.length) {
      // What the page itself gave is begun anew; what a person picked is gone with the frame.
      this.#results.clear();
      this.#session.keep(this.#given);
    }
    this.#isClearing = false;
    this.#enter('idle');
    // One that is only moved within its page stands in it again by then.
    queueMicrotask(() => this.isConnected || this.#session.end());
  }

  attributeChangedCallback(name: string): void {
    if (name === 'recipe') this.recipe = this.getAttribute(name);
    else if (name === 'src' && this.#session.isLoaded) {
      this.#session.unload();
      this.#session.load();
    } else this.#configure();
    this.#submit();
  }

  formDisabledCallback(): void {
    this.#configure();
  }

  formResetCallback(): void {
    this.clear();
  }

  formStateRestoreCallback(state: unknown): void {
    const files = state instanceof FormData ? [...state.values()].filter((one) => one instanceof File) : [];
    this.#results = new Map(files.map((file, at) => [`${at}/${file.name}`, file]));
    this.#session.restore();
    this.#submit();
  }

  readonly #configure = (): void => {
    this.#shell.isDisabled = this.matches(':disabled');
    this.#session.configure();
  };

  #where() {
    const src = this.src || (scriptUrl && new URL('embed.html', scriptUrl).href);
    const title = this.ariaLabel || Array.from(this.labels, (one) => one.textContent).join(' ') || 'Images';
    return src ? { src: new URL(src, document.baseURI).href, title, timeoutMs: this.timeoutMs } : null;
  }

  #look() {
    const { accept, maxFiles, multiple, directory, compact } = this;
    const looks = looksOf(this);
    const dark = isDark(this, this.theme);
    this.#shell.isDark = dark;
    return { accept, maxFiles, multiple, directory, compact, disabled: this.matches(':disabled'), isDark: dark, looks };
  }

  #add(files: readonly Blob[]): void {
    if (!files.length) return;
    this.#enter('working');
    this.#session.add(files);
  }

  #emptied(): void {
    this.#results.clear();
    this.#report = null;
    this.#isTooMany = false;
    this.#state = this.#session.isReady ? 'ready' : this.#session.isLoaded ? 'loading' : 'idle';
    this.#submit();
  }

  /** Messages of the run that the field itself has; `process` has its own. */
  #hear(message: FrameMessage): void {
    if (message.type === 'ready' || message.type === 'tier') {
      const { tier, reason } = message;
      this.#tier = tier as Tier; // Our own frame's word.
      if (message.type === 'ready') {
        if (this.#state !== 'working') this.#enter(this.#results.size ? 'done' : 'ready');
        this.#tell('ready', { tier });
      }
      return this.#tell('tier', { tier, reason });
    }
    if (message.type === 'error') return this.#tell('error', { code: message.code, message: message.message });
    if (message.type === 'items') {
      const { count } = message;
      if (count === 0) {
        this.#isClearing = false;
        this.#emptied();
      }
      this.#isTooMany = message.isTooMany;
      this.#submit();
      return this.#tell('items', { count });
    }
    if (this.#isClearing || ('id' in message && message.id !== ownRun)) return;
    if (message.type === 'progress') {
      const { done, total } = message;
      this.#enter('working');
      this.#tell('progress', { done, total });
    } else if (message.type === 'result') {
      const { path, file } = message;
      this.#results.set(path, file);
      this.#tell('result', { path, file });
    } else if (message.type === 'removed') {
      for (const path of message.paths as string[]) this.#results.delete(path); // Our own frame's word.
      this.#submit();
    } else if (message.type === 'done') {
      this.#report = message.report as Report; // As its schema in the frame has it.
      this.#enter('done');
      this.#tell('done', { results: this.results, report: this.#report });
      this.dispatchEvent(new Event('change', { bubbles: true }));
    } else if (message.type === 'failed') {
      this.#enter('failed');
      this.#tell('error', { code: message.code, message: message.message });
    }
  }

  #enter(state: State): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#submit();
  }

  /** What the form sends, and whether it may. */
  #submit(): void {
    const { name, results, maxFiles, maxBytes, required } = this;
    const value = new FormData();
    for (const file of results) value.append(name, file);
    this.#internals.setFormValue(name && results.length ? value : null, value);
    const isWorking = this.#state === 'working';
    const [flags, message] = validityOf({
      ...{ isWorking, isTooMany: this.#isTooMany, maxFiles, maxBytes, required, results },
    });
    this.#internals.setValidity(flags, message);
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(`mh-${name}`, { detail, bubbles: true, composed: true }));
  }
}

reflect(ManyHandsElement.prototype);
