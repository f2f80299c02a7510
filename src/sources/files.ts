import { inOrder, type FoundFile } from './source';

/** Picked or pasted files: a folder's keep their path within it, and come in natural order. */
export function filesFound(files: Iterable<File>): FoundFile[] {
  const found = Array.from(files, (file) => ({ path: file.webkitRelativePath || file.name, name: '', file }));
  const isFolder = found.some(({ path }) => path.includes('/'));
  // Loose files stay in the order in which they were picked.
  return isFolder ? inOrder(found.map((one) => ({ ...one, name: one.path }))) : found;
}
