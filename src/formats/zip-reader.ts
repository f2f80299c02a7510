import {
  BlobReader,
  configure,
  ERR_ENCRYPTED,
  ERR_UNSUPPORTED_COMPRESSION,
  ZipReader,
  type FileEntry,
} from '@zip.js/zip.js';
import { pathTrouble } from '../core/dataset/paths';
import { ItemError, type ItemTrouble } from '../core/errors';
import { nestedTrouble, type ArchiveEntry, type ArchiveLimits } from './archive';
import { zipEntryHead } from './zip-entry-head';

// Its own workers would come from blob: addresses, which the page's policy refuses; inflating is the platform's anyway.
configure({ useWebWorkers: false });

/** A ratio says nothing of small files: a flat colour packs a thousandfold. */
const smallBytes = 1e6;

/**
 * The files of a zip by its central directory, read by random access: nothing is unpacked until it is asked for.
 * @throws ItemError `unreadable-archive`, `archive-limit`
 */
export async function readZip(file: Blob, limits: ArchiveLimits): Promise<ArchiveEntry[]> {
  // One unsafe path is that entry's own trouble; the library would refuse the whole zip for it.
  const reader = new ZipReader(new BlobReader(file), { filenameValidation: 'tolerant' });
  const entries: ArchiveEntry[] = [];
  let total = 0;
  try {
    for await (const entry of reader.getEntriesGenerator({ decodeText: plainText })) {
      // A folder, for packers that write backslashes too.
      if (entry.directory || /[/\\]$/.test(entry.filename)) continue;
      total += entry.uncompressedSize;
      hold(entries.length + 1, total, limits);
      entries.push(entryOf(file, entry, limits));
    }
  } catch (error) {
    if (error instanceof ItemError) throw error;
    throw new ItemError('unreadable-archive', `The zip has no readable directory: ${sentence(error)}.`, {
      cause: error,
    });
  }
  return entries;
}

/** The format's old code page draws control characters as signs (a newline as ◙), which would hide them from us. */
function plainText(bytes: Uint8Array): string | undefined {
  return bytes.every((byte) => byte < 0x80) ? new TextDecoder().decode(bytes) : undefined;
}

function hold(entries: number, bytes: number, { maxEntries, maxBytes }: ArchiveLimits): void {
  if (entries > maxEntries) {
    throw new ItemError('archive-limit', `The zip has more than ${maxEntries} entries, which is the limit.`);
  }
  if (bytes > maxBytes) {
    throw new ItemError('archive-limit', `The zip unpacks to more than ${maxBytes / 1e9} GB, which is the limit.`);
  }
}

function entryOf(file: Blob, entry: FileEntry, limits: ArchiveLimits): ArchiveEntry {
  // Some Windows packers write backslashes, against the format's own rule.
  const path = entry.filename.replaceAll('\\', '/');
  const bytes = entry.uncompressedSize;
  return {
    path,
    bytes,
    trouble: pathTrouble(path) ?? entryTrouble(entry, limits) ?? nestedTrouble(path),
    read: () => unpack(entry, path),
    head: (most) => zipEntryHead(file, entry, most),
  };
}

function entryTrouble(entry: FileEntry, { maxRatio }: ArchiveLimits): ItemTrouble | null {
  if (entry.encrypted) return new ItemError('encrypted-entry', 'The entry is encrypted.').trouble;
  const { compressedSize, uncompressedSize } = entry;
  if (uncompressedSize > smallBytes && uncompressedSize > maxRatio * compressedSize) {
    const ratio = Math.round(uncompressedSize / Math.max(1, compressedSize));
    return new ItemError('archive-limit', `The entry unpacks to ${ratio} times its size; the limit is ${maxRatio}.`)
      .trouble;
  }
  return null;
}

/** Stops as soon as more comes than the directory says. */
async function unpack(entry: FileEntry, path: string): Promise<ArrayBuffer> {
  const whole = roomFor(entry.uncompressedSize, path);
  let filled = 0;
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      if (filled + chunk.length > whole.length) {
        throw new ItemError('corrupt', `${path} unpacks to more bytes than the zip says (${whole.length}).`);
      }
      whole.set(chunk, filled);
      filled += chunk.length;
    },
  });
  try {
    await entry.getData(sink, { checkSignature: true });
  } catch (error) {
    if (error instanceof ItemError) throw error;
    if ((error as Error).message === ERR_ENCRYPTED) throw new ItemError('encrypted-entry', 'The entry is encrypted.');
    if ((error as Error).message === ERR_UNSUPPORTED_COMPRESSION)
      throw new ItemError('unreadable-archive', `${path} is packed by a method that cannot be unpacked here.`);
    throw new ItemError('corrupt', `${path} cannot be unpacked: ${sentence(error)}.`, { cause: error });
  }
  if (filled < whole.length) {
    throw new ItemError('corrupt', `${path} unpacks to ${filled} bytes; the zip says ${whole.length}.`);
  }
  return whole.buffer;
}

/** The size is what the directory claims: it may be more than there is memory for. */
function roomFor(bytes: number, path: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(bytes);
  } catch (error) {
    const what = `${path} unpacks to ${Math.round(bytes / 1e6)} MB, more than could be had.`;
    throw new ItemError('out-of-memory', what, { cause: error });
  }
}

function sentence(error: unknown): string {
  return String((error as Error | null)?.message ?? error)
    .replace(/(?<!\.)\.+$/, '')
    .toLowerCase();
}
