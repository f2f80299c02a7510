import type { Item } from '../core/dataset/item';
import { pathTrouble, partsOf, PathBook } from '../core/dataset/paths';
import { ItemError } from '../core/errors';
import type { ArchiveEntry, ArchiveLimits } from '../formats/archive';
import { startsAsGzip, startsAsTar } from '../formats/tar-header';
import { startsAsZip } from '../formats/zip-head';

/** A file as it was found, before it is known what it is. */
export interface FoundFile {
  /** With `/` between its parts; begins with the dropped folder's name. */
  readonly path: string;
  /** Null where it was listed and cannot be had: it vanished, or may not be read. */
  readonly file: File | null;
}

/**
 * Turns found files into items: an archive becomes its entries, paths become unique. One gatherer per job's dataset; what is
 * dropped later is held against what was there before.
 */
export class Gatherer {
  readonly #book = new PathBook();
  readonly #roots = new Set<string>();
  readonly #limits: () => ArchiveLimits;

  /** @param limits Asked for each zip: settings may change between two drops. */
  constructor(limits: () => ArchiveLimits) {
    this.#limits = limits;
  }

  /** One drop, or one pick. Items come in the found files' order, as soon as they are known. */
  async *gather(found: AsyncIterable<FoundFile> | Iterable<FoundFile>): AsyncGenerator<Item, void, undefined> {
    const roots = new Map<string, string>();
    for await (const { path, file } of found) {
      const placed = this.#placed(path, roots);
      if (file === null) yield this.#lost(placed);
      else {
        const read = namesNoArchive(file) ? null : await archiveReader(file).catch(() => null);
        if (read) yield* this.#entries(placed, file, read);
        else yield this.#item(placed, file);
      }
    }
  }

  /** A folder of a name that was dropped before becomes `name (2)`, as a whole. */
  #placed(path: string, roots: Map<string, string>): string {
    const slash = path.indexOf('/');
    if (slash < 0) return path;
    const name = path.slice(0, slash);
    let root = roots.get(name);
    if (root === undefined) {
      root = name;
      for (let count = 2; this.#roots.has(root); count++) root = `${name} (${count})`;
      this.#roots.add(root);
      roots.set(name, root);
    }
    return root + path.slice(slash);
  }

  #item(path: string, file: File): Item {
    const trouble = pathTrouble(path);
    return {
      path: this.#book.claim(path),
      bytes: file.size,
      trouble,
      file,
      read: async () => {
        const bytes = await readFile(path, file);
        if (startsAsZip(new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength))))
          throw new ItemError(
            'unreadable-archive',
            `${path} is a zip whose name says otherwise, so it was not opened.`,
          );
        return bytes;
      },
    };
  }

  #lost(path: string): Item {
    const trouble = new ItemError('corrupt', `${path} cannot be read: it is gone, or this browser may not read it.`);
    return { path: this.#book.claim(path), bytes: 0, trouble: trouble.trouble, read: () => Promise.reject(trouble) };
  }

  /** An unreadable archive is one failed item; a readable one is no item itself. */
  async *#entries(path: string, file: File, read: ArchiveReader): AsyncGenerator<Item, void, undefined> {
    let entries: ArchiveEntry[];
    try {
      entries = await read(file, this.#limits());
    } catch (error) {
      if (!(error instanceof ItemError)) throw error;
      yield { path: this.#book.claim(path), bytes: file.size, trouble: error.trouble, read: () => file.arrayBuffer() };
      return;
    }
    // Where two sources would give the same path, the later one's begins with its own name.
    const meets = (start: string) => entries.some((entry) => this.#book.has(start + entry.path));
    const stem = partsOf(path).stem.replace(/\.tar$/i, '');
    let prefix = '';
    for (let count = 1; meets(prefix); count++) prefix = count === 1 ? `${stem}/` : `${stem} (${count})/`;
    for (const entry of entries) yield { ...entry, path: this.#book.claim(prefix + entry.path) };
  }
}

async function readFile(path: string, file: File): Promise<ArrayBuffer> {
  try {
    return await file.arrayBuffer();
  } catch (error) {
    throw new ItemError('corrupt', `${path} cannot be read any more: it was moved, changed or deleted.`, {
      cause: error,
    });
  }
}

type ArchiveReader = (file: Blob, limits: ArchiveLimits) => Promise<ArchiveEntry[]>;

/** By content; only a name tells a tar under gzip from another file under gzip. Readers are loaded by who brings one. */
async function archiveReader(file: File): Promise<ArchiveReader | null> {
  const head = new Uint8Array(await file.slice(0, 512).arrayBuffer());
  if (startsAsZip(head)) return (await import('../formats/zip-reader')).readZip;
  if (startsAsTar(head)) return (await import('../formats/tar-reader')).readTar;
  const isPacked = startsAsGzip(head) && /\.(?:tgz|tar\.gz)$/i.test(file.name);
  return isPacked ? (await import('../formats/tar-reader')).readTarGz : null;
}

/**
 * Whether a name speaks against an archive. Looking into a hundred thousand photographs at the drop takes longer than listing
 * them, so a file of such a name is looked at when it is read: a zip among them fails then, and says what to do.
 */
function namesNoArchive({ name }: File): boolean {
  return /\.(?:jpe?g|png|webp|gif|tiff?|avif|heic|heif|bmp|txt|xml|json)$/i.test(name);
}

const byName = new Intl.Collator('en', { numeric: true });

/** `img2` before `img10`, the same on every machine. */
export function inOrder<T extends { readonly name: string }>(entries: T[]): T[] {
  return entries.sort((a, b) => byName.compare(a.name, b.name) || (a.name < b.name ? -1 : 1));
}
