/**
 * What the element in a page and the frame inside it say to each other. The handshake goes by `window.postMessage`, once;
 * everything after it by a MessagePort that nobody else holds. Messages are plain objects with a `type`; one of a type
 * that is not known is ignored, so that either side may be the newer one.
 */

/** Moves when an older side could no longer follow. New messages and new optional fields do not move it. */
export const protocolVersion = 1;

/** The frame's first word, to whatever page it stands in: a version, and nothing that is anyone's. */
export interface Hello {
  readonly manyHands: number;
  /** Set where the frame's list of hosts does not name the page's origin. */
  readonly refused?: true;
}

/** The element's answer, to the frame's origin alone, with one MessagePort beside it. */
export interface Greeting {
  readonly manyHands: number;
}

/** Why a field cannot work, or a run could not be made. The engine has codes of its own beside these. */
export type EmbedCode =
  | 'bad-message'
  | 'bad-recipe'
  | 'failed'
  | 'interrupted'
  | 'no-answer'
  | 'no-src'
  | 'not-connected'
  | 'refused'
  | 'removed'
  | 'sandboxed'
  | 'start-failed'
  | 'version';

/** What a field of a message may hold. A name that ends with `?` may be left out, or null. */
export interface FieldKinds {
  text: string;
  flag: boolean;
  /** A whole number from 0. */
  count: number;
  /** Handles of Blobs: their bytes are not copied. */
  files: readonly Blob[];
  file: File;
  /** Text by name. */
  texts: Readonly<Record<string, string>>;
  /** Plain data that its reader holds against a schema of its own. */
  data: unknown;
}

type Kind = keyof FieldKinds | `${keyof FieldKinds}?`;

export interface MessageSpec {
  readonly summary: string;
  readonly fields: Readonly<Record<string, Kind>>;
}

type ValueOf<K extends Kind> = K extends `${infer Plain extends keyof FieldKinds}?`
  ? FieldKinds[Plain] | null
  : K extends keyof FieldKinds
    ? FieldKinds[K]
    : never;

/** The union of the messages that a table declares. */
export type MessageOf<S extends Readonly<Record<string, MessageSpec>>> = {
  [T in keyof S]: { readonly type: T } & { readonly [F in keyof S[T]['fields']]: ValueOf<S[T]['fields'][F]> };
}[keyof S];

/** The run of the field itself; calls of `process` count from 1. */
export const ownRun = 0;

export const hostMessages = {
  configure: {
    summary: 'How the field is to look and what it takes; the first message, and again after a change.',
    fields: {
      recipe: 'data?',
      accept: 'text',
      maxFiles: 'count?',
      multiple: 'flag',
      directory: 'flag',
      disabled: 'flag',
      required: 'flag?',
      compact: 'flag',
      isDark: 'flag',
      looks: 'texts',
    },
  },
  add: {
    summary:
      'Files for the field: the page’s own, or, where `isHosts` is false, such as a person gave to the element itself. Of the run 0, as are all answers to it.',
    fields: { files: 'files', isHosts: 'flag?' },
  },
  restore: {
    summary:
      'Results that the page had kept: shown, and not worked on again. `about` has `path` and `of` of each, as `result` told them; `isBroken` where images of a person were lost meanwhile.',
    fields: { files: 'files', about: 'data?', isBroken: 'flag?' },
  },
  clear: { summary: 'Takes everything off the field.', fields: {} },
  process: {
    summary: 'Runs a recipe over files, without showing anything.',
    fields: { id: 'count', files: 'files', recipe: 'data?' },
  },
  cancel: { summary: 'Ends a run; what was done by then is forgotten.', fields: { id: 'count' } },
  cores: { summary: 'How many workers the frame may hold from now on.', fields: { granted: 'count', round: 'count' } },
  ping: { summary: 'Asks for a sign of life.', fields: {} },
} as const satisfies Record<string, MessageSpec>;

export const frameMessages = {
  ready: {
    summary: 'The frame has drawn its field. Which tier it runs, and why where that is not `full`.',
    fields: { tier: 'text', reason: 'text?', app: 'text' },
  },
  tier: { summary: 'Another tier runs from now on.', fields: { tier: 'text', reason: 'text?' } },
  size: { summary: 'The height of what the frame shows, in CSS pixels.', fields: { height: 'count' } },
  items: {
    summary:
      'How many images the field holds, and whether they are more than it may hold; `isUnasked` unless it answers `clear`, of which each is answered so.',
    fields: { count: 'count', isTooMany: 'flag', isUnasked: 'flag?' },
  },
  progress: {
    summary: 'So many of a run’s images are settled, and whether one that a person brought is among the others.',
    fields: { id: 'count', done: 'count', total: 'count', isPersonWaiting: 'flag' },
  },
  result: {
    summary:
      'One processed file; a number of the image that it was made of, 0 for a file of labels; and whether the page itself gave that.',
    fields: { id: 'count', path: 'text', file: 'file', of: 'count', isHosts: 'flag' },
  },
  removed: { summary: 'Results that the person took off the field.', fields: { paths: 'data' } },
  done: { summary: 'A run has come to its end.', fields: { id: 'count', report: 'data' } },
  failed: {
    summary: 'A run could not be made at all; trouble with single images is in the report.',
    fields: { id: 'count', code: 'text', message: 'text' },
  },
  error: { summary: 'A message could not be understood.', fields: { code: 'text', message: 'text' } },
  cores: {
    summary: 'How many workers the frame wants, how many live, and the last `cores` that it had heard.',
    fields: { wanted: 'count', held: 'count', round: 'count' },
  },
  pong: { summary: 'The answer to `ping`.', fields: {} },
} as const satisfies Record<string, MessageSpec>;

export type HostMessage = MessageOf<typeof hostMessages>;
export type FrameMessage = MessageOf<typeof frameMessages>;

export type Tier = 'full' | 'light';
