/** What the desk serves: the outputs' store and the packing of archives, off the page's thread. */

/** One member of an archive: a stored output, or bytes given here (`report.json`). */
export type Member = { readonly path: string; readonly bytes?: ArrayBuffer };

export interface StoreState {
  /** `opfs`, or `memory` where there is none or it refuses. */
  readonly kind: 'opfs' | 'memory';
  readonly files: number;
  readonly bytes: number;
}

export interface DeskTasks {
  /**
   * Opens the store of this visit and clears what dead tabs left (a tab holds a Web Lock named after its store).
   * @param storeId Names the store; unique per visit.
   */
  open(storeId: string): Promise<StoreState>;
  /** Stores one output whole. @param bytes Transferred. @throws ItemError `write-failed` */
  put(path: string, bytes: ArrayBuffer): Promise<void>;
  /** A copy of one stored output, transferred. */
  get(path: string): Promise<ArrayBuffer>;
  remove(paths: readonly string[]): Promise<void>;
  clear(): Promise<void>;
  state(): Promise<StoreState>;
  /** Starts packing a zip; its bytes are pulled by `next`, so nothing is packed ahead of the reader. */
  zip(members: readonly Member[]): Promise<number>;
  /** The next piece of archive `id` (transferred, up to about 1 MB), null at its end. */
  next(id: number): Promise<ArrayBuffer | null>;
  cancelZip(id: number): Promise<void>;
}
