import { pathTrouble } from '../core/dataset/paths';
import { ItemError, type ItemTrouble } from '../core/errors';
import { nestedTrouble, type ArchiveEntry, type ArchiveLimits } from './archive';
import { blockBytes, paxRecords, startsAsTar, tarHeader, textAt } from './tar-header';

/** Of long names and pax records: real ones have a few hundred bytes. */
const mostExtra = 2 ** 20;
/** Headers are read as many at a time as lie in this, so that small files do not cost a read each. */
const windowBytes = 2 ** 18;
/** A ratio says nothing of small files. */
const smallBytes = 1e6;

/**
 * The files of a tar, in its order: the members of a WebDataset sample stay together. Only headers are read; bodies are
 * read by random access when they are asked for. Libraries for tar read streams, from end to end: that would be the whole
 * archive before the first image.
 * @throws ItemError `unreadable-archive`, `archive-limit`
 */
export async function readTar(file: Blob, limits: ArchiveLimits): Promise<ArchiveEntry[]> {
  const window = new Window(file);
  const entries: ArchiveEntry[] = [];
  let total = 0;
  let named: { path?: string; bytes?: number; isSparse: boolean } = { isSparse: false };
  for (let at = 0; at + blockBytes <= file.size;) {
    const block = await window.read(at, blockBytes);
    // The end is two blocks of zeros; one is taken for it too, as by GNU tar.
    if (block.every((byte) => byte === 0)) break;
    const header = tarHeader(block);
    if (!header) throw new ItemError('unreadable-archive', `The tar is damaged at byte ${at}.`);
    const { type } = header;
    const body = type === 'S' ? await behindSparseMap(window, at) : at + blockBytes;
    const isExtra = type === 'x' || type === 'g' || type === 'L' || type === 'K';
    const bytes = isExtra ? header.bytes : (named.bytes ?? header.bytes);
    if (!Number.isSafeInteger(bytes) || bytes < 0)
      throw new ItemError('unreadable-archive', `The tar is damaged at byte ${at}: it has no size.`);
    at = body + Math.ceil(bytes / blockBytes) * blockBytes;
    if (isExtra) {
      if (bytes > mostExtra) throw new ItemError('unreadable-archive', `The tar has a header of ${bytes} bytes.`);
      const data = await window.read(body, bytes);
      if (type === 'L') named = { ...named, path: textAt(data, 0, data.length) };
      if (type === 'x') named = { ...named, ...toldBy(paxRecords(data)) };
      continue;
    }
    const path = named.path ?? header.name;
    const isSparse = named.isSparse || type === 'S';
    named = { isSparse: false };
    // Devices and pipes are no files either.
    if (type === '5' || type === '3' || type === '4' || type === '6') continue;
    total += bytes;
    hold(entries.length + 1, total, limits);
    const trouble = pathTrouble(path) ?? kindTrouble(path, type, isSparse, body + bytes > file.size);
    entries.push({
      path,
      bytes,
      trouble: trouble ?? nestedTrouble(path),
      read: () => file.slice(body, body + bytes).arrayBuffer(),
      head: async (most) => new Uint8Array(await file.slice(body, body + Math.min(bytes, most)).arrayBuffer()),
    });
  }
  return entries;
}

/**
 * A tar under gzip, unpacked once: a browser keeps a large blob on disk, and its files are then read by random access.
 * @throws ItemError as `readTar` does.
 */
export async function readTarGz(file: Blob, limits: ArchiveLimits): Promise<ArchiveEntry[]> {
  let bytes = 0;
  const bound = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.length;
      if (bytes > limits.maxBytes || (bytes > smallBytes && bytes > limits.maxRatio * file.size))
        throw new ItemError(
          'archive-limit',
          `The archive unpacks to more than the limits allow, from ${file.size} bytes.`,
        );
      controller.enqueue(chunk);
    },
  });
  let tar: Blob;
  try {
    const unpacked = (file.stream() as ReadableStream<Uint8Array<ArrayBuffer>>)
      .pipeThrough(new DecompressionStream('gzip'))
      .pipeThrough(bound);
    tar = await new Response(unpacked as ReadableStream<Uint8Array<ArrayBuffer>>).blob();
  } catch (error) {
    if (error instanceof ItemError) throw error;
    throw new ItemError('unreadable-archive', 'The archive cannot be unpacked by gzip.', { cause: error });
  }
  if (!startsAsTar(new Uint8Array(await tar.slice(0, blockBytes).arrayBuffer())))
    throw new ItemError('unreadable-archive', 'There is no tar in the gzip file.');
  return readTar(tar, limits);
}

/**
 * Where a sparse member's bytes begin: GNU tar lists more than four pieces in blocks behind the header, of 21 pieces each,
 * which no size counts (GNU tar manual, "Basic Tar Format": `isextended`).
 */
async function behindSparseMap(window: Window, header: number): Promise<number> {
  let at = header + blockBytes;
  for (let isMore = (await window.read(header, blockBytes))[482]; isMore; at += blockBytes)
    isMore = (await window.read(at, blockBytes))[504];
  return at;
}

function toldBy(records: ReadonlyMap<string, string>): { path?: string; bytes?: number; isSparse: boolean } {
  // GNU tar puts a sparse file under a made-up path, for readers that know no sparse files.
  const path = records.get('GNU.sparse.name') ?? records.get('path');
  const size = records.get('size');
  const isSparse = [...records.keys()].some((key) => key.startsWith('GNU.sparse.'));
  return { ...(path !== undefined && { path }), ...(size !== undefined && { bytes: Number(size) }), isSparse };
}

function kindTrouble(path: string, type: string, isSparse: boolean, isCut: boolean): ItemTrouble | null {
  if (isSparse)
    return new ItemError('unreadable-archive', `${path} is a sparse file, which is not unpacked here.`).trouble;
  if (type === '1' || type === '2')
    return new ItemError('unreadable-archive', `${path} is a link, which is not followed here.`).trouble;
  if (isCut) return new ItemError('truncated', `${path} is cut short: the archive ends within it.`).trouble;
  return null;
}

function hold(entries: number, bytes: number, { maxEntries, maxBytes }: ArchiveLimits): void {
  if (entries > maxEntries)
    throw new ItemError('archive-limit', `The tar has more than ${maxEntries} entries, which is the limit.`);
  if (bytes > maxBytes)
    throw new ItemError('archive-limit', `The tar unpacks to more than ${maxBytes / 1e9} GB, which is the limit.`);
}

/** Reads a blob piece by piece, keeping the last. */
class Window {
  readonly #file: Blob;
  #from = 0;
  #bytes = new Uint8Array();

  constructor(file: Blob) {
    this.#file = file;
  }

  async read(at: number, length: number): Promise<Uint8Array> {
    if (at < this.#from || at + length > this.#from + this.#bytes.length) {
      const end = at + Math.max(length, windowBytes);
      this.#bytes = new Uint8Array(await this.#file.slice(at, end).arrayBuffer());
      this.#from = at;
    }
    return this.#bytes.subarray(at - this.#from, at - this.#from + length);
  }
}
