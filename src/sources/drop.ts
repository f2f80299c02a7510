import { filesFound } from './files';
import { inOrder, type FoundFile } from './source';

/** How many files of a folder are asked for at a time: each is a message to the browser's own process. */
const atOnce = 64;

/**
 * What was dropped or pasted, folders with everything in them.
 * Call it within the event: the transfer is empty as soon as the event has passed.
 */
export function dropFound(transfer: DataTransfer): AsyncIterable<FoundFile> {
  const entries = Array.from(transfer.items)
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry());
  const files = Array.from(transfer.files);
  // A pasted picture is no file of a file system, and has no entry.
  return entries.some((entry) => entry === null) || entries.length === 0
    ? loose(files)
    : walk(entries as FileSystemEntry[]);
}

async function* loose(files: readonly File[]): AsyncGenerator<FoundFile, void, undefined> {
  yield* filesFound(files);
}

async function* walk(entries: readonly FileSystemEntry[]): AsyncGenerator<FoundFile, void, undefined> {
  for (let at = 0; at < entries.length;) {
    const entry = entries[at]!;
    if (entry.isDirectory) {
      yield* walk(inOrder(await entriesOf(entry as FileSystemDirectoryEntry)));
      at++;
      continue;
    }
    const batch: FileSystemFileEntry[] = [];
    while (batch.length < atOnce && entries[at]?.isFile) batch.push(entries[at++] as FileSystemFileEntry);
    // A file may vanish between listing and asking; the others still come.
    const found = await Promise.allSettled(batch.map(fileOf));
    for (const one of found) if (one.status === 'fulfilled') yield one.value;
  }
}

async function fileOf(entry: FileSystemFileEntry): Promise<FoundFile> {
  const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
  return { path: entry.fullPath.replace(/^\//, ''), file };
}

/** `readEntries` hands over a hundred at a time, and an empty list at the end. */
async function entriesOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
