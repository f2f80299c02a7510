import type { EmbedCode, FrameMessage, HostMessage } from '../protocol';
import { Calls, type Processed, type ProcessOptions } from './calls';
import { Connection } from './connection';
import { coresOfPage, type CoreClient } from './cores';
import type { Shell } from './shell';
import { EmbedError } from './trouble';

type Configure = Extract<HostMessage, { type: 'configure' }>;

/** What the page keeps of one. */
export type Result = Omit<Extract<FrameMessage, { type: 'result' }>, 'type' | 'id'>;

/** The element, as its session sees it. */
export interface Owner {
  /** Null where nobody has said where the frame is. */
  where(): { readonly src: string; readonly title: string; readonly timeoutMs: number } | null;
  recipe(): Promise<unknown>;
  look(): Omit<Configure, 'type' | 'recipe'>;
  /** Results that a fresh frame is to show again, and whether images of a person were lost with the last one. */
  kept(): { readonly results: readonly Result[]; readonly isBroken: boolean };
  /** Whether the frame owes the field the end of something. */
  isWorking(): boolean;
  /** What the frame says of the field itself. */
  hear(message: FrameMessage): void;
  fail(code: EmbedCode, sentence: string): void;
  /** A frame begins to load. */
  loading(): void;
  /** The frame is gone, or is another one now that knows of nothing. */
  lost(): void;
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
  #early: { readonly files: readonly Blob[]; readonly isHosts: boolean }[] = [];
  #isReady = false;
  /** What the field said last of why it is of no use. */
  #trouble: string | null = null;

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

  /** Files wait for a frame that is ready. */
  get hasEarly(): boolean {
    return this.#early.length > 0;
  }

  get hasWaiting(): boolean {
    return this.hasEarly || this.#calls.size > 0;
  }

  load(): void {
    if (this.#connection) return;
    this.#trouble = null;
    const owner = this.#owner;
    const where = owner.where();
    if (!where) return this.fail('no-src', 'Expected `src` to name embed.html, received none.');
    // In a sandbox without its origin the frame has none either: its scripts are refused, and so are its workers.
    if (origin === 'null' && /^http/.test(location.href))
      return this.fail('sandboxed', 'Expected the sandbox of the page to allow-same-origin.');
    const connection = new Connection({
      ...where,
      onOpen: () => {
        if (this.#isReady) {
          owner.lost();
          owner.loading();
        }
        this.#isReady = false;
        this.#has();
        this.configure();
      },
      onMessage: (message) => this.#hear(message),
      onTrouble: (code, sentence) => this.fail(code, sentence),
    });
    this.#connection = connection;
    owner.loading();
    this.#shell.load(connection.frame);
  }

  unload(): void {
    this.#connection?.end();
    this.#connection = null;
    this.#isReady = false;
    this.#has();
    this.#shell.reset();
    this.#owner.lost();
  }

  /** Loads the frame anew, where it was wanted before. */
  reload(): void {
    if (!this.#connection && !this.#trouble) return;
    this.unload();
    this.load();
  }

  /** The field is of no use as it is; whoever waits is told. Files wait for a frame that is of use. */
  fail(code: EmbedCode, sentence: string): void {
    this.#calls.reject(new EmbedError(code, sentence));
    this.#connection?.owes(false);
    if (sentence === this.#trouble && !this.#owner.isWorking()) return;
    this.#trouble = sentence;
    this.#shell.fail(() => this.#wake());
    this.#owner.fail(code, sentence);
  }

  /** The element is out of its page. What waits for a frame waits until it stands in one again; calls do not. */
  end(): void {
    this.#calls.reject(new EmbedError('removed', 'The element was taken out of its page.'));
  }

  send(message: HostMessage): void {
    if (!this.#isReady) return;
    try {
      this.#connection?.send(message);
    } catch (error) {
      // It holds what no other page can be given: answered as the frame answers what it cannot use.
      const trouble = new EmbedError('bad-message', (error as Error).message);
      if (message.type === 'process') this.#calls.reject(trouble, [message.id]);
      else this.#owner.fail(trouble.code, trouble.message);
    }
  }

  /** @param isHosts Whether the page itself gives them. */
  add(files: readonly Blob[], isHosts: boolean): void {
    // A frame in trouble is loaded anew, and would lose them.
    if (this.#isReady && !this.#trouble) this.send({ type: 'add', files, isHosts });
    else this.#early.push({ files, isHosts });
    this.#wake();
    this.owe();
  }

  /** Files of the page for the next frame, beside what a person gave for it. */
  keep(files: readonly Blob[]): void {
    this.#early = [{ files, isHosts: true }, ...this.#early.filter(({ isHosts }) => !isHosts)];
  }

  clear(): void {
    this.#early = [];
    this.send({ type: 'clear' });
  }

  /** Shows results that the field has from before. */
  restore(): void {
    const { results, isBroken } = this.#owner.kept();
    if (!results.length && !isBroken) return;
    this.send({ type: 'restore', files: results.map(({ file }) => file), about: results, isBroken });
  }

  async process(files: readonly Blob[], recipe: unknown, options: ProcessOptions): Promise<Processed> {
    // First, so that a frame that cannot even be loaded ends it.
    const processed = this.#calls.start(files, recipe, options);
    this.#wake();
    this.owe();
    return processed.finally(() => this.owe());
  }

  /** Tells the frame how it is to look and what it takes; nothing where there is none. */
  configure(): void {
    const recipe = this.#owner.recipe();
    recipe.then(
      (value) => {
        if (recipe !== this.#owner.recipe() || !this.#connection) return;
        // One that failed shows so in place of its frame, and begins anew with what it is told now.
        if (this.#isReady && this.#trouble) this.#wake();
        else this.#connection.send({ type: 'configure', recipe: value, ...this.#owner.look() });
      },
      (error: Error) => {
        if (recipe === this.#owner.recipe() && this.#connection) this.fail('bad-recipe', error.message);
      },
    );
  }

  owe(): void {
    this.#connection?.owes(!this.#isReady || this.#calls.size > 0 || this.#owner.isWorking());
  }

  /** Loads the frame where there is none, or none that is of use. */
  #wake(): void {
    if (this.#trouble) this.unload();
    this.load();
  }

  #hear(message: FrameMessage): void {
    if (message.type === 'cores') return this.#has(message.wanted, message.held, message.round);
    if (message.type === 'size') return this.#shell.size(message.height);
    if (message.type === 'error' && (!this.#isReady || message.code === 'start-failed'))
      return this.fail(message.code as EmbedCode, message.message); // Our own frame's.
    if (message.type === 'ready') this.#ready();
    this.#calls.hear(message);
    this.#owner.hear(message);
    if (this.#isReady) for (const early of this.#early.splice(0)) this.send({ type: 'add', ...early });
    this.owe();
  }

  #ready(): void {
    this.#isReady = true;
    this.#trouble = null;
    this.#shell.ready();
    this.restore();
    this.#calls.sendAll();
  }

  /** @param round What the frame has heard of; a frame that is gone has none to hear of. */
  #has(wanted = 0, held = 0, round = this.#core.round): void {
    Object.assign(this.#core, { wanted, held });
    coresOfPage().changed(this.#core, round);
  }
}
