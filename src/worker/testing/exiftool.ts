import { execFileSync, spawnSync } from 'node:child_process';

/** Whether the outside reader is there: Debian's libimage-exiftool-perl. Tests that need it say so where it is not. */
export const hasExiftool = spawnSync('exiftool', ['-ver']).status === 0;
if (!hasExiftool)
  console.warn('exiftool (Debian: libimage-exiftool-perl) is not there: what outputs carry is not read.');

/** What is no metadata of a file: its own facts, and what exiftool computes of others. */
const ofTheFile = /^(?:SourceFile|ExifTool|System|File|Composite)(?::|$)/;

/** Every tag of each file in the folder, by the file's name: `group:tag`, unknown and double ones too. */
export function tagsIn(folder: string): ReadonlyMap<string, ReadonlyMap<string, unknown>> {
  const text = run('-q', '-j', '-G1', '-a', '-u', '-U', '-n', '-r', folder);
  const files = JSON.parse(text) as readonly Record<string, unknown>[]; // exiftool's own form: -j.
  return new Map(
    files.map((tags) => [
      String(tags['SourceFile']).slice(folder.length + 1),
      new Map(Object.entries(tags).filter(([name]) => !ofTheFile.test(name) || name === 'File:Comment')),
    ]),
  );
}

/** Copies all that one file says into others, maker notes and thumbnails with it, and adds XMP and IPTC. */
export function writeTags(from: string | null, into: readonly string[], tags: readonly string[]): void {
  const copied = from === null ? [] : ['-tagsFromFile', from, '-all:all', '-unsafe', '-makernotes', '-thumbnailimage'];
  run('-q', '-q', '-m', '-overwrite_original', ...copied, ...tags, ...into);
}

function run(...args: readonly string[]): string {
  return execFileSync('exiftool', args, { encoding: 'utf8', maxBuffer: 64e6 });
}
