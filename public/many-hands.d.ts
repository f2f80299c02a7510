// Drawn from the element's declaration. Types of <many-hands>, for TypeScript, editors and React 19.

export type Tier = 'full' | 'light';

/** As report.schema.json has it. */
export interface Report {
  readonly version: 1;
  readonly app: string;
  readonly libvips: string;
  readonly recipe: unknown;
  readonly workers: number;
  readonly tier: 'full' | 'light';
  readonly wallMs: number;
  readonly counts: { readonly done: number; readonly skipped: number; readonly failed: number };
  readonly items: readonly {
    readonly path: string;
    readonly status: 'done' | 'skipped' | 'failed';
    readonly code: string | null;
    readonly detail: string | null;
    readonly outputs: readonly {
      readonly path: string;
      readonly width: number;
      readonly height: number;
      readonly bytes: number;
    }[];
  }[];
}

export interface ProcessOptions {
  readonly signal?: AbortSignal;
  /** An object, its JSON, or the address of a file that holds it. Default: the element's own. */
  readonly recipe?: unknown;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Processed {
  /** In the order of the files that they came from. */
  readonly results: File[];
  readonly report: Report;
}

export interface ManyHandsEventMap {
  /** The field is drawn and takes files. */
  'mh-ready': CustomEvent<{ tier: Tier }>;
  /** Which engine runs, and why where it is not the full one. */
  'mh-tier': CustomEvent<{ tier: Tier; reason: string | null }>;
  /** The number of images in the field has changed. */
  'mh-items': CustomEvent<{ count: number }>;
  /** So many images are settled. */
  'mh-progress': CustomEvent<{ done: number; total: number }>;
  /** One result, as soon as those before it are there. */
  'mh-result': CustomEvent<{ path: string; file: File }>;
  /** Everything in the field has come to its end. `change` follows, as of every field. */
  'mh-done': CustomEvent<{ results: File[]; report: Report | null }>;
  /** The field or the recipe is of no use as it is. Trouble with single images is in the report. */
  'mh-error': CustomEvent<{ code: string; message: string }>;
}

export interface ManyHandsElement extends HTMLElement {
  /** The name under which the form sends the results. Without one they are not sent. */
  name: string;
  /** What is done to each image: the address of a recipe, or its JSON. As a property also an object. The page fetches the address itself. */
  recipe: unknown;
  /** Which files a person may bring, as `<input type="file">` has it. A zip is opened, and its images count one by one. */
  accept: string;
  /** More than one image. Without it, the next one takes the place of the last. */
  multiple: boolean;
  /** Whole folders, picked or dropped. */
  directory: boolean;
  /** How many images the field may hold: a whole number, any other is as none. With more, nothing is run and the form cannot be sent. */
  maxFiles: number | null;
  /** How many bytes the results may have together, likewise. With more, the form cannot be sent. */
  maxBytes: number | null;
  /** The form cannot be sent before there is a result. */
  required: boolean;
  /** Takes nothing and sends nothing; so does a disabled `fieldset` around it. */
  disabled: boolean;
  /** One line, without pictures; with another one where the light engine runs. */
  compact: boolean;
  /** `light`, `dark`, or `auto`: by the `color-scheme` that holds where the element stands. */
  theme: string;
  /** The address of the frame’s page. */
  src: string;
  /** How long the frame may be silent while it owes an answer, in milliseconds from 1 to 2147483647; then `mh-error` comes with `no-answer`. */
  timeoutMs: number;
  /** Files that the page itself gives, in place of those that are there. What a person picks is not among them: the page is handed results only. */
  get files(): readonly Blob[];
  set files(files: Iterable<Blob> | null);
  /** What the form will send, in the order of the images. */
  readonly results: File[];
  /** What became of every image, as `report.schema.json` has it. A person’s file that came to no result is in it without its name. */
  readonly report: Report | null;
  /** `idle`: not loaded yet; `ready`: loaded and empty; `failed`: it cannot work, and says why. */
  readonly state: 'idle' | 'loading' | 'ready' | 'working' | 'done' | 'failed';
  /** Which engine runs, null until that is known. */
  readonly tier: 'full' | 'light' | null;
  /** Runs the recipe, or `options.recipe`, over files of the page, and shows nothing. Rejects with the reason of `options.signal`, or with an error whose `code` is one of those below. */
  process(files: Iterable<Blob>, options?: ProcessOptions): Promise<Processed>;
  /** Opens the file picker; only within a person’s click. What is picked passes through the page. */
  open(): void;
  /** Takes everything off the field, and ends what runs. */
  clear(): void;
  /** As every field of a form has it. */
  checkValidity(): boolean;
  /** As every field of a form has it. */
  reportValidity(): boolean;
  readonly form: HTMLFormElement | null;
  readonly labels: NodeList;
  readonly validity: ValidityState;
  readonly validationMessage: string;
  readonly willValidate: boolean;
  addEventListener<K extends keyof ManyHandsEventMap>(
    type: K,
    listener: (this: ManyHandsElement, event: ManyHandsEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof ManyHandsEventMap>(
    type: K,
    listener: (this: ManyHandsElement, event: ManyHandsEventMap[K]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'many-hands': ManyHandsElement;
  }
  interface DocumentEventMap extends ManyHandsEventMap {}
}

type Handlers = { [K in keyof ManyHandsEventMap as `on${K}`]?: (event: ManyHandsEventMap[K]) => void };

/** What the element may have in JSX, beside what every HTML element may. */
export interface ManyHandsProps extends Handlers {
  name?: string | undefined;
  recipe?: unknown | undefined;
  accept?: string | undefined;
  multiple?: boolean | undefined;
  directory?: boolean | undefined;
  'max-files'?: number | null | undefined;
  maxFiles?: number | null | undefined;
  'max-bytes'?: number | null | undefined;
  maxBytes?: number | null | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
  compact?: boolean | undefined;
  theme?: string | undefined;
  src?: string | undefined;
  'timeout-ms'?: number | undefined;
  timeoutMs?: number | undefined;
  files?: readonly Blob[] | undefined;
}

// @ts-ignore: where React is not installed there is nothing to add to.
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      // @ts-ignore: likewise.
      'many-hands': ManyHandsProps & HTMLAttributes<ManyHandsElement> & RefAttributes<ManyHandsElement>;
    }
  }
}
