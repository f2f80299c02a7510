import { partsOf } from '../core/dataset/paths';

/**
 * Of files that speak of the folder that they lie in, the one that speaks of a path: the innermost around it, of several alike
 * the one that says more of it, then the first. Where none lies around it, any may speak of it.
 * @param dirs Folders that the path stands for: its own, and those of what belongs to it.
 * @param said How much a file says of these folders, 0 for nothing.
 */
export function ownerOf<T extends { readonly path: string }>(
  files: readonly T[],
  dirs: readonly string[],
  said: (file: T) => number = () => 0,
): T | null {
  const [first = null, ...others] = files;
  if (first === null || others.length === 0) return first;
  const ranks = files.map((file) => ({ file, depth: depthAround(partsOf(file.path).dir, dirs), said: said(file) }));
  return ranks.reduce((best, one) =>
    one.depth > best.depth || (one.depth === best.depth && one.said > best.said) ? one : best,
  ).file;
}

/** How deep a folder lies that is around one of these; -1 for none. */
function depthAround(folder: string, dirs: readonly string[]): number {
  if (folder === '') return 0;
  return dirs.some((dir) => dir === folder || dir.startsWith(`${folder}/`)) ? folder.split('/').length : -1;
}
