import type { Bytes } from './bytes';
import { tiffDirectories, tiffTag } from './tiff';

/** What makers that do not follow TIFF to the letter put at the start: Fujifilm, Olympus, Panasonic, Sigma, Canon's CR3. */
const marks = ['FUJIFILMCCD-RAW', 'IIRO', 'IIRS', 'MMOR', 'IIU\0', 'FOVb', '\0\0\0\x18ftypcrx '];

/**
 * Whether a file is a camera's raw picture. Most look like a TIFF whose first page is a small preview of the picture: read
 * as one, they would come out as that preview (DNG, NEF, CR2, ARW, PEF and others; TIFF/EP, 5.3 puts the picture into
 * sub-directories).
 */
export function isCameraRaw(file: Bytes): boolean {
  if (marks.some((mark) => file.has(0, mark))) return true;
  if (file.has(0, 'II*\0') && file.has(8, 'CR')) return true;
  const [first] = tiffDirectories(file);
  if (!first) return false;
  if (first.number(tiffTag.dngVersion) !== null) return true;
  const isPreview = ((first.number(tiffTag.subfileType) ?? 0) & 1) === 1;
  return isPreview && first.number(tiffTag.subDirectories) !== null;
}
