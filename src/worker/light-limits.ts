import type { Header } from '../core/header/header';
import { ItemError } from '../core/errors';
import type { Recipe } from '../core/recipe/recipe';
import type { WrittenFormat } from './codecs/writers';
import { formatNames } from '../core/header/format-names';

/** Where libvips is missing and would be needed for a file. */
export function needsIsolation(what: string): ItemError {
  return new ItemError('unsupported-format', `${what} needs libvips, which this page cannot run.`, {
    advice: 'Run it on an isolated page, or convert it to a plain JPEG or PNG first.',
  });
}

/** A file that the browser is not known to decode right. @param isRefused The browser has tried. */
export function unreadable(header: Header, truncated: Recipe['input']['truncated'], isRefused: boolean): ItemError {
  const name = formatNames[header.format];
  if (header.complete === false && truncated === 'fail')
    return new ItemError('truncated', `The ${name} file ends before its image does.`);
  if (isRefused) return new ItemError('corrupt', `The browser could not decode the ${name} file.`);
  return needsIsolation(`To read ${kindOf(header)}`);
}

function kindOf({ format, space, depth, alpha, profile, complete }: Header): string {
  const name = formatNames[format];
  if (complete === false) return `what there is of a ${name} that was cut short`;
  if (space === 'cmyk') return `a CMYK ${name}`;
  if (depth > 8) return `a ${name} of ${depth} bits a sample`;
  if (profile) return `a ${name} with a colour profile other than sRGB`;
  if (alpha) return `a ${name} with transparency in this browser`;
  return `${format === 'jpeg' || format === 'png' || format === 'webp' ? `this kind of ${name}` : name}`;
}

/** What is kept of a file is put in by our own JPEG writer alone. @throws ItemError `unsupported-format` */
export function assertKept({ format }: Header, written: WrittenFormat, { keep }: Recipe['output']): void {
  if (keep === 'none' || (format === 'jpeg' && written === 'jpeg')) return;
  throw needsIsolation(`To keep metadata from ${formatNames[format]} in ${formatNames[written]}`);
}
