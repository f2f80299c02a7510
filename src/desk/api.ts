/** What the desk serves: the outputs' store and the packing of archives, off the page's thread. */

import type { LabelTasks } from './label-api';

/** One member of an archive: a stored output by its id, or bytes given here (`report.json`). */
export type Member = { readonly path: string } & ({ readonly id: string } | { readonly bytes: ArrayBuffer });

/** Bytes on their way into the store. */
export interface Stored {
  readonly id: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface StoreState {
  /** `opfs`, or `memory` where there is none or it refuses. */
  readonly kind: 'opfs' | 'memory';
  readonly files: number;
  readonly bytes: number;
}

export interface Opened extends StoreState {
  /** The Web Lock that the desk holds for life; null where there are none, or they are refused. */
  readonly lock: string | null;
}

export interface DeskTasks extends LabelTasks {
  /**
   * Opens the store of this visit and clears what dead tabs left (a desk holds a Web Lock named after its store).
   * @param storeId Names the store; unique per visit. @param place `memory` leaves the origin's files alone.
   */
  open(storeId: string, place?: StoreState['kind']): Promise<Opened>;
  /**
   * Stores bytes whole; an id that is there already means the new bytes from then on.
   * @param bytes Transferred. @returns null, or the trouble as data, in one sentence: comlink drops an error's code.
   */
  put(id: string, bytes: ArrayBuffer): Promise<{ readonly code: 'write-failed'; readonly message: string } | null>;
  /** A copy, transferred. */
  get(id: string): Promise<ArrayBuffer>;
  clear(): Promise<void>;
  state(): Promise<StoreState>;
  /** Starts packing a zip; its bytes are pulled by `next`, so nothing is packed ahead of the reader. */
  zip(members: readonly Member[], date: Date): Promise<number>;
  /** The next piece of archive `id` (transferred, about 1 MB), null at its end. */
  next(id: number): Promise<ArrayBuffer | null>;
  cancelZip(id: number): Promise<void>;
}
