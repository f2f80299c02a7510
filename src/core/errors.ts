/**
 * What can befall an item, and what the person can do about it. The list is closed: reports and their readers depend
 * on it. `title` is the group's heading on the page; `advice` ends the sentence of every failure.
 */
export const itemCodes = {
  'not-an-image': { title: 'Not an image', advice: 'Nothing to do, unless it should have been one.' },
  'label-file': { title: 'Label file', advice: 'Its labels go with their images.' },
  'unread-mask': {
    title: 'Mask that is not read',
    advice: 'Name its format in `labels.read`, or bring it without that image if it is one itself.',
  },
  'empty-file': { title: 'Empty file', advice: 'Copy it again from where it came from.' },
  'unsupported-format': { title: 'Format not supported', advice: 'Convert it to JPEG, PNG, WebP or TIFF first.' },
  corrupt: { title: 'Damaged file', advice: 'Get a fresh copy of the file.' },
  truncated: {
    title: 'File is cut short',
    advice: 'Get a complete copy; with `input.truncated` set to "keep", what can be read of it is taken.',
  },
  'too-large': { title: 'Too large', advice: 'Raise the limit in the settings if this is meant.' },
  'timed-out': { title: 'Took too long', advice: 'Raise the time per image in the settings, or retry it.' },
  'worker-crashed': { title: 'Its worker died', advice: 'Retry it; if it dies again the file itself is the cause.' },
  'out-of-memory': { title: 'Out of memory', advice: 'Retry it with fewer workers, or make the image smaller first.' },
  'unsafe-path': { title: 'Unsafe path', advice: 'Rename the entry so that its path stays inside the archive.' },
  'unreadable-archive': { title: 'Archive cannot be read', advice: 'Make the archive again, or unpack it first.' },
  'encrypted-entry': { title: 'Encrypted entry', advice: 'Unpack the archive with its password first.' },
  'archive-limit': {
    title: 'Archive over the limits',
    advice: 'Raise the archive limits in the settings if you trust it.',
  },
  'not-loaded': {
    title: 'A part of the page is missing',
    advice: 'Go online, take the new version or reload the page if there is one, and retry.',
  },
  'step-failed': { title: 'A step cannot be done', advice: 'Change the step, or leave this image out.' },
  'no-object': { title: 'No object to cut out', advice: 'Nothing to do, unless one should be labelled there.' },
  'wrong-labels': {
    title: 'Labels are wrong',
    advice: 'Mend them, or set `labels.onError` to "keep" or "drop".',
  },
  cancelled: { title: 'Cancelled', advice: 'Retry to take it up again.' },
  'write-failed': { title: 'Could not be stored', advice: 'Free some disk space and retry.' },
} as const satisfies Record<string, { title: string; advice: string }>;

export type ItemCode = keyof typeof itemCodes;

/** Codes of what is left aside rather than failed: a dataset holds more than a run makes something of. */
const skips: readonly ItemCode[] = ['not-an-image', 'label-file', 'unread-mask', 'no-object', 'cancelled'];

export function statusOf(code: ItemCode): 'skipped' | 'failed' {
  return skips.includes(code) ? 'skipped' : 'failed';
}

/** A code and the sentence that tells this very case. Plain data: it crosses threads and lands in the report. */
export interface ItemTrouble {
  readonly code: ItemCode;
  readonly detail: string;
}

/** Item trouble on its way up to the nearest border, where it becomes data again. */
export class ItemError extends Error {
  override readonly name = 'ItemError';
  readonly code: ItemCode;

  /** @param what One sentence of what happened, ending with a full stop; advice is joined to it, the code's where none is given. */
  constructor(code: ItemCode, what: string, { advice, ...options }: ErrorOptions & { readonly advice?: string } = {}) {
    super(`${what} ${advice ?? itemCodes[code].advice}`.trimEnd(), options);
    this.code = code;
  }

  get trouble(): ItemTrouble {
    return { code: this.code, detail: this.message };
  }
}

export type AppCode = 'bad-recipe' | 'bad-labels' | 'bad-settings' | 'not-isolated' | 'start-failed';

/** User trouble: one sentence that names what was expected and what came. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: AppCode;

  constructor(code: AppCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
