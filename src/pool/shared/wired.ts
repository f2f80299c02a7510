/** Says that an argument stands for something shared, and for what. */
export const marked = 'manyhands-shared';

/** What a queue, an event or a value is while it travels. */
export type Wired =
  | { readonly [marked]: 'queue'; readonly id: string; readonly port?: MessagePort }
  | { readonly [marked]: 'event' | 'value'; readonly cells: Int32Array };

/** @throws Error where there is no memory that threads share. */
export function sharedCells(what: string, count = 1): Int32Array {
  if (typeof SharedArrayBuffer === 'undefined') {
    throw new Error(
      `Expected a page that is cross-origin isolated: \`${what}\` lies in memory that threads share (SharedArrayBuffer), and this page has none.`,
    );
  }
  return new Int32Array(new SharedArrayBuffer(4 * count));
}

/** The worker that something shared goes to. */
export interface Receiver {
  /** Calls `run` when it is gone. @returns what takes that back. */
  onGone(run: () => void): () => void;
}
