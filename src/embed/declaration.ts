/**
 * What the element is to the outside, in words: docs/embed.md, many-hands.d.ts and custom-elements.json are drawn from
 * it by `npm run generate`. Whatever the code has by name must stand here by name, or it does not compile.
 */
import type { AppCode } from '../core/errors';
import type { reflected, Reflected } from './element/attributes';
import type { EventName, ManyHandsElement } from './element/element';
import type { FormControl } from './element/form-control';
import type { Look } from './element/looks';
import type { Part } from './element/made';
import type { EmbedCode } from './protocol';

type Attribute = keyof typeof reflected | 'recipe';
type Inherited = keyof HTMLElement | keyof Reflected | keyof FormControl | `${string}Callback` | 'recipe';
type Own = Exclude<keyof ManyHandsElement, Inherited>;
type OwnMethod = { [M in Own]: ManyHandsElement[M] extends (...given: never[]) => unknown ? M : never }[Own];
type Method = OwnMethod | 'checkValidity' | 'reportValidity';

export interface AttributeWords {
  readonly property: string;
  /** As TypeScript writes it. */
  readonly type: string;
  /** What stands where it is missing, as it is shown. */
  readonly default: string;
  readonly text: string;
}

export const attributes: Readonly<Record<Attribute, AttributeWords>> = {
  name: {
    ...{ property: 'name', type: 'string', default: '' },
    text: 'The name under which the form sends the results. Without one they are not sent.',
  },
  recipe: {
    ...{
      property: 'recipe',
      type: 'unknown',
      default: 'upright, within 2048 × 2048 px, JPEG at quality 85, no metadata',
    },
    text: 'What is done to each image: the address of a recipe, or its JSON. As a property also an object. The page fetches the address itself.',
  },
  accept: {
    ...{ property: 'accept', type: 'string', default: 'image/*,.zip' },
    text: 'Which files a person may bring, as `<input type="file">` has it. A zip is opened, and its images count one by one.',
  },
  multiple: {
    ...{ property: 'multiple', type: 'boolean', default: '' },
    text: 'More than one image. Without it, the next one takes the place of the last.',
  },
  directory: { ...{ property: 'directory', type: 'boolean', default: '' }, text: 'Whole folders, picked or dropped.' },
  'max-files': {
    ...{ property: 'maxFiles', type: 'number | null', default: 'any number' },
    text: 'How many images the field may hold: a whole number, any other is as none. With more, nothing is run and the form cannot be sent.',
  },
  'max-bytes': {
    ...{ property: 'maxBytes', type: 'number | null', default: 'any number' },
    text: 'How many bytes the results may have together, likewise. With more, the form cannot be sent.',
  },
  required: {
    ...{ property: 'required', type: 'boolean', default: '' },
    text: 'The form cannot be sent before there is a result.',
  },
  disabled: {
    ...{ property: 'disabled', type: 'boolean', default: '' },
    text: 'Takes nothing and sends nothing; so does a disabled `fieldset` around it.',
  },
  compact: {
    ...{ property: 'compact', type: 'boolean', default: '' },
    text: 'One line, without pictures; with another one where the light engine runs.',
  },
  theme: {
    ...{ property: 'theme', type: 'string', default: 'auto' },
    text: '`light`, `dark`, or `auto`: by the `color-scheme` that holds where the element stands.',
  },
  src: {
    ...{ property: 'src', type: 'string', default: '`embed.html` beside the script' },
    text: 'The address of the frame’s page.',
  },
  'timeout-ms': {
    ...{ property: 'timeoutMs', type: 'number', default: '30000' },
    text: 'How long the frame may be silent while it owes an answer, in milliseconds from 1 to 2147483647; then `mh-error` comes with `no-answer`.',
  },
};

export interface MemberWords {
  readonly type: string;
  readonly text: string;
}

/** Beside those of the attributes; `readonly` where it cannot be set. */
export const properties: Readonly<Record<Exclude<Own, OwnMethod>, MemberWords & { readonly readonly?: true }>> = {
  files: {
    type: 'readonly Blob[]',
    text: 'Files that the page itself gives, in place of those that are there. What a person picks is not among them: the page is handed results only.',
  },
  results: { type: 'File[]', readonly: true, text: 'What the form will send, in the order of the images.' },
  report: {
    type: 'Report | null',
    readonly: true,
    text: 'What became of every image, as `report.schema.json` has it. A person’s file that came to no result is in it without its name.',
  },
  state: {
    type: "'idle' | 'loading' | 'ready' | 'working' | 'done' | 'failed'",
    readonly: true,
    text: '`idle`: not loaded yet; `ready`: loaded and empty; `failed`: it cannot work, and says why.',
  },
  tier: {
    type: "'full' | 'light' | null",
    readonly: true,
    text: 'Which engine runs, null until that is known.',
  },
};

export const methods: Readonly<
  Record<Method, { readonly parameters: string; readonly returns: string; readonly text: string }>
> = {
  process: {
    parameters: 'files: Iterable<Blob>, options?: ProcessOptions',
    returns: 'Promise<Processed>',
    text: 'Runs the recipe, or `options.recipe`, over files of the page, and shows nothing. Rejects with the reason of `options.signal`, or with an error whose `code` is one of those below.',
  },
  open: {
    parameters: '',
    returns: 'void',
    text: 'Opens the file picker; only within a person’s click. What is picked passes through the page.',
  },
  clear: { parameters: '', returns: 'void', text: 'Takes everything off the field, and ends what runs.' },
  checkValidity: { parameters: '', returns: 'boolean', text: 'As every field of a form has it.' },
  reportValidity: { parameters: '', returns: 'boolean', text: 'As every field of a form has it.' },
};

/** All bubble, and cross shadow roots. `type` is that of `detail`. */
export const events: Readonly<Record<`mh-${EventName}`, MemberWords>> = {
  'mh-ready': { type: '{ tier: Tier }', text: 'The field is drawn and takes files.' },
  'mh-tier': {
    type: '{ tier: Tier; reason: string | null }',
    text: 'Which engine runs, and why where it is not the full one.',
  },
  'mh-items': { type: '{ count: number }', text: 'The number of images in the field has changed.' },
  'mh-progress': { type: '{ done: number; total: number }', text: 'So many images are settled.' },
  'mh-result': { type: '{ path: string; file: File }', text: 'One result, as soon as those before it are there.' },
  'mh-done': {
    type: '{ results: File[]; report: Report | null }',
    text: 'Everything in the field has come to its end. `change` follows, as of every field.',
  },
  'mh-error': {
    type: '{ code: string; message: string }',
    text: 'The field or the recipe is of no use as it is. Trouble with single images is in the report.',
  },
};

/** Codes of `mh-error` and of what `process` rejects with. The field has no settings of its own that could be bad. */
export const codes: Readonly<Record<EmbedCode | Exclude<AppCode, 'bad-settings'>, string>> = {
  'bad-recipe': 'The recipe is wrong, or could not be fetched; the message says where and what was expected.',
  'no-answer':
    'The frame has said nothing for `timeout-ms`: its address is wrong, its server is gone, or the page’s policy forbids the frame.',
  refused: 'The frame’s `embed-hosts.json` does not name the page’s origin.',
  sandboxed: 'The page stands in a sandbox without `allow-same-origin`, in which no worker can start.',
  version: 'Script and frame are of versions that do not understand each other.',
  'no-src': 'The address of the frame is not known: the script was bundled, and `src` is missing.',
  'not-connected': '`process` was called on an element that stands in no page.',
  interrupted:
    'Images were not ready when the element was moved, or its frame loaded anew, and the page had not given them, or a person had taken some off. The field asks for them again; results that were there stay.',
  removed: 'The element was taken out of its page before the run had ended.',
  'start-failed': 'The engine could not be loaded.',
  'not-isolated':
    'The light engine runs, and the recipe asks for what only the full one has; the message says for what.',
  'bad-labels':
    'Labels are there in several formats, or in others than the recipe names: its `labels.read` says which are read, or `none`.',
  'bad-message':
    'What the page gave are no files, or cannot be handed to another page; or the frame could not read a message.',
  failed: 'Something went wrong that should not be able to: a fault of this project.',
};

export const parts: Readonly<Record<Part, string>> = {
  frame: 'The frame, once it is loaded.',
  placeholder: 'The button that stands in its place until it is drawn.',
  trouble: 'What is said in place of the frame where the field is of no use.',
};

export const customProperties: Readonly<Record<Look | '--mh-height', string>> = {
  '--mh-accent': 'Colour of the button, of progress and of focus.',
  '--mh-on-accent': 'Colour of the text on it.',
  '--mh-background': 'Colour behind the field.',
  '--mh-color': 'Colour of text.',
  '--mh-muted': 'Colour of text that matters less.',
  '--mh-border': 'Colour of the field’s edge.',
  '--mh-radius': 'Radius of its corners.',
  '--mh-font': 'Family of its text; one that the person’s system has.',
  '--mh-height': 'Height that is kept free until the frame has told its own.',
};
