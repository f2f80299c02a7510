import type { ItemTrouble } from '../errors';

/** What operations may know of an item. */
export interface ItemFacts {
  readonly path: string;
}

/** One input. `path` is unique within a job, with `/` between its parts, and begins with the dropped folder's name. */
export interface Item extends ItemFacts {
  /** Bytes of the file as they will be read; for a zip's entry, uncompressed. */
  readonly bytes: number;
  /** What the source already knows to be wrong with it (unsafe path, encrypted …); such an item is never read. */
  readonly trouble: ItemTrouble | null;
  /**
   * A fresh copy of the bytes, owned by the caller. May be called more than once (a dead worker's item is tried again).
   * @throws ItemError `corrupt`, `archive-limit`, `unreadable-archive` …
   */
  read(): Promise<ArrayBuffer>;
  /** The first bytes, as many at most, of an archive's entry: no more of it is unpacked for them. @throws likewise */
  head?(bytes: number): Promise<Uint8Array>;
  /** The file itself (a `Blob`, which the core does not know), where the source has one: large ones are read in parts. */
  readonly file?: object;
}
