import type { FrameMessage, HostMessage } from '../protocol';
import { Calls, type Processed, type ProcessOptions } from './calls';
import { Connection } from './connection';
import { coresOfPage, type CoreClient } from './cores';
import type { Shell } from './shell';
import { EmbedError } from './trouble';

type Configure = Extract<HostMessage, { type: 'configure' }>;

/** The element, as its session sees it. */
export interface Owner {
  /** Null where nobody has said where the frame is. */
  where(): { readonly src: string; readonly title: string; readonly timeoutMs: number } | null;
  recipe(): Promise<unknown>;
  look(): Omit<Configure, 'type' | 'recipe'>;
  /** Results that a fresh frame is to show again. */
  results(): readonly File[];
  /** Whether the frame owes the field the end of something. */
  isWorking(): boolean;
  /** What the frame says of the field itself. */
  hear(message: FrameMessage): void;
  fail(code: string, sentence: string): void;
  /** A frame begins to load. */
  loading(): void;
}

/** One element's dealings with its frame: loading it, telling it, hearing it, leaving it. */
export class Session {
  readonly #owner: Owner;
  readonly #shell: Shell;
  readonly #calls = new Calls((message) => this.send(message));
  readonly #core: CoreClient = {
    wanted: 0,
    held: 0,
    granted: 0,
    peak: 0,
    round: 0,
    grant: (granted) => this.send({ type: 'cores', granted, round: this.#core.round }),
  };
  #connection: Connection | null = null;
  /** Files that came before the frame was ready. */
  #early: Blob[] = [];
  #isReady = false;

  constructor(owner: Owner, shell: Shell) {
    this.#owner = owner;
    this.#shell = shell;
  }

  get isLoaded(): boolean {
    return this.#connection !== null;
  }

  /** The frame has drawn its field. What is sent before is lost, but for what is kept here. */
  get isReady(): boolean {
    return this.#isReady;
  }

  get hasWaiting(): boolean {
    return this.#early.length > 0 || this.#calls.size > 0;
  }

  load(): void {
    if (this.#connection) return;
    const where = this.#owner.where();
    if (!where) return this.fail('no-src', 'Expected `src` to be the address of embed.html, received none.');
    // In a sandbox without its origin the frame has none either: its scripts are refused, and so are its workers.
    if (origin === 'null' && location.protocol.startsWith('http'))
      return this.fail('sandboxed', 'Expected the page to have an origin; its sandbox needs allow-same-origin.');
    const connection = new Connection({
      ...where,
      onOpen: () => {
        this.#isReady = false;
        this.#has(0, 0, this.#core.round);
        this.configure();
      },
      onMessage: (message) => this.#hear(message),
      onTrouble: (code, sentence) => this.fail(code, sentence),
    });
    this.#connection = connection;
    this.#owner.loading();
    this.#shell.load(connection.frame);
  }

  unload(): void {
    this.#connection?.end();
    this.#connection = null;
    this.#isReady = false;
    this.#has(0, 0, this.#core.round);
    this.#shell.reset();
  }

  /** The field is of no use as it is; whoever waits is told. */
  fail(code: string, sentence: string): void {
    this.#calls.rejectAll(new EmbedError(code, sentence));
    this.#early = [];
    this.#connection?.owes(false);
    this.#shell.fail(() => {
      this.unload();
      this.load();
    });
    this.#owner.fail(code, sentence);
  }

  end(): void {
    this.#early = [];
    this.#calls.rejectAll(new EmbedError('removed', 'The element was taken out of its page meanwhile.'));
  }

  send(message: HostMessage): void {
    if (this.#isReady) this.#connection?.send(message);
  }

  add(files: readonly Blob[]): void {
    if (this.#isReady) this.send({ type: 'add', files });
    else this.#early.push(...files);
    this.load();
  }

  /** Files for the next frame. */
  keep(files: readonly Blob[]): void {
    this.#early = [...files];
  }

  clear(): void {
    this.#early = [];
    this.send({ type: 'clear' });
  }

  /** Shows results that the field has from before. */
  restore(): void {
    const files = this.#owner.results();
    if (files.length) this.send({ type: 'restore', files });
  }

  async process(files: readonly Blob[], recipe: unknown, options: ProcessOptions): Promise<Processed> {
    // First, so that a frame that cannot even be loaded ends it.
    const processed = this.#calls.start(files, recipe, options);
    this.load();
    this.owe();
    return processed.finally(() => this.owe());
  }

  /** Tells the frame how it is to look and what it takes; nothing where there is none. */
  configure(): void {
    const recipe = this.#owner.recipe();
    recipe.then(
      (value) => {
        if (recipe === this.#owner.recipe())
          this.#connection?.send({ type: 'configure', recipe: value, ...this.#owner.look() });
      },
      (error: Error) => {
        if (recipe === this.#owner.recipe() && this.#connection) this.fail('bad-recipe', error.message);
      },
    );
  }

  owe(): void {
    this.#connection?.owes(!this.#isReady || this.#calls.size > 0 || this.#owner.isWorking());
  }

  #hear(message: FrameMessage): void {
    if (message.type === 'cores') return this.#has(message.wanted, message.held, message.round);
    if (message.type === 'size') return this.#shell.size(message.height);
    if (message.type === 'ready') this.#ready();
    this.#calls.hear(message);
    this.#owner.hear(message);
    this.owe();
  }

  #ready(): void {
    this.#isReady = true;
    this.#shell.ready();
    this.restore();
    if (this.#early.length) this.send({ type: 'add', files: this.#early.splice(0) });
    this.#calls.sendAll();
  }

  #has(wanted: number, held: number, round: number): void {
    Object.assign(this.#core, { wanted, held });
    coresOfPage().changed(this.#core, round);
  }
}
