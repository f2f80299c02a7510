import type { LabelFile } from '../labels/format';

/** How many files are read before they are asked for. */
const mostAhead = 16;
/** Of a file that is: larger ones are read in parts. */
const mostBytes = 65_536;
/** As far apart files may lie that are read one after another: others stand between those of one format. */
const mostBetween = 4;

/**
 * The same files, of which small ones are read before they are asked for while they are asked for in their order: the
 * browser takes a millisecond or two to hand over a file, however small, and as long for many at a time.
 * @returns files that hold a megabyte at most, in all.
 */
export function readAhead(files: readonly LabelFile[]): LabelFile[] {
  const ahead = new Map<number, Promise<Uint8Array>>();
  let last = -1;
  const startFrom = (first: number) => {
    for (const at of ahead.keys()) if (at < first || at >= first + mostAhead) ahead.delete(at);
    for (const [offset, file] of files.slice(first, first + mostAhead).entries()) {
      const at = first + offset;
      if (file.bytes > mostBytes || ahead.has(at)) continue;
      const read = file.read();
      // Whoever asks for it hears of it.
      read.catch(() => undefined);
      ahead.set(at, read);
    }
  };
  return files.map((file, at) => ({
    path: file.path,
    bytes: file.bytes,
    read: (from = 0, to = file.bytes) => {
      if (from !== 0 || to !== file.bytes || file.bytes > mostBytes) return file.read(from, to);
      const read = ahead.get(at) ?? file.read();
      ahead.delete(at);
      const isNext = at > last && at - last <= mostBetween;
      last = at;
      if (isNext) startFrom(at + 1);
      return read;
    },
  }));
}
