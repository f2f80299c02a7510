/**
 * The `file_name` of an output: where the source's was the end of its path (`a.jpg` of `images/train/a.jpg`), the output's
 * has the same folders before it taken away; else its whole path within the output.
 */
export function cocoImageName(path: string, source: string, old: unknown): string {
  if (typeof old !== 'string' || !source.endsWith(old)) return path;
  const before = source.slice(0, source.length - old.length);
  return path.startsWith(before) ? path.slice(before.length) : path;
}
