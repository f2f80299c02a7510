export interface Kept {
  readonly path: string;
  /** A number of the image that it was made of; 0 for a file of labels. */
  readonly of: number;
  readonly file: File;
}

/** Results as a page gives them back. @param about `path` and `of` of each; it may be anything. */
export function keptOf(files: readonly File[], about: unknown): Kept[] {
  const known: readonly unknown[] = Array.isArray(about) ? about : [];
  return files.map((file, at) => {
    const { path, of } = (known[at] ?? {}) as { path?: unknown; of?: unknown };
    return {
      path: typeof path === 'string' ? path : file.name,
      of: Number.isSafeInteger(of) ? Number(of) : -1 - at,
      file,
    };
  });
}
