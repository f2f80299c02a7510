import { made } from './made';
import { style } from './style';

export interface ShellOptions {
  /** The element is about to be seen, or was asked for by keyboard. */
  onNear(): void;
  /** Its button was pressed before the frame was there. */
  onPress(): void;
  /** Files were dropped before the frame was there. */
  onDrop(files: readonly File[]): void;
}

/** What stands in the shadow root: the frame, and what stands in its place before it is drawn and when it fails. */
export class Shell {
  readonly #root: ShadowRoot;
  readonly #seen: IntersectionObserver;
  readonly #button: HTMLButtonElement;
  readonly #trouble = made('p', { part: 'trouble', role: 'alert' });
  #frame: HTMLIFrameElement | null = null;

  constructor(host: HTMLElement, options: ShellOptions) {
    this.#root = host.attachShadow({ mode: 'open', delegatesFocus: true });
    // Neither a `style` element nor markup: a strict policy of the page would refuse both.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    this.#root.adoptedStyleSheets = [sheet];
    this.#button = made('button', {
      type: 'button',
      textContent: 'Add images',
      part: 'placeholder',
      onclick: () => options.onPress(),
      onfocus: () => options.onNear(),
    });
    // Else the browser would leave the page for the file that was dropped a moment too early.
    for (const type of ['dragover', 'drop'] as const)
      host.addEventListener(type, (event) => {
        const { dataTransfer } = event;
        if (!dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        if (type === 'drop') options.onDrop([...dataTransfer.files]);
      });
    this.#seen = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && options.onNear(), {
      rootMargin: '300px',
    });
    this.reset();
  }

  watch(host: HTMLElement): void {
    this.#seen.observe(host);
  }

  unwatch(): void {
    this.#seen.disconnect();
  }

  set isDisabled(isDisabled: boolean) {
    this.#button.disabled = isDisabled;
  }

  /** The frame's page is as transparent as its scheme is the element's; else browsers paint a ground under it. */
  set isDark(isDark: boolean) {
    if (this.#frame) this.#frame.style.colorScheme = isDark ? 'dark' : 'light';
  }

  /** Puts a frame beside the button, unseen until it is drawn. */
  load(frame: HTMLIFrameElement): void {
    this.#frame = frame;
    frame.style.height = '0';
    this.#root.append(frame);
  }

  /** The frame is drawn. */
  ready(): void {
    const hadFocus = this.#root.activeElement === this.#button;
    this.#button.remove();
    this.#trouble.remove();
    if (hadFocus) this.focus();
  }

  size(height: number): void {
    if (this.#frame) this.#frame.style.height = `${height}px`;
  }

  /** What went wrong is for whoever made the page, who hears of it by `mh-error`. */
  fail(again: () => void): void {
    this.#button.remove();
    const button = made('button', { type: 'button', textContent: 'Try again', onclick: again });
    this.#trouble.replaceChildren('This field cannot be used at the moment.', button);
    this.#root.prepend(this.#trouble);
  }

  reset(): void {
    this.#frame = null;
    this.#trouble.remove();
    this.#root.append(this.#button);
  }

  /** Where the field is, for the browser that points at it: there is always one of these. */
  get anchor(): HTMLElement {
    return this.#root.querySelector<HTMLElement>('button,iframe')!;
  }

  focus(options?: FocusOptions): void {
    this.anchor.focus(options);
  }
}
