import type { Stored, StoreState } from './api';
import { letGo } from '../pool/let-go';
import { joined } from './joined-bytes';

/** Where a stored output lies in the append file. */
interface Place {
  readonly at: number;
  readonly length: number;
}

/** Keeps bytes by id. */
export interface Store {
  /** Several at once take little longer than one. */
  put(files: readonly Stored[]): void;
  get(id: string): Promise<ArrayBuffer>;
  clear(): void;
  state(): StoreState;
}

const prefix = 'manyhands-store-';

/**
 * The store of this visit in the origin's private file system, or in memory where there is none or it refuses.
 * @returns it, and the Web Lock that is held for life: whoever comes later knows by it that this store is in use.
 */
export async function openStore(
  storeId: string,
  place: StoreState['kind'] = 'opfs',
): Promise<{ readonly store: Store; readonly lock: string | null }> {
  const name = prefix + storeId;
  let lock: string | null = null;
  try {
    if (await holdLock(name)) lock = name;
    if (place === 'memory') return { store: new MemoryStore(), lock };
    const root = await navigator.storage.getDirectory();
    await clearDead(root, name);
    const file = await root.getFileHandle(name, { create: true });
    return { store: new FileStore(await file.createSyncAccessHandle()), lock };
  } catch {
    return { store: new MemoryStore(), lock };
  }
}

/** One file, appended to. An id that is put again leaves its older bytes behind as waste until `clear`. */
class FileStore implements Store {
  readonly #handle: FileSystemSyncAccessHandle;
  readonly #places = new Map<string, Place>();
  #end = 0;

  constructor(handle: FileSystemSyncAccessHandle) {
    this.#handle = handle;
    handle.truncate(0);
  }

  put(files: readonly Stored[]): void {
    const bytes = inOne(files);
    const length = bytes.byteLength;
    const written = this.#handle.write(bytes, { at: this.#end });
    if (files.length > 1) letGo(bytes.buffer);
    if (written < length) {
      throw new Error(`only ${written} of ${length} bytes could be written, the disk or the quota is full`);
    }
    for (const one of files) {
      this.#places.set(one.id, { at: this.#end, length: one.bytes.byteLength });
      this.#end += one.bytes.byteLength;
    }
  }

  async get(id: string): Promise<ArrayBuffer> {
    const { at, length } = placeOf(this.#places, id);
    const bytes = new Uint8Array(length);
    const read = this.#handle.read(bytes, { at });
    if (read < length) throw new Error(`Expected ${length} bytes of ${id} in the store, received ${read}.`);
    return bytes.buffer;
  }

  clear(): void {
    this.#places.clear();
    this.#handle.truncate(0);
    this.#end = 0;
  }

  state(): StoreState {
    return { kind: 'opfs', files: this.#places.size, bytes: this.#end };
  }
}

/** Blobs, which most browsers move out of memory on their own. */
class MemoryStore implements Store {
  readonly #blobs = new Map<string, Blob>();
  #bytes = 0;

  put(files: readonly Stored[]): void {
    for (const { id, bytes } of files) {
      this.#bytes += bytes.byteLength - (this.#blobs.get(id)?.size ?? 0);
      this.#blobs.set(id, new Blob([bytes]));
    }
  }

  get(id: string): Promise<ArrayBuffer> {
    return placeOf(this.#blobs, id).arrayBuffer();
  }

  clear(): void {
    this.#blobs.clear();
    this.#bytes = 0;
  }

  state(): StoreState {
    return { kind: 'memory', files: this.#blobs.size, bytes: this.#bytes };
  }
}

function inOne(files: readonly Stored[]): Uint8Array<ArrayBuffer> {
  const all = files.map(({ bytes }) => bytes);
  const [first] = all;
  if (first && all.length === 1) return first;
  const length = all.reduce((sum, { length }) => sum + length, 0);
  return new Uint8Array(joined(all, length));
}

function placeOf<T>(places: ReadonlyMap<string, T>, id: string): T {
  const place = places.get(id);
  if (place === undefined) throw new Error(`Expected the id of a stored output, received ${JSON.stringify(id)}.`);
  return place;
}

/** Resolves once the lock is held; with false, and at once, where there are no locks. */
function holdLock(name: string): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(false);
  return new Promise((held, refused) => {
    navigator.locks
      .request(name, () => {
        held(true);
        return new Promise(() => {});
      })
      .catch(refused);
  });
}

/** Removes the stores whose lock nobody holds: what tabs that are gone left behind. */
async function clearDead(root: FileSystemDirectoryHandle, own: string): Promise<void> {
  if (!('locks' in navigator)) return;
  const { held = [] } = await navigator.locks.query();
  const alive = new Set(held.map((lock) => lock.name));
  for await (const name of root.keys()) {
    if (!name.startsWith(prefix) || name === own || alive.has(name)) continue;
    // Another visit may be at the same; whoever comes second finds nothing.
    await root.removeEntry(name).catch(() => {});
  }
}
