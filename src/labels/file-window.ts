import type { LabelFile } from './format';

/** So much is read at once: to read one annotation of a file takes a browser as long as to read thousands. */
const windowBytes = 1_000_000;

/** Files of which small parts are read, most of them near the one before: what is kept of each label. */
export class FileWindows {
  readonly #files = new Map<LabelFile, LabelFile>();

  /** The same file, read by the window. */
  of(file: LabelFile): LabelFile {
    const known = this.#files.get(file) ?? inWindows(file);
    this.#files.set(file, known);
    return known;
  }
}

function inWindows(file: LabelFile): LabelFile {
  let from = 0;
  let to = 0;
  let window = Promise.resolve(new Uint8Array());
  return {
    path: file.path,
    bytes: file.bytes,
    async read(start = 0, end = file.bytes) {
      if (end - start > windowBytes) return file.read(start, end);
      if (start < from || end > to) {
        // Some of what stands before it, too: what comes next may be there.
        from = Math.max(0, Math.min(start, end - windowBytes / 2));
        to = Math.min(file.bytes, from + windowBytes);
        window = file.read(from, to) as typeof window; // Never shared.
      }
      const begin = from;
      return (await window).slice(start - begin, end - begin);
    },
  };
}
