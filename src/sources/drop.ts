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
      const inside = await entriesOf(entry as FileSystemDirectoryEntry).catch(() => null);
      if (inside) yield* walk(inOrder(inside));
      else yield { path: pathOf(entry), file: null };
      at++;
      continue;
    }
    const batch: FileSystemFileEntry[] = [];
    while (batch.length < atOnce && entries[at]?.isFile) batch.push(entries[at++] as FileSystemFileEntry);
    yield* await Promise.all(batch.map(fileOf));
  }
}

/** A file may vanish between listing and asking: it has its outcome all the same, as has a folder that is not opened. */
function fileOf(entry: FileSystemFileEntry): Promise<FoundFile> {
  const path = pathOf(entry);
  return new Promise((resolve) =>
    entry.file(
      (file) => resolve({ path, file }),
      () => resolve({ path, file: null }),
    ),
  );
}

function pathOf({ fullPath }: FileSystemEntry): string {
  return fullPath.replace(/^\//, '');
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
