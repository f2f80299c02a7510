import type { Note } from '../../core/dataset/outcome';
import { Bytes } from '../../core/header/bytes';
import { exifEntry, exifTag } from '../../core/header/exif';
import { formatNames } from '../../core/header/format-names';
import type { Header } from '../../core/header/header';
import { readJpegSegments } from './jpeg-segments';
import { isUsual, pngColours } from './png-colours';

/**
 * What is to be told where a file says by other means than a profile that its colours are not sRGB's: none of the readers
 * follows those, so they are taken as sRGB.
 */
export function coloursAssumed(bytes: Uint8Array, { format, profile }: Header): readonly Note[] {
  const by = saidBy(bytes, format, profile);
  if (!by) return [];
  const detail = `By its ${by} the ${formatNames[format]} file’s colours are not sRGB’s; they are taken as sRGB all the same.`;
  return [{ code: 'colours-assumed', detail }];
}

function saidBy(bytes: Uint8Array, format: Header['format'], hasProfile: boolean): string | null {
  switch (format) {
    case 'png':
      return pngColours(bytes).said;
    case 'avif':
    case 'heif':
      return nclxOf(new Bytes(bytes));
    case 'jpeg': {
      const exif = hasProfile ? null : readJpegSegments(bytes).exif;
      return exif && isAdobeRgb(new Bytes(exif)) ? adobeRgb : null;
    }
    case 'tiff':
      return !hasProfile && isAdobeRgb(new Bytes(bytes)) ? adobeRgb : null;
    default:
      return null;
  }
}

const adobeRgb = 'EXIF (Adobe RGB, DCF’s R03)';

/**
 * Whether EXIF says Adobe RGB, as cameras do that are set to it and write no profile: a space that is not sRGB (EXIF 2.32,
 * 4.6.5), and R03 for DCF's optional colours (DCF 2.0, 5.3.2).
 */
function isAdobeRgb(tiff: Bytes): boolean {
  const { colorSpace, exifDirectory, interoperability } = exifTag;
  const space = exifEntry(tiff, colorSpace, exifDirectory);
  const rule = exifEntry(tiff, 1, exifDirectory, interoperability);
  if (!rule || !tiff.has(rule.valueAt, 'R03')) return false;
  return space === null || tiff.u16(space.valueAt, space.little) !== 1;
}

/** Of the file's boxes; pictures' bytes come behind them. */
const within = 65536;

/** `colr` of the kind `nclx` (ISO/IEC 14496-12, 12.1.5); a profile beside it is followed instead. */
function nclxOf(file: Bytes): string | null {
  let found: string | null = null;
  for (let at = 4; at + 12 <= Math.min(within, file.length); at++) {
    if (!file.has(at, 'colr')) continue;
    if (file.has(at + 4, 'prof') || file.has(at + 4, 'rICC')) return null;
    if (file.has(at + 4, 'nclx') && !isUsual(file.u16(at + 8), file.u16(at + 10))) found ??= 'nclx box';
  }
  return found;
}
