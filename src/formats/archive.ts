import { ItemError, type ItemTrouble } from '../core/errors';

export interface ArchiveLimits {
  readonly maxEntries: number;
  /** Unpacked ÷ packed, above a megabyte. */
  readonly maxRatio: number;
  /** Of all entries together, unpacked. */
  readonly maxBytes: number;
}

/** A file in an archive. */
export interface ArchiveEntry {
  /** `/` between its parts. */
  readonly path: string;
  /** Unpacked, as the archive says. */
  readonly bytes: number;
  readonly trouble: ItemTrouble | null;
  /** @throws ItemError */
  read(): Promise<ArrayBuffer>;
  /** The first bytes, as many at most: no more is unpacked for them. @throws where they cannot be had. */
  head(bytes: number): Promise<Uint8Array>;
}

/** Of an archive in an archive, by its name: it is left aside, not failed. Null for others. */
export function nestedTrouble(path: string): ItemTrouble | null {
  if (!/\.(?:zip|tar|tgz|tar\.gz)$/i.test(path)) return null;
  return new ItemError('not-an-image', `${path} is an archive within an archive, which is not opened: unpack it first.`)
    .trouble;
}
